//! Lists of organisations as printed: `市发改委、市科技局，各区人民政府〈含开发区，下同〉`.

use super::text::{Text, closes, opens};
use crate::reading::Group;
use base::Span;
use std::ops::Range;

/// Letters with which the name of a body ends.
const LAST_LETTERS: &str =
    "局委厅部办院署会行处所站馆社台团队组区县市州镇乡旗盟校关联园司心府位门企构室场厂协港库科党工庭户体道街";
/// Letters with which a name ends where 和 after it joins another: 省工业和信息化厅 is one name.
const STRICT_LETTERS: &str = "局委厅办署行司府位门团会院心关";
/// Bodies whose names end otherwise.
const WHOLE_NAMES: &[&str] = &[
    "企业",
    "烟草",
    "电力",
    "供电",
    "移动",
    "联通",
    "电信",
    "铁塔",
    "气象",
    "海事",
    "邮政",
    "高校",
    "主体",
    "各地",
    "相关地区",
    "有关地区",
    "各地区",
    "国网",
    "银保监",
    "各级",
    "属地",
    "各方",
    "人行",
    "央行",
];
/// Words with which no name of a body begins: such a piece is a sentence.
const NO_NAME: &[&str] = &[
    "推进",
    "推动",
    "加快",
    "加强",
    "完善",
    "建立健全",
    "实施",
    "开展",
    "提升",
    "提高",
    "落实好",
    "要求",
    "通过",
    "以及时",
    "确保",
];

/// One body named in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Body {
    /// As printed, without its note.
    pub name: String,
    /// The note in its bracket, without the bracket, and where it stands.
    pub note: Option<(String, Span)>,
}

/// No list of duties is longer; the rest of one that is stays unread.
const LIST_LIMIT: usize = 400;

/// Splits a list. The text keeps its blanks: they part names only where each part looks like one.
pub(crate) fn list(text: &Text) -> Vec<Body> {
    let mut out: Vec<Body> = Vec::new();
    for piece in pieces(text, 0..text.len()).into_iter().take(LIST_LIMIT) {
        for part in at_conjunctions(text, piece) {
            if let Some(body) = body(text, part)
                && !out.iter().any(|known| known.name == body.name)
            {
                out.push(body);
            }
        }
    }
    join_set_phrases(&mut out);
    out
}

/// 企业、事业单位 is one thing said with a mark in it.
fn join_set_phrases(bodies: &mut Vec<Body>) {
    let mut at = 1;
    while at < bodies.len() {
        let joins = bodies.get(at).is_some_and(|body| body.name == "事业单位")
            && bodies.get(at - 1).is_some_and(|body| body.name.ends_with("企业"));
        if joins {
            let tail = bodies.remove(at);
            if let Some(body) = bodies.get_mut(at - 1) {
                body.name = format!("{}、{}", body.name, tail.name);
            }
        } else {
            at += 1;
        }
    }
}

/// Parts at 、，；。 outside brackets, and at blanks where names stand on both sides.
fn pieces(text: &Text, range: Range<usize>) -> Vec<Range<usize>> {
    let (mut out, mut depth, mut from) = (Vec::new(), 0_usize, range.start);
    let lone = !text.any_in(&["、", "，", "；"], range.clone());
    for at in range.clone() {
        let letter = text.char(at);
        if opens(letter) {
            depth += 1;
        } else if closes(letter) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 {
            let blank = letter.is_whitespace() && parts_names(text, from..at, at + 1, lone);
            if blank || matches!(letter, '、' | '，' | '；' | '。' | ',' | '\n' | '\t' | '/') {
                out.push(from..at);
                from = at + 1;
            }
        }
    }
    out.push(from..range.end);
    join_levels(text, out)
}

/// 各市、州、县人民政府 and 各省、自治区、直辖市人民政府 are one name each.
fn join_levels(text: &Text, pieces: Vec<Range<usize>>) -> Vec<Range<usize>> {
    const LEVELS: &[&str] = &[
        "市",
        "州",
        "县",
        "区",
        "旗",
        "盟",
        "乡",
        "镇",
        "街道",
        "自治区",
        "直辖市",
        "自治州",
        "自治县",
        "林区",
        "地",
        "省",
        "县市",
        "市区",
        "村",
    ];
    let mut out: Vec<Range<usize>> = Vec::new();
    for piece in pieces {
        let trimmed = text.trim(piece.clone());
        let level = text.longest_at(trimmed.start, LEVELS);
        let rest = level.map_or(trimmed.end, |len| past_variants(text, trimmed.start + len));
        let ends = rest == trimmed.end || text.longest_at(rest, &["人民政府", "政府", "（", "党委", "级"]).is_some();
        let open = out.last().is_some_and(|last| {
            let last = text.trim(last.clone());
            let piece = text.rfind("、", last.clone()).map_or(last.start, |at| at + 1);
            let start = piece + usize::from(text.char(piece) == '各');
            let begun = text.char(last.start) == '各' && last.end > start;
            begun && text.longest_at(start, LEVELS).is_some_and(|len| past_variants(text, start + len) == last.end)
        });
        match out.last_mut() {
            Some(last) if open && level.is_some() && ends && text.char(last.end) == '、' => last.end = piece.end,
            _ => out.push(piece),
        }
    }
    out
}

