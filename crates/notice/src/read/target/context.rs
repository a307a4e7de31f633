//! Which figures are no targets: names, conditions, facts of the past, frequencies, terms of procedure.

use super::scan::Figure;
use super::unit::Class;
use super::verb;
use super::words;
use crate::read::text::{Text, closes, ends_sentence, is_han, opens};
use crate::reading::Op;
use std::ops::Range;

/// How far a clause is looked at on either side of a figure; keeps reading linear in texts without marks.
const REACH: usize = 160;

/// Ends a clause.
fn parts_clauses(letter: char) -> bool {
    ends_sentence(letter) || matches!(letter, '，' | '：' | '\n' | '\t')
}

/// Where the clause of a figure begins, at the latest mark before it outside brackets, never before `floor`.
pub(crate) fn clause_start(text: &Text, figure: usize, floor: usize) -> usize {
    let (mut depth, mut at) = (0_usize, figure);
    let limit = floor.max(figure.saturating_sub(REACH));
    while at > limit {
        let letter = text.before(at);
        if closes(letter) {
            depth += 1;
        } else if opens(letter) {
            match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => break,
            }
        } else if depth == 0 && parts_clauses(letter) {
            break;
        }
        at -= 1;
    }
    at
}

/// Where the clause of a figure ends.
pub(crate) fn clause_end(text: &Text, after: usize) -> usize {
    let (mut depth, mut at) = (0_usize, after);
    let limit = text.len().min(after + REACH);
    while at < limit {
        let letter = text.char(at);
        if opens(letter) {
            if at == after && !goes_on(text, at) {
                break;
            }
            depth += 1;
        } else if closes(letter) {
            match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => break,
            }
        } else if depth == 0 && parts_clauses(letter) {
            break;
        }
        at += 1;
    }
    at
}

/// A bracket directly behind a figure, after which the words go on: `0.8%（扶贫项目不超过0.5%）的费率`,
/// `2400户（累计约3600户）餐饮单位`.
fn goes_on(text: &Text, open: usize) -> bool {
    let Some(close) = (open..text.len().min(open + 60)).find(|at| closes(text.char(*at))) else { return false };
    let figures = text.part(open..close).iter().any(char::is_ascii_digit);
    text.char(close + 1) == '的' || (figures && is_han(text.char(close + 1)))
}

/// Where the sentence begins.
pub(crate) fn sentence_start(text: &Text, at: usize) -> usize {
    let limit = at.saturating_sub(400);
    (limit..at)
        .rev()
        .find(|index| matches!(text.char(*index), '。' | '！' | '？' | '；'))
        .map_or(limit, |index| index + 1)
}

/// Where the sentence ends.
pub(crate) fn sentence_end(text: &Text, at: usize) -> usize {
    let limit = text.len().min(at + 400);
    (at..limit).find(|index| matches!(text.char(*index), '。' | '！' | '？' | '；')).unwrap_or(limit)
}

/// Words after which a number of things is the frame of the sentence and not its aim.
const FRAMES: &[&str] = &[
    "围绕", "聚焦", "针对", "按照", "紧扣", "立足", "瞄准", "面向", "依托", "根据", "坚持", "对照", "突出", "依据",
    "遵循", "贯彻", "结合", "符合", "涉及", "涵盖", "包括", "分为", "包含", "基于", "锚定", "对标", "从", "抓住",
];

/// Things that are counted only to frame a sentence.
const FRAME_THINGS: &[&str] = &[
    "方面",
    "领域",
    "环节",
    "层面",
    "维度",
    "角度",
    "阶段",
    "意识",
    "自信",
    "维护",
    "确保",
    "坚持",
    "必须",
    "结合",
    "统一",
    "转变",
    "部门",
    "单位",
    "月",
    "层次",
    "重点领域",
    "文明",
    "关键环节",
    "发展阶段",
    "战略支点",
    "一体",
    "全面",
    "人一",
    "实事",
    "民生实事",
    "为民实事",
    "惠民实事",
];

/// A figure that only qualifies another thing: 年产值10亿元以上企业, 100张床位以上的医院, 总投资5亿元的项目.
pub(crate) fn qualifies(text: &Text, figures: &[Figure], index: usize) -> bool {
    let Some(figure) = figures.get(index) else { return false };
    let measure = matches!(figure.class, Class::Money | Class::Measure | Class::Percent | Class::Time);
    if !measure && figure.tail.is_none() {
        return false;
    }
    let clause = clause_end(text, figure.after);
    let noun_follows = is_han(text.char(figure.after)) || text.char(figure.after) == '“';
    if !noun_follows || starts_growth(text, figure.after) {
        return false;
    }
    let counted = |other: &Figure| matches!(other.class, Class::Count | Class::Great);
    let joined =
        |range: Range<usize>| !text.any_in(&["、", "，", "和", "及", "并", "达到", "新增", "完成", "实现"], range);
    let next = figures.get(index + 1).filter(|next| counted(next) && next.number.start < clause);
    if measure && next.is_some_and(|next| joined(figure.after..next.number.start)) {
        return true;
    }
    let before = index.checked_sub(1).and_then(|index| figures.get(index)).filter(|before| counted(before));
    before.is_some_and(|before| {
        let between = before.after..figure.number.start;
        let close = clause_end(text, before.after) >= figure.number.start && joined(between);
        close && is_attribute(text, figure, clause)
    })
}

