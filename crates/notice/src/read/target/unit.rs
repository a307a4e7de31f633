//! 计量单位: what may stand behind a figure.

use crate::read::text::Text;

/// What a unit measures; the rules about figures differ by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// 个、家、项: things and people are counted.
    Count,
    /// 公里、吨、亩、P
    Measure,
    /// 元
    Money,
    /// %
    Percent,
    /// 个百分点
    Points,
    /// 倍、番
    Fold,
    /// 天、个工作日、小时
    Time,
    /// 10大
    Great,
    /// 30万大学生: a scale without a unit
    Scale,
    /// 1.5∶1
    Ratio,
}

const SCALES: &[&str] = &["万亿", "千亿", "百亿", "千万", "百万", "十万", "十亿", "万", "亿", "千", "百", "十"];

const COUNT: &[&str] = &[
    "个",
    "家",
    "项",
    "名",
    "人",
    "位",
    "件",
    "场",
    "次",
    "条",
    "座",
    "处",
    "所",
    "间",
    "套",
    "台",
    "辆",
    "艘",
    "架",
    "种",
    "批",
    "批次",
    "户",
    "户次",
    "人次",
    "场次",
    "件次",
    "班次",
    "架次",
    "车次",
    "家次",
    "宗次",
    "只",
    "支",
    "株",
    "棵",
    "头",
    "份",
    "册",
    "篇",
    "首",
    "幅",
    "档",
    "轮",
    "届次",
    "门",
    "班",
    "组",
    "队",
    "团",
    "宗",
    "笔",
    "张",
    "片",
    "块",
    "栋",
    "幢",
    "孔",
    "口",
    "眼",
    "节",
    "列",
    "例",
    "款",
    "课时",
    "学时",
    "枚",
    "剂",
    "剂次",
    "针",
    "尾",
    "羽",
    "匹",
    "箱",
    "标箱",
    "标准箱",
    "TEU",
    "道",
    "部",
    "期次",
    "台次",
    "台套",
    "套次",
    "枪",
    "对",
    "集",
    "卷",
    "粒",
    "艘次",
    "人份",
    "席",
    "代",
    "起",
    "穴",
    "期",
    "盏",
    "杆",
    "床",
    "桩",
    "家（次）",
];

const MEASURE: &[&str] = &[
    "平方米",
    "平方公里",
    "平方千米",
    "公顷",
    "亩",
    "公里",
    "千米",
    "米",
    "厘米",
    "毫米",
    "海里",
    "立方米",
    "方",
    "吨",
    "千克",
    "公斤",
    "斤",
    "克",
    "毫克",
    "微克",
    "升",
    "毫升",
    "千瓦",
    "兆瓦",
    "吉瓦",
    "瓦",
    "千瓦时",
    "兆瓦时",
    "度",
    "千伏",
    "千伏安",
    "兆伏安",
    "万千伏安",
    "吨标准煤",
    "吨标煤",
    "标准煤",
    "吨公里",
    "标方",
    "标准立方米",
    "平方",
    "㎡",
    "㎞",
    "平米",
    "里",
    "人公里",
    "分贝",
    "岁",
    "分",
    "摄氏度",
    "℃",
    "词条",
    "兆",
    "EFLOPS",
    "EFlops",
    "PFLOPS",
    "PFlops",
    "Pflops",
    "P",
    "E",
    "EB",
    "PB",
    "TB",
    "GB",
    "Gbps",
    "Mbps",
    "Tbps",
    "GW",
    "MW",
    "KW",
    "kW",
    "kWh",
    "KWh",
    "MWh",
    "GWh",
    "kV",
    "KV",
    "kVA",
    "MVA",
    "km",
    "km²",
    "m",
    "m²",
    "m³",
    "t",
    "kg",
    "ha",
    "hm²",
    "dB",
    "T",
    "Gb/s",
    "mg",
    "ug",
    "μg",
    "μm",
    "nm",
];

const MONEY: &[&str] = &["元", "美元", "欧元", "港元", "日元", "元人民币", "人民币", "块钱"];

const TIME: &[&str] = &[
    "个工作日",
    "工作日",
    "个自然日",
    "自然日",
    "天",
    "日",
    "小时",
    "分钟",
    "秒",
    "毫秒",
    "周",
    "个月",
    "年",
    "年度",
    "季度",
    "个季度",
    "个小时",
    "月",
    "个学年",
    "学年",
];

