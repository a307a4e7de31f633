//! Text run together without line ends is parted again: at the marks of the outline, and in the head at title, number,
//! addressees and signature.

use super::mark::{self, Mark, Style};
use super::numeral;
use super::organisation;
use super::text::{Text, closes, ends_sentence, is_han, opens};
use std::collections::BTreeMap;

/// How many paragraphs from the beginning may hold a head that was run together.
const HEAD: usize = 12;

/// Parts what was run together.
pub(crate) fn run_together(paragraphs: Vec<Text>) -> Vec<Text> {
    let mut out = Vec::with_capacity(paragraphs.len());
    let mut last: BTreeMap<Style, u32> = BTreeMap::new();
    let mut in_head = true;
    for (index, text) in paragraphs.into_iter().enumerate() {
        let mut cuts = Vec::new();
        let first = mark::of(&text);
        if let Some(mark) = &first {
            last.insert(mark.style, mark.value);
        }
        cuts.extend(outline_cuts(&text, first.as_ref(), &mut last));
        in_head &= index < HEAD && first.is_none_or(|mark| mark.style == Style::Inline);
        if in_head {
            let end = cuts.first().copied().unwrap_or(text.len());
            cuts.extend(head_cuts(&text, end));
            cuts.sort_unstable();
            cuts.dedup();
        }
        cut(text, &cuts, &mut out);
    }
    out
}

fn cut(text: Text, cuts: &[usize], out: &mut Vec<Text>) {
    let mut from = 0;
    for at in cuts.iter().copied().chain([text.len()]) {
        let part = text.trim(from..at);
        if !part.is_empty() {
            out.push(text.slice(part));
        }
        from = at;
    }
}

/// Where items of the outline begin inside a paragraph. A mark counts only where its number goes on from the last of its
/// style or begins anew.
fn outline_cuts(text: &Text, first: Option<&Mark>, last: &mut BTreeMap<Style, u32>) -> Vec<usize> {
    let (mut out, mut depth) = (Vec::new(), 0_usize);
    let mut at = first.map_or(1, |mark| mark.len.max(1));
    while at < text.len() {
        let letter = text.char(at);
        if depth == 0
            && let Some(mark) = inner_mark(text, at)
            && follows(&mark, last)
        {
            if mark.style < Style::Digit {
                last.remove(&Style::Digit);
            }
            last.insert(mark.style, mark.value);
            out.push(at);
            at += mark.len.max(1);
            continue;
        }
        depth = if opens(letter) { depth + 1 } else { depth.saturating_sub(usize::from(closes(letter))) };
        at += 1;
    }
    out
}

fn follows(mark: &Mark, last: &BTreeMap<Style, u32>) -> bool {
    let known = last.get(&mark.style).copied().unwrap_or(0);
    mark.value == 1 || mark.value == known + 1
}

/// A mark of the outline inside a paragraph.
fn inner_mark(text: &Text, at: usize) -> Option<Mark> {
    let letter = text.char(at);
    let before = text.before(at);
    let after_end = ends_sentence(before) || closes(before) || before == '”';
    let apart = after_end || (before.is_whitespace() && text.len() > 120);
    let begins = match letter {
        '（' => !"第条款项见按照述至和、及".contains(before) && before != '\0',
        letter if letter.is_ascii_digit() => apart,
        letter => is_han(letter) && apart && "一二三四五六七八九十".contains(letter),
    };
    if !begins {
        return None;
    }
    let mark = mark::of(&text.slice(at..(at + 8).min(text.len())))?;
    let next = text.char(at + mark.len);
    let fits = match mark.style {
        Style::HanParen => is_han(next) || next == '“',
        Style::HanComma | Style::Digit => is_han(next) || matches!(next, '“' | '《'),
        _ => false,
    };
    fits.then_some(mark)
}

/// Where title, number, addressees and signature end in a head that was run together.
fn head_cuts(text: &Text, end: usize) -> Vec<usize> {
    let mut out = Vec::new();
    if end < 60 {
        return out;
    }
    if let Some(at) = title_end(text, end) {
        out.push(at);
    }
    let after = out.first().copied().unwrap_or(0);
    if let Some((from, to)) = number(text, after, end) {
        out.extend([from, to]);
    }
    let after = out.last().copied().unwrap_or(0);
    if let Some(at) = text.find("：", after..end.min(after + 160))
        && organisation::all_bodies(&text.slice(after..at))
    {
        out.push(at + 1);
    }
    out.extend(signature(text, end));
    out.retain(|at| *at > 0 && *at < text.len());
    out
}

/// `关于……的意见` followed at once by a number or by addressees.
fn title_end(text: &Text, end: usize) -> Option<usize> {
    let from = text.find("关于", 0..end.min(80))?;
    let kinds = [
        "的通知",
        "的意见",
        "的实施意见",
        "的若干意见",
        "的若干措施",
        "的决定",
        "的通报",
        "的函",
        "的公告",
        "的办法",
        "的实施方案",
    ];
    (from..end.min(from + 120)).find_map(|at| {
        let close = at + text.longest_at(at, &kinds)?;
        let numbered = number(text, close, end.min(close + 20)).is_some();
        let addressed = text
            .find("：", close..end.min(close + 120))
            .is_some_and(|colon| organisation::all_bodies(&text.slice(close..colon)));
        (numbered || addressed).then_some(close)
    })
}

/// A document number: where its letters begin and where it ends.
fn number(text: &Text, from: usize, end: usize) -> Option<(usize, usize)> {
    let open = (from..end).find(|at| text.char(*at) == '〔' && text.char(at + 5) == '〕')?;
    let start = (from..open).rev().take(12).take_while(|at| is_han(text.char(*at))).last()?;
    let close = text.find("号", open..end.min(open + 14))? + 1;
    Some((start, close))
}

/// A body and a date at the end of a sentence: where they begin and where they end.
fn signature(text: &Text, end: usize) -> Vec<usize> {
    for at in 0..end {
        if text.before(at).is_ascii_digit() {
            continue;
        }
        let Some((_, len)) = numeral::date(text, at) else { continue };
        let start = (0..at).rev().find(|index| ends_sentence(text.char(*index))).map_or(0, |index| index + 1);
        if start > 0 && at - start <= 60 && organisation::looks_like_body(text, start..at) {
            return vec![start, at + len];
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    #[test]
    fn a_text_without_line_ends_is_parted() {
        let words = "某省人民政府关于加快物流发展的意见某府发〔2024〕7号各市人民政府，省政府有关部门：近年来，物流业持续快速发展，现提出如下意见。\
            一、总体要求（一）指导思想。坚持创新。（二）发展目标。到2025年，建成园区10个。二、主要任务（一）壮大主体。做好服务。（牵头单位：省商务厅）";
        let text = lines(words, &[], &mut Vec::new()).remove(0).text;
        let parts: Vec<String> = run_together(vec![text]).iter().map(Text::to_text).collect();
        assert_eq!(
            parts,
            [
                "某省人民政府关于加快物流发展的意见",
                "某府发〔2024〕7号",
                "各市人民政府，省政府有关部门：",
                "近年来，物流业持续快速发展，现提出如下意见。",
                "一、总体要求",
                "（一）指导思想。坚持创新。",
                "（二）发展目标。到2025年，建成园区10个。",
                "二、主要任务",
                "（一）壮大主体。做好服务。（牵头单位：省商务厅）",
            ]
        );
    }
}