/// `…以上的企业`, `10亿元项目`: a noun follows that the figure describes.
fn is_attribute(text: &Text, figure: &Figure, clause: usize) -> bool {
    figure.tail.is_some() || text.char(figure.after) == '的' || clause > figure.after
}

fn starts_growth(text: &Text, at: usize) -> bool {
    text.longest_at(at, &["增长", "的增长", "增速", "的增速", "增幅", "的目标", "提升", "下降"]).is_some()
}

/// Is the figure no target? `clause` is its clause, `op_from` where its comparator begins.
pub(crate) fn is_no_target(text: &Text, figure: &Figure, clause: Range<usize>, op: Op, op_from: usize) -> bool {
    is_rank(text, figure)
        || is_frequency(text, figure)
        || is_term(text, figure, op)
        || is_frame(text, figure, &clause, op_from)
        || is_past(text, figure, &clause)
        || is_starting_point(text, figure)
        || is_condition(text, figure, &clause, op_from)
        || is_size_of_name(text, figure, op)
        || is_rate_in_force(text, figure, op)
        || is_technical_rule(text, figure)
}

/// 前10位, 第3名, 百强.
fn is_rank(text: &Text, figure: &Figure) -> bool {
    let before = text.before(figure.number.start);
    let people = matches!(text.char(figure.unit.start), '位' | '名');
    matches!(before, '前' | '第' | '每' | '首')
        || (before == '后' && people)
        || text.has(figure.range.end, "强")
        || text.ends(figure.number.start, "前列")
        || (before == '近' && figure.class == Class::Time)
}

/// 每月1次, 每季度开展2次: the rhythm of work.
fn is_frequency(text: &Text, figure: &Figure) -> bool {
    let unit = text.string(figure.unit.clone());
    let start = figure.number.start.saturating_sub(14);
    let rhythm = ["每月", "每周", "每日", "每天", "每季度", "每季", "每半年", "每两", "每旬", "每个月"];
    matches!(unit.as_str(), "次" | "个" | "场" | "期次" | "轮" | "小时" | "天")
        && text.any_in(&rhythm, start..figure.number.start)
}

/// 5个工作日内办结, 三年行动: spans of time are targets only where they are pressed or reached.
fn is_term(text: &Text, figure: &Figure, op: Op) -> bool {
    if figure.class != Class::Time {
        return false;
    }
    let pressed = [
        "天数",
        "工期",
        "周期",
        "寿命",
        "压缩",
        "缩短",
        "压减",
        "控制在",
        "不超过",
        "减少",
        "降至",
        "降低",
        "延长",
        "不少于",
        "不低于",
        "达到",
        "减至",
        "提速",
        "提升到",
        "时间",
        "时长",
        "时限",
    ];
    let from = figure.number.start.saturating_sub(10);
    let unit = text.string(figure.unit.clone());
    let promised = [
        "放行", "办结", "办理", "审批", "审核", "审结", "答复", "回复", "响应", "受理", "送达", "处置", "解决", "出具",
        "拨付", "到达", "通关", "办成",
    ];
    let procedure = ["之日起", "自收到", "自受理", "延长期限", "公示期", "有效期", "试用期"];
    if text.any_in(&procedure, clause_start(text, figure.number.start, 0)..figure.number.start) {
        return true;
    }
    let rate = text.part(figure.after..figure.after + 12).iter().take_while(|letter| is_han(**letter)).last();
    if rate == Some(&'率') && text.char(clause_end(text, figure.after) - 1) != '率' {
        return true;
    }
    let within = op == Op::AtMost && !unit.starts_with('年') && text.longest_at(figure.after, &promised).is_some();
    let spoken = within || (op != Op::Bare && text.any_in(&pressed, from..figure.number.start));
    !spoken || (unit.starts_with('年') && op != Op::AtLeast)
}

