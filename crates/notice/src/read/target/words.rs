//! Words of plans: adverbs, words of growth and of time. Lists of the language, not of any notice.

use super::verb;
use crate::read::text::Text;
use std::ops::Range;

/// What stands before the verbs: adverbs, pronouns, who does it.
const LEADS: &[&str] = &[
    "全市",
    "原则上",
    "分批次",
    "分批",
    "分年度",
    "逐年",
    "全省",
    "全区",
    "全县",
    "全州",
    "全国",
    "我市",
    "我省",
    "我区",
    "我县",
    "力争",
    "力求",
    "争取",
    "确保",
    "努力",
    "预计",
    "计划",
    "拟",
    "将",
    "要",
    "使",
    "其中",
    "分别",
    "均",
    "都",
    "各",
    "每年",
    "年均",
    "平均",
    "合计",
    "总共",
    "共计",
    "同时",
    "并",
    "以及",
    "及",
    "和",
    "与",
    "、",
    "推动",
    "支持",
    "一是",
    "二是",
    "三是",
    "四是",
    "五是",
    "六是",
    "的",
    "按",
    "按照",
    "实行",
    "为",
];

/// Adverbs and weak verbs directly before comparator or figure.
const TRAILS: &[&str] = &[
    "分别",
    "均",
    "都",
    "各",
    "累计",
    "合计",
    "总计",
    "共计",
    "力争",
    "力求",
    "争取",
    "确保",
    "努力",
    "实现",
    "完成",
    "保持",
    "稳定",
    "保持在",
    "稳定在",
    "维持在",
    "在",
    "到",
    "至",
    "为",
    "是",
    "有",
    "共",
    "总共",
    "同比",
    "年均",
    "平均",
    "每年",
    "全年",
    "新增",
    "净增",
    "净增加",
    "也",
    "要",
    "应",
    "须",
    "将",
    "预计",
    "控制",
    "安排",
    "比上年",
    "比去年",
    "较上年",
    "拟",
    "按",
    "拟按",
    "比例为",
    "数为",
    "面向",
    "稳步",
    "持续",
    "大幅",
    "明显",
    "显著",
    "不断",
    "逐步",
];

/// Words of growth directly before a percentage.
pub(crate) const GROWTH: &[&str] = &[
    "增长",
    "增速",
    "增幅",
    "增长率",
    "增长速度",
    "提高",
    "提升",
    "上升",
    "增加",
    "下降",
    "降低",
    "减少",
    "压减",
    "压缩",
    "缩减",
    "削减",
    "扩大",
    "增",
    "降",
    "降幅",
    "下降率",
    "提速",
    "下浮",
    "上浮",
    "回升",
    "增速达",
    "递增",
    "节约",
    "降本",
    "翻",
    "同比增长",
    "年均增长",
    "同比下降",
    "累计下降",
    "累计增长",
    "增量",
    "涨幅",
    "降低率",
    "减幅",
];

/// Verbs of coming into being that make a target an increment.
pub(crate) const NEW: &[&str] = &[
    "新增",
    "新建",
    "新组建",
    "新设",
    "净增",
    "新培育",
    "新引进",
    "新认定",
    "新改扩建",
    "新改建",
    "新创建",
    "新签",
    "新开",
    "新投",
    "新增加",
    "新布局",
    "新注册",
    "新获",
    "新打造",
    "新发展",
    "新入",
    "新上",
    "新备案",
    "新评",
    "新植",
    "新孵化",
    "新吸纳",
    "新招",
    "新聘",
    "增设",
];

/// Strips what stands before a subject; returns where it begins.
pub(crate) fn strip_front(text: &Text, range: Range<usize>) -> usize {
    let steps = steps(text, range.clone());
    steps.last().copied().unwrap_or(range.start)
}

/// Like [`strip_front`], but where only a stump would be left (`在用` of 建成在用) the last word stripped is kept.
pub(crate) fn strip_to_noun(text: &Text, range: Range<usize>) -> usize {
    let mut steps = steps(text, range.clone());
    let end = range.end;
    while steps.len() > 1 && steps.last().is_some_and(|at| *at < end && is_stump(text, *at..end)) {
        steps.pop();
    }
    steps.last().copied().unwrap_or(range.start)
}

/// A mark at the beginning that belongs to nothing behind it.
fn stray_mark(text: &Text, at: usize, end: usize) -> Option<usize> {
    let digits = (at + 1..end.min(at + 4)).take_while(|index| text.char(*index).is_ascii_digit()).count();
    if text.char(at) == '（' && digits > 0 && text.char(at + digits + 1) == '）' {
        return Some(digits + 2);
    }
    let closed = |close: &str| text.find(close, at + 1..end).is_some();
    let stray = match text.char(at) {
        '，' | '”' | '）' | '：' | '’' | '①'..='⑳' => true,
        '“' => !closed("”"),
        '‘' => !closed("’"),
        '（' => !closed("）"),
        '"' => !closed("\""),
        _ => false,
    };
    stray.then_some(1)
}

