//! What a figure counts or measures: the words before it, behind it, or both.

use super::scan::Figure;
use super::unit::Class;
use super::verb;
use super::words::{self, Stripped};
use crate::read::text::{Text, closes, opens};
use std::ops::Range;

/// Longest subject that is taken whole; a longer one is cut to what stands behind its last 等.
const LONG: usize = 32;

/// Measures that say nothing without the thing named before: `新开通基站15万个，总数达到30万个`.
pub(crate) const MEASURES_ALONE: &[&str] = &[
    "总数",
    "总量",
    "数量",
    "产量",
    "产值",
    "占比",
    "比重",
    "总额",
    "总长",
    "总里程",
    "总面积",
    "总规模",
    "规模",
    "总长度",
    "保有量",
    "覆盖率",
];

/// `市区入园率达到50%，农村达到30%`: a place takes over the measure of the one before.
pub(crate) fn of_place(last: &str, place: &str) -> Option<String> {
    const PLACES: &[&str] = &[
        "市区",
        "县（市）",
        "农村",
        "城镇",
        "城市",
        "县城",
        "乡镇",
        "主城区",
        "中心城区",
        "全市",
        "全省",
        "全县",
        "全区",
        "乡村",
        "山区",
        "城区",
        "各县（市）",
        "县（市、区）",
    ];
    let before = PLACES.iter().filter(|known| last.starts_with(**known)).max_by_key(|known| known.len())?;
    let measure = last.strip_prefix(*before).filter(|rest| rest.chars().count() >= 2)?;
    PLACES.contains(&place).then(|| format!("{place}{measure}"))
}

/// Another measure of the thing measured before: `粮食播种面积` and `产量` are `粮食产量`.
pub(crate) fn measured(last: &str, measure: &str) -> String {
    let known = MEASURES.iter().filter(|known| last.ends_with(**known)).max_by_key(|known| known.len());
    match known.and_then(|known| last.strip_suffix(*known)).filter(|_| !measure.starts_with('占')) {
        Some(thing) if thing.chars().count() >= 2 => format!("{thing}{measure}"),
        Some(_) => measure.to_owned(),
        None => format!("{last}{measure}"),
    }
}

/// `投资5000万元，提升改造公路40公里`: what the money is for stands in the clause behind.
pub(crate) fn purpose(text: &Text, end: usize, words: &str) -> Option<String> {
    if !["投资", "计划投资", "总投资", "完成投资"].contains(&words) || text.char(end) != '，' {
        return None;
    }
    let stop = (end + 1..text.len().min(end + 30))
        .find(|at| text.char(*at).is_ascii_digit() || matches!(text.char(*at), '，' | '。' | '；' | '、'))?;
    let range = end + 1..stop;
    let other = text.any_in(&["投资", "增长", "同比", "增速", "占", "其中"], range.clone());
    ((4..=20).contains(&range.len()) && !other).then(|| format!("{}{words}", self::words(text, range)))
}

/// The words around one figure.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    /// Verbs and adverbs that were stripped.
    pub lead: Range<usize>,
    /// The noun before the figure.
    pub before: Range<usize>,
    /// The noun behind it.
    pub after: Range<usize>,
    pub stripped: Stripped,
    /// A word of growth stands behind the figure.
    pub grows: bool,
}

/// Takes the words of a clause apart. `op_from` is where the comparator begins.
pub(crate) fn parts(text: &Text, figure: &Figure, clause: &Range<usize>, op_from: usize) -> Parts {
    let end = starting_point(text, clause.start..op_from.max(clause.start));
    let stripped = words::strip_back(text, clause.start..end);
    let start = words::strip_to_noun(text, clause.start..stripped.end);
    let (after, grows) = after(text, figure, clause.end);
    Parts { lead: clause.start..start, before: start..stripped.end.max(start), after, stripped, grows }
}

/// `由420家增加到`: what the thing started from is no part of its name.
fn starting_point(text: &Text, range: Range<usize>) -> usize {
    let opened = |at: &usize| matches!(text.char(*at), '由' | '从') && text.char(at + 1).is_ascii_digit();
    range.clone().find(opened).filter(|at| *at > range.start).unwrap_or(range.end)
}

/// The noun behind a figure, without the words that only close the clause.
fn after(text: &Text, figure: &Figure, end: usize) -> (Range<usize>, bool) {
    let mut start = past_bracket(text, figure.after, end);
    start += text.longest_at(start, &["的", "、", "，"]).unwrap_or(0);
    let grows = text.longest_at(start, &["增长", "增速", "增幅", "增量", "左右增长"]).is_some();
    let closing = [
        "总体格局",
        "目标",
        "水平",
        "任务",
        "增长",
        "增速",
        "增幅",
        "左右",
        "以上",
        "要求",
        "速度",
        "总规模",
        "格局",
        "及时",
        "以内",
        "大关",
        "关口",
    ];
    if start >= end || text.longest_at(start, &closing).is_some_and(|len| start + len + 3 >= end) {
        return (figure.after..figure.after, grows);
    }
    let mut range = text.trim(start..end);
    if let Some(cut) = breakdown(text, range.clone()) {
        range.end = cut;
    }
    if let Some(cut) = second_deed(text, range.clone()) {
        range.end = cut;
    }
    (range, grows)
}