/// `市（地）`, `县（市、区）`: the other names of the same level in brackets.
fn past_variants(text: &Text, at: usize) -> usize {
    let close = (at..text.len().min(at + 8)).find(|index| closes(text.char(*index)));
    let levels = |close: &usize| text.part(at + 1..*close).iter().all(|letter| "市县区旗州盟地、，".contains(*letter));
    close.filter(|_| opens(text.char(at))).filter(levels).map_or(at, |close| close + 1)
}

/// Does a blank part two names? A blank that extraction left inside a name does not; so the second must begin with the
/// word of a level, or blanks must be the only marks of the list.
fn parts_names(text: &Text, first: Range<usize>, second: usize, lone: bool) -> bool {
    let long_enough = text.trim(first.clone()).len() >= 3;
    let begins = "市省区县州国团".contains(text.char(second)) && until_blank(text, second) > second + 2;
    let begins = begins || text.char(second) == '各';
    long_enough
        && looks_like_body(text, first)
        && (begins
            || (lone
                && looks_like_body(text, second..until_blank(text, second))
                && until_blank(text, second) > second + 2))
}

fn until_blank(text: &Text, at: usize) -> usize {
    (at..text.len())
        .find(|index| text.char(*index).is_whitespace() || "、，；。".contains(text.char(*index)))
        .unwrap_or(text.len())
}

/// `市科技局和市财政局` is two, `市住房和城乡建设局` one: only where both sides look like bodies.
fn at_conjunctions(text: &Text, range: Range<usize>) -> Vec<Range<usize>> {
    let (mut out, mut from) = (Vec::new(), range.start);
    let mut at = range.start;
    while at < range.end {
        if let Some(len) = text.longest_at(at, &["和", "及", "以及", "与", "会同", "暨"])
            && at > from
            && !"、，".contains(text.before(at))
            && STRICT_LETTERS.contains(text.before(at))
            && looks_like_body(text, from..at)
            && range.end > at + len + 2
            && looks_like_body(text, at + len..range.end)
            && text.char(at.saturating_sub(1)) != '会'
        {
            out.push(from..at);
            from = at + len;
            at = from;
        } else {
            at += 1;
        }
    }
    out.push(from..range.end);
    out
}

/// A body of a piece: conjunction before it, 等 after it and the note in its bracket taken off.
fn body(text: &Text, range: Range<usize>) -> Option<Body> {
    let mut range = text.trim(range);
    while let Some(len) = text.longest_at(range.start, &["和", "及", "以及", "会同", "由", "请", "与", "－", "—", "-"])
        && len < range.len()
        && !text.has(range.start, "和平")
    {
        range.start += len;
    }
    range.end = without_etc(text, &range);
    let mut note = None;
    if closes(text.before(range.end))
        && let Some(open) = opening_of(text, range.end - 1, range.start)
        && is_note(text, open + 1..range.end - 1)
    {
        let inside = open + 1..range.end - 1;
        note = Some((text.string(inside.clone()), text.span(inside)));
        range.end = open;
    }
    range.end = without_etc(text, &text.trim(range.clone()));
    let name: String = text.part(range).iter().filter(|letter| !letter.is_whitespace()).collect();
    (name.chars().count() >= 2).then_some(Body { name, note })
}

fn without_etc(text: &Text, range: &Range<usize>) -> usize {
    const OTHERS: &[&str] =
        &["部门", "单位", "方面", "部门和单位", "部门单位", "按职责分工", "按职责", "机构", "成员单位"];
    let end = range.end;
    let from = range.start.max(end.saturating_sub(14));
    let Some(at) = text.rfind("等", from..end).filter(|at| *at > range.start + 1) else { return end };
    let rest = at + 1..end;
    let others = text.longest_before(end, OTHERS).is_some() && rest.len() <= 12;
    if rest.is_empty() || others { at } else { end }
}