/// 围绕五大领域, 等10个部门, 聚焦3个方面.
fn is_frame(text: &Text, figure: &Figure, clause: &Range<usize>, op_from: usize) -> bool {
    if !matches!(figure.class, Class::Count | Class::Great | Class::Scale) {
        return false;
    }
    if text.longest_at(figure.after, FRAME_THINGS).is_some() && figure.class != Class::Scale {
        return true;
    }
    let before = clause_start(text, figure.number.start, 0).min(clause.start)..op_from;
    let frame = FRAMES.iter().filter_map(|word| text.rfind(word, before.clone())).max();
    let verb = (before.start..before.end).rev().find(|at| verb::at(text, *at).is_some());
    let context = frame.is_some_and(|frame| FRAMES.iter().take(3).any(|word| text.has(frame, word)));
    if context && figure.class == Class::Great {
        return true;
    }
    let framed = frame.is_some_and(|frame| verb.is_none_or(|verb| verb <= frame) && !served(text, figure, frame));
    let spoken = figure.han || figure.class == Class::Great || figure.tail.is_none();
    if framed && spoken {
        return true;
    }
    figure.han && !is_done(text, figure, &before)
}

/// `面向1万名人员开展培训`: people or firms that something is done for are counted.
fn served(text: &Text, figure: &Figure, frame: usize) -> bool {
    let rest = figure.after..sentence_end(text, figure.after);
    let done = ["开展", "提供", "组织", "举办", "培训", "发放", "实施"];
    text.has(frame, "面向") && !figure.han && figure.class == Class::Count && text.any_in(&done, rest)
}

/// A number in Chinese numerals is an aim only directly behind a verb of doing, or behind 等.
fn is_done(text: &Text, figure: &Figure, before: &Range<usize>) -> bool {
    const DONE: &[&str] = &[
        "启动", "实施", "打造", "建设", "推进", "开展", "组织", "完成", "新建", "建成", "培育", "举办", "设立", "组建",
        "创建", "新增", "引进", "办好", "制定", "出台", "落地", "发展", "形成", "构建", "争创", "推出", "发布", "布局",
        "建立", "获批", "认定", "遴选", "编制", "改造", "加快", "谋划", "突破", "达到", "超过", "以上", "等", "新",
        "抓好", "做强",
    ];
    let end = figure.number.start;
    let near = text.longest_before(end, DONE).is_some() || text.any_in(&["至少", "不少于"], end.saturating_sub(8)..end);
    let etc = text.before(end) == '等' && (before.start..end).any(|at| verb::at(text, at).is_some());
    (near || etc || sums_up(text, figure, before)) && (figure.class != Class::Count || !text.has(end, "两个"))
}

/// `构建物流、会展、金融和信息四大体系`: N大 counts what the list before it names and what the verb before that makes.
fn sums_up(text: &Text, figure: &Figure, before: &Range<usize>) -> bool {
    const MAKES: &[&str] =
        &["构建", "打造", "建设", "建成", "实施", "培育", "形成", "推进", "发展", "创建", "搭建", "做强", "做大"];
    let Some(verb) = MAKES.iter().filter_map(|word| text.rfind(word, before.clone())).max() else { return false };
    let list = verb + 2..figure.number.start;
    let ends = ["领域", "方面", "环节"].iter().any(|word| text.ends(figure.number.start, word));
    let framed = FRAMES.iter().any(|word| word.chars().count() > 1 && text.find(word, list.clone()).is_some());
    figure.class == Class::Great && text.find("、", list.clone()).is_some() && !framed && (ends || list.len() <= 40)
}

/// 截至目前已建成, 去年完成: facts.
fn is_past(text: &Text, figure: &Figure, clause: &Range<usize>) -> bool {
    let from = sentence_start(text, figure.number.start);
    let before = from..figure.number.start;
    let past = [
        "截至目前",
        "截至去年",
        "截止目前",
        "目前，",
        "目前已",
        "目前全",
        "去年",
        "上年末",
        "近年来",
        "近几年",
        "过去",
        "以来，",
        "已累计",
        "已建成",
        "已有",
        "已达",
        "已完成",
        "已实现",
        "共有",
    ];
    let aims = ["力争", "确保", "到20", "今年", "目标", "年内", "计划", "将"];
    if let Some(at) = past.iter().filter_map(|word| text.rfind(word, before.clone())).max() {
        return !text.any_in(&aims, at..figure.number.start);
    }
    let held = text.find("现有", clause.start..figure.number.start).is_some();
    held || (text.has(figure.after, "已") && text.find("已", clause.clone()).is_some())
}

/// 由30%提高到40%: the first figure is where it starts from.
fn is_starting_point(text: &Text, figure: &Figure) -> bool {
    let from = figure.number.start.saturating_sub(14);
    let opened = text.rfind("由", from..figure.number.start).or_else(|| text.rfind("从", from..figure.number.start));
    let rises = [
        "提高",
        "提升",
        "增加",
        "增长",
        "扩大",
        "上升",
        "降",
        "下降",
        "减少",
        "压缩",
        "缩短",
        "压减",
        "缩减",
        "发展",
        "扩容",
        "升",
        "增至",
        "扩展",
        "调整",
        "减至",
        "减到",
        "减为",
        "减",
        "精简",
        "扩增",
        "增至",
        "增加到",
    ];
    let next = figure.after + text.longest_at(figure.after, &["的", "，", "左右"]).unwrap_or(0);
    opened.is_some_and(|at| !text.any_in(&["，", "。", "；"], at..figure.number.start))
        && text.longest_at(next, &rises).is_some()
}