/// A single letter, or a word too general to be a subject by itself.
fn is_stump(text: &Text, range: Range<usize>) -> bool {
    const GENERAL: &[&str] = &[
        "资金", "投资", "项目", "活动", "任务", "在用", "入库", "人员", "个数", "数量", "用地", "规模", "贷款", "总量",
        "时间", "面积", "养护", "治理", "救助", "检查", "维修", "管护", "演出", "监测", "检测", "竣工", "改造", "巡查",
    ];
    range.len() < 2 || (range.len() == 2 && text.longest_at(range.start, GENERAL).is_some())
}

/// Where each step of stripping ends, the beginning first.
fn steps(text: &Text, range: Range<usize>) -> Vec<usize> {
    let mut at = range.start;
    let mut out = vec![at];
    for _ in 0..16 {
        let rest = at..range.end;
        let step = time_at(text, at)
            .or_else(|| compared_in_front(text, at))
            .or_else(|| place_phrase(text, rest.clone()))
            .or_else(|| text.longest_at(at, LEADS).filter(|len| !name_follows(text, at, *len)))
            .or_else(|| verb::at(text, at))
            .or_else(|| stray_mark(text, at, range.end));
        match step {
            Some(len) if at + len <= range.end => at += len,
            _ => break,
        }
        out.push(at);
    }
    out
}

/// 全国重点实验室, 各类 and 在孵企业 are names although they begin like adverbs.
fn name_follows(text: &Text, at: usize, len: usize) -> bool {
    let word = text.string(at..at + len);
    let next = text.char(at + len);
    match word.as_str() {
        "全国" | "各" | "都" => true,
        "在" => "孵建校册职岗研".contains(next),
        "和" => "谐美平田睦".contains(next),
        "要" => "素点".contains(next),
        "同时" | "将" | "并" => next == '购',
        "到" => next == '位',
        "按" => "期时".contains(next),
        "平均" => true,
        _ => false,
    }
}

/// 在热管理等领域, 在重点产业方面, 比照国家标准: where and by what rule, not what.
fn place_phrase(text: &Text, range: Range<usize>) -> Option<usize> {
    const PLACES: &[&str] = &[
        "领域",
        "方面",
        "行业",
        "产业",
        "范围内",
        "基础上",
        "地区",
        "区域",
        "等地",
        "环节",
        "过程中",
        "期间",
        "中",
        "上",
        "内",
    ];
    const RULES: &[&str] = &["标准", "要求", "原则", "模式", "部署", "规定", "规划", "计划", "方案"];
    let by_rule = text.longest_at(range.start, &["按照", "比照", "参照", "对照", "根据"]);
    let opens = ["在", "围绕", "聚焦", "针对", "面向", "依托", "通过", "利用", "以", "对", "从", "于"];
    let begins = by_rule.or_else(|| text.longest_at(range.start, &opens))?;
    if text.longest_at(range.start, &["在孵", "在建", "在校", "在册", "在职"]).is_some() {
        return None;
    }
    let ends = if by_rule.is_some() { RULES } else { PLACES };
    let limit = range.end.min(range.start + 30);
    (range.start + begins + 1..limit)
        .filter_map(|at| text.longest_at(at, ends).map(|len| (at + len, len)))
        .find(|(end, len)| *len > 1 || verb::at(text, *end).is_some())
        .map(|(end, _)| end + text.longest_at(end, ends).unwrap_or(0))
        .filter(|end| *end < range.end)
        .map(|end| end - range.start)
}

/// Length of an expression of time here: 到2025年底前, 今年, 全年, “十四五”末, 年底前, 6月底前.
pub(crate) fn time_at(text: &Text, at: usize) -> Option<usize> {
    let first = text.char(at);
    if !first.is_ascii_digit() && !"用力通争确到至截在于今明当本全年上下未三五一二四第月每“十同届".contains(first)
    {
        return None;
    }
    if let Some(len) = span_of_years(text, at) {
        return Some(len);
    }
    let lead = text.longest_at(at, &["力争到", "争取到", "确保到", "到", "至", "截至", "在", "于"]).unwrap_or(0);
    let mut end = at + lead;
    let start = end;
    for _ in 0..3 {
        end += time_unit(text, end).unwrap_or(0);
    }
    if end == start {
        return None;
    }
    end += text
        .longest_at(end, &["底", "末", "初", "中", "年底", "时", "期间", "时期", "上旬", "中旬", "下旬"])
        .unwrap_or(0);
    end += text.longest_at(end, &["前", "之前", "以前", "起", "内"]).unwrap_or(0);
    Some(end - at)
}