/// `750座公共厕所（其中，城区100座）`: a bracket that breaks the figure down is no part of the noun.
fn breakdown(text: &Text, range: Range<usize>) -> Option<usize> {
    range.clone().find(|at| {
        let close = (*at..text.len().min(at + 160)).find(|index| closes(text.char(*index))).unwrap_or(range.end);
        opens(text.char(*at))
            && *at > range.start
            && (text.longest_at(at + 1, &["其中", "含", "包括"]).is_some()
                || text.part(*at..close).iter().filter(|letter| letter.is_ascii_digit()).count() >= 2)
    })
}

/// A bracket directly behind the figure is skipped where the words go on after it.
fn past_bracket(text: &Text, at: usize, end: usize) -> usize {
    if !opens(text.char(at)) {
        return at;
    }
    (at..end).find(|index| closes(text.char(*index))).map_or(at, |close| close + 1)
}

/// A comma list that goes on with another deed: `3个平台、推进…`.
fn second_deed(text: &Text, range: Range<usize>) -> Option<usize> {
    let mut depth = 0_usize;
    for at in range.clone() {
        let letter = text.char(at);
        if opens(letter) {
            depth += 1;
        } else if closes(letter) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && letter == '、' && verb::at(text, at + 1).is_some() {
            return Some(at);
        }
    }
    None
}

/// The subject out of its parts, or nothing where the words around the figure name nothing.
pub(crate) fn of(text: &Text, figure: &Figure, parts: &Parts) -> Option<String> {
    let (before, after) = (parts.before.clone(), parts.after.clone());
    if after.is_empty() {
        return Some(words(text, shortened(text, before))).filter(|words| !words.is_empty());
    }
    if before.is_empty() {
        return Some(words(text, first_part(text, after)));
    }
    if text.char(figure.after) == '的' && is_attribute(text, &before) {
        let attribute = words::strip_front(text, before.clone())..before.end;
        return Some(format!("{}{}", words(text, after), words(text, attribute)));
    }
    if let Some(standard) = by_standard(text, figure, &before) {
        return Some(words(text, standard));
    }
    let listed = text.find("、", before.clone()).is_some() && text.before(before.end) != '等';
    if figure.class == Class::Great && after.len() >= 3 && listed {
        return Some(words(text, first_part(text, after)));
    }
    let measured = matches!(figure.class, Class::Percent | Class::Points | Class::Fold | Class::Ratio);
    let part_of = figure.class == Class::Percent && text.char(figure.after) == '的' && after.len() >= 4;
    if measured && !part_of {
        return Some(words(text, shortened(text, before)));
    }
    if text.before(before.end) == '等' && after.len() >= 5 && after.len() <= LONG {
        return Some(words(text, after));
    }
    let linked = text.before(before.end) == '等' || text.before(before.end) == '的';
    if before.len() + after.len() > LONG && !linked {
        let after_counts = after.len() >= 3;
        return Some(words(text, if after_counts { first_part(text, after) } else { shortened(text, before) }));
    }
    let before = if before.len() + after.len() > LONG + 8 { before.end..before.end } else { before };
    Some(format!("{}{}", words(text, before), words(text, after)))
}

/// `按照人均用地不少于0.1平方米的标准配建`: what the standard measures stands between 按照 and the figure.
fn by_standard(text: &Text, figure: &Figure, before: &Range<usize>) -> Option<Range<usize>> {
    let standard = ["的标准", "的比例", "的规模", "的要求", "的额度"];
    text.longest_at(figure.after, &standard)?;
    let start = ["按照", "按", "依照"]
        .iter()
        .find_map(|word| text.rfind(word, before.clone()).map(|at| at + word.chars().count()));
    start.filter(|start| before.end >= start + 3).map(|start| start..before.end)
}

/// 规模, 总投资: what is measured of the thing that follows 的.
fn is_attribute(text: &Text, range: &Range<usize>) -> bool {
    let nouns = [
        "规模",
        "投资",
        "面积",
        "总投资",
        "总规模",
        "总额",
        "资金",
        "产值",
        "容量",
        "长度",
        "总面积",
        "产能",
        "期限",
        "高度",
        "人数",
    ];
    range.len() <= 6 && text.longest_before(range.end, &nouns).is_some()
}

/// Of long words behind a figure what stands before their first verb.
fn first_part(text: &Text, range: Range<usize>) -> Range<usize> {
    if range.len() <= LONG {
        return range;
    }
    let limit = range.end.min(range.start + LONG);
    let verb = (range.start + 6..limit).find(|at| verb::at(text, *at).is_some());
    range.start..verb.unwrap_or(limit)
}