/// 对投资1亿元以上的项目……: to whom a rule applies.
fn is_condition(text: &Text, figure: &Figure, clause: &Range<usize>, op_from: usize) -> bool {
    if is_for_whom(text, figure) {
        return true;
    }
    let joined = matches!(text.char(figure.after), '和' | '及' | '与' | '并');
    let noun_follows = is_han(text.char(figure.after)) && !starts_growth(text, figure.after) && !joined;
    let attribute = noun_follows && (figure.tail.is_some() || text.char(figure.after) == '的');
    let described = words::strip_front(text, clause.start..op_from) < op_from;
    let class = matches!(figure.class, Class::Money | Class::Measure | Class::Percent);
    let alone = op_from <= clause.start && figure.tail.is_some() && noun_follows;
    if alone && class {
        return true;
    }
    if is_part_of_whole(text, figure) {
        return false;
    }
    attribute && described && class && !makes(text, clause.start..op_from) && !text.has(figure.after, "的目标")
}

/// `50%的城市社区建成服务中心`: how many of all are to get there.
fn is_part_of_whole(text: &Text, figure: &Figure) -> bool {
    let done = ["建成", "实现", "完成", "达到", "覆盖", "纳入", "开展", "建立", "配备", "设立", "通过", "具备"];
    let rest = figure.after + 2..clause_end(text, figure.after);
    let of = text.longest_at(figure.after, &["的", "以上的", "以上"]).is_some() || text.before(figure.after) == '上';
    figure.class == Class::Percent && of && text.any_in(&done, rest)
}

/// The figure stands between 对 and 给予, or tells kinds apart behind 对.
fn is_for_whom(text: &Text, figure: &Figure) -> bool {
    let whom = text.longest_at(clause_start(text, figure.number.start, 0), &["对", "对于", "针对"]).is_some();
    if whom && figure.tail.is_none() && text.string(figure.unit.clone()) == "种" {
        return true;
    }
    const GRANTS: &[&str] = &["给予", "奖励", "补助", "补贴", "资助", "奖补"];
    const RULES: &[&str] = &["支持", "享受", "免", "优先", "实行", "进行", "纳入", "予以", "按"];
    let start = clause_start(text, figure.number.start, 0);
    let bare_count = figure.tail.is_none() && matches!(figure.class, Class::Count | Class::Scale);
    let opened = text.longest_at(start, &["对", "凡", "凡是", "符合", "满足", "对于", "针对"]).is_some();
    let terms = text.any_in(&["按", "最高", "标准"], start..figure.number.start);
    if figure.class == Class::Time || bare_count || !opened || terms || text.any_in(GRANTS, start..figure.number.start)
    {
        return false;
    }
    let rest = figure.after..sentence_end(text, figure.after);
    text.any_in(GRANTS, rest.clone()) || text.any_in(RULES, rest)
}

/// The clause makes the thing that the figure measures: 设立规模不低于30亿元的基金.
fn makes(text: &Text, range: Range<usize>) -> bool {
    text.any_in(
        &[
            "设立", "组建", "发起", "建设", "新建", "建成", "打造", "成立", "形成", "募集", "筹集", "投入", "安排",
            "实现", "完成", "新增", "争取", "达", "发放",
        ],
        range,
    )
}

/// 500千伏变电站, 10公里半径: a size that is part of a name. With a comparator it is an aim.
fn is_size_of_name(text: &Text, figure: &Figure, op: Op) -> bool {
    let unit = text.string(figure.unit.clone());
    let voltage =
        ["千伏", "kV", "KV", "万千伏安", "Hz", "nm", "mm", "毫米", "英寸", "克", "岁"].contains(&unit.as_str());
    let ages = unit == "岁" && op == Op::Range;
    voltage && (op == Op::Bare || ages) && is_han(text.char(figure.after))
}

/// 适用13%税率, 执行20%的标准: a rate in force.
fn is_rate_in_force(text: &Text, figure: &Figure, op: Op) -> bool {
    let applies = text.longest_before(figure.number.start, &["适用", "执行", "征收", "税率为", "减按"]).is_some();
    figure.class == Class::Percent && op == Op::Bare && applies
}

/// `应用高度不应超过100米`, `专家不应少于3人`: the modals of standards, not of plans.
fn is_technical_rule(text: &Text, figure: &Figure) -> bool {
    let near = figure.number.start.saturating_sub(6)..figure.number.start;
    figure.class != Class::Percent && text.any_in(&["不应", "禁止", "不宜", "严禁"], near)
}