/// `用3年左右时间`: how long it may take.
fn span_of_years(text: &Text, at: usize) -> Option<usize> {
    let lead = text.longest_at(at, &["用", "力争用", "通过"])?;
    let digits = (at + lead..text.len().min(at + lead + 3))
        .take_while(|index| text.char(*index).is_ascii_digit() || "一二两三四五".contains(text.char(*index)))
        .count();
    let unit = text
        .longest_at(at + lead + digits, &["年", "个月", "年左右", "个月左右", "至", "—", "-"])
        .filter(|_| digits > 0)?;
    let end = at + lead + digits + unit;
    let close = (end..text.len().min(end + 6)).find(|index| text.has(*index, "时间"))?;
    Some(close + 2 - at)
}

fn time_unit(text: &Text, at: usize) -> Option<usize> {
    const WORDS: &[&str] = &[
        "今年",
        "明年",
        "当年",
        "本年",
        "本年度",
        "全年",
        "年内",
        "年底",
        "年末",
        "上半年",
        "下半年",
        "今后三年",
        "未来三年",
        "三年内",
        "五年内",
        "一季度",
        "二季度",
        "三季度",
        "四季度",
        "第一季度",
        "第二季度",
        "第三季度",
        "第四季度",
        "月底",
        "月末",
        "每年",
        "“十四五”",
        "“十五五”",
        "“十三五”",
        "十四五",
        "十五五",
        "同期",
        "届时",
    ];
    if let Some(len) = text.longest_at(at, WORDS) {
        return Some(len);
    }
    let digits = (at..text.len().min(at + 5)).take_while(|index| text.char(*index).is_ascii_digit()).count();
    let mut end = at + digits;
    if digits == 4 && matches!(text.char(end), '-' | '—' | '～' | '至') {
        let sign = 1 + usize::from(text.char(end + 1) == '—');
        let more = (end + sign..text.len()).take_while(|index| text.char(*index).is_ascii_digit()).count();
        end += if more == 4 { sign + more } else { 0 };
    }
    let dated = match text.char(end) {
        '年' => digits == 4,
        '月' | '日' => (1..=2).contains(&digits),
        _ => false,
    };
    dated.then_some(end + 1 - at)
}

/// What stood behind a subject and was stripped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stripped {
    pub end: usize,
    /// A word of growth stood there.
    pub growth: bool,
    /// 均、都、各: the figure holds for each of the things named.
    pub each: bool,
    /// 分别
    pub respectively: bool,
}

/// `较2020年`, `比上年`: what a change is measured against.
fn compared(text: &Text, start: usize, end: usize) -> Option<usize> {
    let from = start.max(end.saturating_sub(12));
    (from..end).find(|at| {
        let word = text.longest_at(*at, &["较", "比", "相比", "与", "相较"]).unwrap_or(0);
        word > 0 && *at > start && time_at(text, at + word).is_some_and(|len| at + word + len == end)
    })
}

/// `较2020年新增`: the comparison stands before the deed.
fn compared_in_front(text: &Text, at: usize) -> Option<usize> {
    let word = text.longest_at(at, &["较", "比", "相比", "相较于"])?;
    time_at(text, at + word).map(|len| word + len)
}

/// Strips adverbs, weak verbs and words of growth from the end of a subject.
pub(crate) fn strip_back(text: &Text, range: Range<usize>) -> Stripped {
    let mut out = Stripped { end: range.end, ..Stripped::default() };
    for _ in 0..8 {
        let here = out.end;
        let growth = text.longest_before(here, GROWTH).filter(|len| range.start + len <= here);
        let trail = text.longest_before(here, TRAILS).filter(|len| range.start + len <= here);
        if let Some(len) = growth.filter(|len| trail.is_none_or(|trail| trail < *len)) {
            out.growth = true;
            out.end -= len;
        } else if let Some(len) = trail {
            let word = text.string(here - len..here);
            out.each |= matches!(word.as_str(), "均" | "都" | "各");
            out.respectively |= word == "分别";
            out.end -= len;
        } else if let Some(at) = compared(text, range.start, here) {
            out.end = at;
        } else if matches!(text.before(here), '，' | '、' | '：' | '“' | '”')
            && here > range.start
            && !(text.before(here) == '”' && text.find("“", range.start..here - 1).is_some())
        {
            out.end -= 1;
        } else {
            break;
        }
    }
    let reach = range.start.max(out.end.saturating_sub(6));
    out.respectively |= text.rfind("分别", reach..out.end).is_some();
    out
}
