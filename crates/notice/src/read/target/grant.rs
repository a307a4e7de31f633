//! Terms of policy: `对新认定的A、B企业，分别给予最高100万元、50万元一次性奖励` names a grant by whom it is for and what it is.

use super::context;
use super::unit::Class;
use super::{Candidate, subject};
use crate::read::text::Text;
use crate::reading::Op;
use std::ops::Range;

/// What a grant may be called.
const GRANTS: &[&str] = &[
    "奖励",
    "补助",
    "补贴",
    "奖补",
    "资助",
    "贴息",
    "资金支持",
    "经费支持",
    "财政支持",
    "扶持资金",
    "补助资金",
    "奖励资金",
    "奖补资金",
    "资金补助",
    "资金奖励",
    "贷款贴息",
    "贴息扶持",
    "资金扶持",
    "支持",
    "扶持",
    "奖金",
    "补偿",
    "经费",
    "补贴资金",
];

/// What may stand before the name of a grant and says nothing of it.
const BEFORE: &[&str] = &[
    "给予",
    "予以",
    "分别",
    "省级",
    "市级",
    "区级",
    "县级",
    "州级",
    "省财政",
    "市财政",
    "区财政",
    "县财政",
    "财政",
    "企业",
    "再",
    "按",
    "一次性",
    "最高",
    "可",
    "将",
    "每家",
    "每个",
    "单个",
    "统一",
    "同级",
];

/// With which the clause of the terms begins, behind the one that says whom they are for.
const TERMS: &[&str] = &[
    "给予",
    "予以",
    "按",
    "分别",
    "省级",
    "市级",
    "区级",
    "县级",
    "省财政",
    "市财政",
    "区财政",
    "县财政",
    "财政",
    "最高",
    "一次性",
    "每",
    "可",
    "再",
    "单个",
    "由",
    "奖",
    "补",
];

/// Longest recipient that is named whole.
const LONG: usize = 28;

/// The subject of a figure whose own words name a grant only: `国家级企业一次性奖励`.
pub(super) fn subject(text: &Text, candidates: &[Candidate], index: usize, words: &str) -> Option<String> {
    let candidate = candidates.get(index)?;
    if !matches!(candidate.figure.class, Class::Money | Class::Percent | Class::Scale) {
        return None;
    }
    let sentence = context::sentence_start(text, candidate.figure.number.start);
    if let Some(each) = for_each(text, words, sentence..candidate.clause.start.max(sentence)) {
        return Some(each);
    }
    let name = bare(words).or_else(|| capped(text, candidate, sentence))?;
    let whom = recipient(text, sentence..candidate.clause.start.max(sentence));
    let whom = whom.map(|range| share(text, candidates, index, range)).unwrap_or_default();
    let named = format!("{whom}{name}");
    (named.chars().count() >= 2 && named != words).then_some(named)
}

/// `单个项目最高不超过200万元`: the ceiling for each is one of the grant named before; `对……企业奖励` needs no 对.
fn for_each(text: &Text, words: &str, before: Range<usize>) -> Option<String> {
    let each = words.trim_end_matches("最高");
    let one =
        ["单个", "单家", "单户", "单项", "每个", "每家", "每户", "同一"].iter().any(|word| each.starts_with(word));
    if one && (3..=10).contains(&each.chars().count()) {
        return last_grant(text, before).map(|grant| format!("{each}{grant}"));
    }
    let rest = words.strip_prefix('对').unwrap_or(words);
    let named = GRANTS.iter().any(|grant| rest.ends_with(grant)) && (rest.len() < words.len() || rest.contains("给予"));
    (named && bare(rest).is_none()).then(|| rest.replace("给予", ""))
}

fn last_grant(text: &Text, range: Range<usize>) -> Option<&'static str> {
    let places = GRANTS.iter().map(|word| (text.rfind(word, range.clone()), *word));
    let places = places.filter_map(|(at, word)| at.map(|at| (at + word.chars().count(), word.len(), word)));
    places.max().map(|(_, _, word)| word)
}