/// Letters behind which what looks like a unit begins another word: 个月 is caught by [`TIME`], these are not.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("部", "门"),
    ("方", "面"),
    ("方", "案"),
    ("方", "式"),
    ("方", "向"),
    ("台", "湾"),
    ("人", "工"),
    ("人", "民"),
    ("件", "事"),
    ("家", "庭"),
    ("起", "来"),
    ("分", "之"),
    ("分", "别"),
    ("代", "表"),
    ("里", "程"),
    ("度", "假"),
    ("日", "报"),
    ("期", "间"),
    ("期", "限"),
    ("期", "末"),
    ("期", "货"),
    ("期", "工"),
    ("期", "项"),
    ("期", "建"),
    ("兆", "瓦"),
    ("兆", "伏"),
    ("兆", "帕"),
    ("位", "一"),
    ("名", "单"),
    ("对", "一"),
    ("团", "队"),
    ("组", "织"),
    ("门", "户"),
];

/// A unit found: its length and its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub len: usize,
    pub class: Class,
}

/// The longest unit that begins here.
pub(crate) fn at(text: &Text, at: usize) -> Option<Unit> {
    if let Some(unit) = percent(text, at) {
        return Some(unit);
    }
    let scale = text.longest_at(at, SCALES).unwrap_or(0);
    for scale in [scale, 0] {
        if let Some(unit) = base(text, at + scale) {
            return Some(Unit { len: scale + with_denominator(text, at + scale, unit), class: unit.class });
        }
    }
    let bare = scale > 0 && matches!(text.char(at + scale - 1), '万' | '亿');
    bare.then_some(Unit { len: scale, class: Class::Scale })
}

fn percent(text: &Text, at: usize) -> Option<Unit> {
    let unit = |len, class| Some(Unit { len, class });
    if let Some(len) = text.longest_at(at, &["个百分点", "百分点", "个百点"]) {
        return unit(len, Class::Points);
    }
    match text.char(at) {
        '%' | '‰' => unit(1, Class::Percent),
        '倍' => unit(1, Class::Fold),
        '番' => unit(1, Class::Fold),
        '大' if super::scan::names_things(text, at + 1) => unit(1, Class::Great),
        _ => None,
    }
}

fn base(text: &Text, at: usize) -> Option<Unit> {
    let mut best: Option<Unit> = None;
    for (words, class) in [(COUNT, Class::Count), (MEASURE, Class::Measure), (MONEY, Class::Money), (TIME, Class::Time)]
    {
        if let Some(len) = text.longest_at(at, words)
            && best.is_none_or(|known| len > known.len)
        {
            best = Some(Unit { len, class });
        }
    }
    let unit = best.filter(|unit| !begins_another_word(text, at, unit.len))?;
    let letters = text.char(at + unit.len - 1).is_ascii_alphabetic();
    (!letters || !text.char(at + unit.len).is_ascii_alphanumeric()).then_some(unit)
}

fn begins_another_word(text: &Text, at: usize, len: usize) -> bool {
    OTHER_WORDS.iter().any(|(unit, rest)| unit.chars().count() == len && text.has(at, unit) && text.has(at + len, rest))
}

/// Length with `/人`, `/年` and the like, and with a second unit in brackets: 台（套）.
fn with_denominator(text: &Text, at: usize, unit: Unit) -> usize {
    let mut end = at + unit.len;
    while text.char(end) == '/' {
        let Some(next) = base(text, end + 1).or_else(|| base(text, end + 2)).filter(|next| next.len > 0) else { break };
        let scale = text.longest_at(end + 1, SCALES).unwrap_or(0);
        end += 1 + if base(text, end + 1).is_some() { 0 } else { scale } + next.len;
    }
    if text.char(end) == '（'
        && let Some(second) = base(text, end + 1).filter(|second| text.char(end + 1 + second.len) == '）')
        && second.class == Class::Count
    {
        end += second.len + 2;
    }
    end - at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    #[test]
    fn the_longest_unit_counts() {
        for (words, unit, class) in [
            ("万平方米", "万平方米", Class::Measure),
            ("亿元以上", "亿元", Class::Money),
            ("万大学生", "万", Class::Scale),
            ("个百分点", "个百分点", Class::Points),
            ("个工作日", "个工作日", Class::Time),
            ("台（套）设备", "台（套）", Class::Count),
            ("微克/立方米", "微克/立方米", Class::Measure),
            ("P。", "P", Class::Measure),
            ("元/人", "元/人", Class::Money),
            ("人次以上", "人次", Class::Count),
        ] {
            let text = lines(words, &[], &mut Vec::new()).remove(0).text;
            assert_eq!(at(&text, 0), Some(Unit { len: unit.chars().count(), class }), "{words}");
        }
        for words in ["号线", "方面", "PM", "部门", "强企业"] {
            let text = lines(words, &[], &mut Vec::new()).remove(0).text;
            assert_eq!(at(&text, 0), None, "{words}");
        }
    }
}