/// A long list keeps what stands behind its last 等, or behind its last verb of making.
fn shortened(text: &Text, range: Range<usize>) -> Range<usize> {
    if range.len() <= LONG {
        return range;
    }
    if let Some(at) = text.rfind("等", range.clone())
        && range.end - at > 3
    {
        return at + 1..range.end;
    }
    let cut = (range.start + 1..range.end.saturating_sub(2)).rev().find_map(|at| {
        let len = verb::at(text, at)?;
        (range.end - at - len >= 3).then_some(at + len)
    });
    if let Some(at) = text.rfind("、", range.clone()).filter(|at| range.end - at > 3) {
        return at + 1..range.end;
    }
    cut.unwrap_or(range.end.saturating_sub(LONG))..range.end
}

/// Marks at the ends go; quotation marks only where their partner is not among the words.
fn trimmed(words: &str) -> &str {
    let words = words.trim_matches(['，', '、', '：', ' ']);
    let whole = words.strip_prefix('“').and_then(|rest| rest.strip_suffix('”')).filter(|rest| !rest.contains('“'));
    let whole = whole.or_else(|| words.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')));
    let words = whole.unwrap_or(words);
    if words.contains('“') == words.contains('”') { words } else { words.trim_matches(['“', '”']) }
}

/// The words of a range without quotation marks at its ends.
pub(crate) fn words(text: &Text, range: Range<usize>) -> String {
    let words = text.string(range);
    let words = trimmed(&words).trim_end_matches('的');
    let opened = words.chars().filter(|letter| opens(*letter)).count();
    let closed = words.chars().filter(|letter| closes(*letter)).count();
    match opened == closed {
        true => words.to_owned(),
        false => words.trim_matches(|letter| opens(letter) || closes(letter)).to_owned(),
    }
}

/// What is measured of things.
const MEASURES: &[&str] = &[
    "播种面积",
    "种植面积",
    "面积",
    "产量",
    "总产量",
    "销量",
    "减排量",
    "排放量",
    "增加值",
    "总产值",
    "产值",
    "普及率",
    "覆盖率",
    "利用率",
    "合格率",
    "达标率",
    "流通率",
    "参保率",
    "入学率",
    "就业率",
    "处理率",
    "占比",
    "比重",
    "比例",
    "数量",
    "总量",
    "总额",
    "零售额",
    "销售额",
    "出口额",
    "成交额",
    "交易额",
    "满意度",
    "平均浓度",
    "年均浓度",
    "浓度",
    "排放总量",
    "排放强度",
    "消耗强度",
    "能耗",
    "可支配收入",
    "营业收入",
    "收入",
    "投资",
    "贷款余额",
    "余额",
    "人数",
    "达到率",
    "优良率",
    "达标比例",
    "优良天数比例",
    "保有量",
    "出栏量",
    "存栏量",
];

/// 小麦、玉米播种面积: the measure behind the last thing is the measure of all, where the others name none.
pub(crate) fn share_measure(things: &mut [String]) {
    let Some((last, others)) = things.split_last_mut() else { return };
    let found = MEASURES.iter().filter(|measure| last.ends_with(**measure)).max_by_key(|measure| measure.len());
    let Some(measure) = found else { return };
    let ends_in_measure = |thing: &String| {
        let measure = ['率', '量', '额', '值', '数', '度', '比', '重', '例', '资', '入', '积', '款'];
        thing.ends_with(measure) && !thing.ends_with("需氧量")
    };
    if !others.iter().any(ends_in_measure) {
        others.iter_mut().for_each(|thing| thing.push_str(measure));
    }
}

/// The things named in a list before 均 or 分别.
pub(crate) fn things(text: &Text, range: Range<usize>, conjunctions: bool) -> Vec<String> {
    let (mut out, mut depth, mut from) = (Vec::new(), 0_usize, range.start);
    for at in range.clone() {
        let letter = text.char(at);
        if opens(letter) {
            depth += 1;
        } else if closes(letter) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && (letter == '、' || (conjunctions && "和及与".contains(letter) && at > from + 1)) {
            out.push(words(text, from..at));
            from = at + 1;
        }
    }
    out.push(words(text, from..range.end));
    out.retain(|thing| !thing.is_empty());
    join_places(&mut out);
    out
}

/// `新建城区、新建居住区设施达标率、社区设施覆盖率`: a place without a measure belongs to the measure of
/// the next such place.
fn join_places(things: &mut Vec<String>) {
    let measured = |thing: &String| thing.ends_with(['率', '量', '额', '值', '数', '度', '比', '重', '例']);
    if things.iter().filter(|thing| measured(thing)).count() < 2 {
        return;
    }
    let mut at = 0;
    while at + 1 < things.len() {
        let joins = things.get(at).zip(things.get(at + 1)).is_some_and(|(one, next)| {
            let kind = one.chars().next_back().unwrap_or_default();
            let place = "区市县镇村校园企".contains(kind);
            place && !measured(one) && next.chars().take(6).any(|letter| letter == kind)
        });
        if joins {
            let one = things.remove(at);
            if let Some(next) = things.get_mut(at) {
                *next = format!("{one}、{next}");
            }
        } else {
            at += 1;
        }
    }
}