/// The name of the grant, if the words say nothing else.
fn bare(words: &str) -> Option<String> {
    let mut rest = words;
    let mut once = "";
    while let Some(word) = BEFORE.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len()) {
        if *word == "一次性" {
            once = word;
        }
        rest = rest.strip_prefix(*word).unwrap_or_default();
    }
    let grant = GRANTS.contains(&rest) || (rest.is_empty() && words.contains("给予"));
    grant.then(|| format!("{once}{rest}"))
}

/// `按购置额的10%给予奖补，最高500万元`: the ceiling is one of the grant in the clause before.
fn capped(text: &Text, candidate: &Candidate, sentence: usize) -> Option<String> {
    let parts = &candidate.parts;
    let alone = parts.before.is_empty() && parts.after.is_empty() && candidate.op == Op::AtMost;
    let before = sentence..candidate.clause.start;
    last_grant(text, before).filter(|_| alone).map(str::to_owned)
}

/// Whom a rule is for: what stands between 对 and the next mark or 给予.
fn recipient(text: &Text, range: Range<usize>) -> Option<Range<usize>> {
    let opens = |at: &usize| {
        let begins = *at == range.start || matches!(text.before(*at), '，' | '。' | '；' | '：' | ' ');
        begins && text.longest_at(*at, &["对", "对于", "凡"]).is_some()
    };
    let open = range.clone().rev().find(opens)?;
    let start = open + text.longest_at(open, &["对于", "对", "凡"]).unwrap_or(1);
    let inside = |at: &usize| text.longest_at(*at, &["给予", "予以", "按照", "省级给", "市级给"]).is_some();
    let behind = |at: &usize| text.char(*at) == '，' && text.longest_at(*at + 1, TERMS).is_some();
    let end = (start..range.end).find(|at| inside(at) || behind(at));
    let end = end.unwrap_or_else(|| range.end - usize::from(text.before(range.end) == '，').min(range.end - start));
    let whole = text.trim(start..end);
    let first = text.find("的", whole.clone()).filter(|at| *at <= whole.start + 5).map(|at| at + 1..whole.end);
    let last = text.rfind("的", whole.clone()).map(|at| at + 1..whole.end);
    let fits = |part: &Range<usize>| (3..=LONG).contains(&part.len());
    let chosen = first.filter(fits).or_else(|| Some(whole.clone()).filter(fits)).or_else(|| last.filter(fits));
    chosen.filter(|part| !part.is_empty())
}

/// Behind 分别 each thing of the list has its figure: the one of this place, with what the last says for all.
fn share(text: &Text, candidates: &[Candidate], index: usize, range: Range<usize>) -> String {
    let whole = subject::words(text, range.clone());
    let Some(candidate) = candidates.get(index) else { return whole };
    let Some(said) = text.rfind("分别", range.end..candidate.figure.number.start) else { return whole };
    let place = candidates.iter().take(index).filter(|other| other.figure.number.start > said).count();
    let things = subject::things(text, range, false);
    let (Some(thing), Some(last)) = (things.get(place).filter(|_| things.len() > 1), things.last()) else {
        return whole;
    };
    let kind = thing.chars().next_back().unwrap_or_default();
    let shared = last.char_indices().take(8).find(|(_, letter)| *letter == kind);
    let rest = shared.and_then(|(at, letter)| last.get(at + letter.len_utf8()..)).unwrap_or_default();
    let first = things.first().map_or("", String::as_str);
    let measured = first.find(|letter: char| letter.is_ascii_digit()).unwrap_or(0);
    let begun = thing.starts_with(|letter: char| letter.is_ascii_digit()).then(|| first.get(..measured)).flatten();
    let begun = begun.unwrap_or_default();
    if place + 1 < things.len() { format!("{begun}{thing}{rest}") } else { format!("{begun}{thing}") }
}