/// The bracket that the one at `close` closes.
pub(crate) fn opening_of(text: &Text, close: usize, from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in (from..=close).rev() {
        if closes(text.char(at)) {
            depth += 1;
        } else if opens(text.char(at)) {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// Words that say what a name includes; `（市、区）` and `（汉南区）` are parts of a name.
fn is_note(text: &Text, range: Range<usize>) -> bool {
    text.any_in(&["含", "包括", "下同", "简称", "除", "不含", "排名", "牵头", "列"], range)
}

/// Can the name of a body end with this letter?
pub(crate) fn ends_name(letter: char) -> bool {
    LAST_LETTERS.contains(letter)
}

/// Does it look like the name of a body?
pub(crate) fn looks_like_body(text: &Text, range: Range<usize>) -> bool {
    let mut range = text.trim(range);
    range.end = without_etc(text, &range);
    if closes(text.before(range.end)) {
        match opening_of(text, range.end - 1, range.start) {
            Some(open) if open > range.start => range.end = open,
            _ => return false,
        }
    }
    let sentence =
        text.longest_at(range.start, NO_NAME).is_some() || text.any_in(&["要求", "通过", "确保"], range.clone());
    if !(2..=45).contains(&range.len()) || sentence {
        return false;
    }
    LAST_LETTERS.contains(text.before(range.end)) || text.longest_before(range.end, WHOLE_NAMES).is_some()
}

/// Do all pieces look like bodies?
pub(crate) fn all_bodies(text: &Text) -> bool {
    let pieces: Vec<_> =
        pieces(text, 0..text.len()).into_iter().filter(|piece| !text.trim(piece.clone()).is_empty()).collect();
    !pieces.is_empty() && pieces.into_iter().all(|piece| looks_like_body(text, skip_lead_in(text, piece)))
}

/// `分管副省长、协管副秘书长`: people by their offices.
pub(crate) fn all_people(text: &Text) -> bool {
    const OFFICES: &[&str] = &[
        "省长",
        "市长",
        "县长",
        "区长",
        "州长",
        "旗长",
        "镇长",
        "乡长",
        "主席",
        "秘书长",
        "常委",
        "领导",
        "领导同志",
        "同志",
        "负责人",
        "书记",
        "指挥长",
        "县级领导",
        "组长",
    ];
    let mut any = false;
    for piece in pieces(text, 0..text.len()) {
        let piece = text.trim(piece);
        if !piece.is_empty() {
            any = true;
            if text.longest_before(piece.end, OFFICES).is_none() || piece.len() > 14 {
                return false;
            }
        }
    }
    any
}

fn skip_lead_in(text: &Text, range: Range<usize>) -> Range<usize> {
    let trimmed = text.trim(range);
    let len = text.longest_at(trimmed.start, &["由", "会同", "和", "及", "以及", "请"]).unwrap_or(0);
    trimmed.start + len..trimmed.end
}

/// The groups that a list defines by a note.
pub(crate) fn groups(bodies: &[Body], out: &mut Vec<Group>) {
    for body in bodies {
        let Some((whole, span)) = &body.note else { continue };
        let rule = ["牵头", "首位", "第一"].iter().any(|word| whole.contains(word));
        if rule || out.iter().any(|group| group.name == body.name) {
            continue;
        }
        let from_here_on = whole.contains("下同");
        let words = whole.trim_end_matches("下同").trim_end_matches(['，', '、', '；', ' ', ',']).to_owned();
        out.push(Group { name: body.name.clone(), note: words, from_here_on, span: *span });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    fn names(words: &str) -> Vec<String> {
        let text = lines(words, &[], &mut Vec::new()).into_iter().next().map(|line| line.text).unwrap_or_default();
        list(&text).into_iter().map(|body| body.name).collect()
    }

    #[test]
    fn names_are_parted_and_kept_whole() {
        assert_eq!(
            names("市发改委、科技局,各区人民政府〈含开发区、新区管委会,下同〉"),
            ["市发改委", "科技局", "各区人民政府"]
        );
        assert_eq!(names("各县（市、区）政府、市住房和城乡建设局等"), ["各县（市、区）政府", "市住房和城乡建设局"]);
        assert_eq!(names("市科技局和市财政局、各县（市、区）"), ["市科技局", "市财政局", "各县（市、区）"]);
        assert_eq!(names("市文化和旅游局 市财政局 各区 人民政府"), ["市文化和旅游局", "市财政局", "各区人民政府"]);
        assert_eq!(names("各新闻单位，各部属驻市企业、事业单位"), ["各新闻单位", "各部属驻市企业、事业单位"]);
        assert_eq!(names("市市场监管局，市市 场监管局"), ["市市场监管局"]);
    }
}
