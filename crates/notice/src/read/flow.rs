//! Lines to paragraphs: what extraction broke is joined again, what it doubled is said once.

use super::label;
use super::lines::Line;
use super::mark::{self, Style};
use super::text::{Text, closes, ends_sentence, is_han, opens};
use crate::reading::Repair;

/// A paragraph longer than this is not continued: something is wrong with the text, and memory stays bounded.
const PARAGRAPH_LIMIT: usize = 20_000;

/// Joins lines. With `whole` each line is a paragraph already (DOCX, HTML), unless a bracket stands open.
pub(crate) fn paragraphs(lines: Vec<Line>, whole: bool, repairs: &mut Vec<Repair>) -> Vec<Text> {
    let wrap = if whole { None } else { wrap_width(&lines) };
    let mut out: Vec<Text> = Vec::new();
    let mut gap = Gap::default();
    let mut shape = Shape::default();
    for line in lines {
        if line.page_mark {
            gap.page = true;
            continue;
        }
        if line.in_table {
            gap.table = true;
            continue;
        }
        if line.text.is_empty() {
            gap.blank = true;
            continue;
        }
        let page_ends = line.page_ends;
        let joins = shape.len < PARAGRAPH_LIMIT && !gap.table && continues(&shape, &line, &gap, wrap, whole);
        match out.last_mut() {
            Some(paragraph) if joins => {
                let words = without_counter(&shape, line.text, repairs);
                join(paragraph, &words, repairs);
                shape.add(&words);
            }
            _ => {
                shape = Shape::of(&line.text);
                out.push(line.text);
            }
        }
        gap = Gap { page: page_ends, ..Gap::default() };
    }
    for paragraph in &mut out {
        drop_doubled(paragraph, repairs);
    }
    out
}

/// What stood between two lines.
#[derive(Default)]
struct Gap {
    blank: bool,
    page: bool,
    table: bool,
}

/// What is known of the paragraph so far, kept up to date so that joining stays linear.
#[derive(Default)]
struct Shape {
    len: usize,
    last: char,
    last_line: usize,
    depth: usize,
    since_open: usize,
    quoted: bool,
    has_comma: bool,
    has_stop: bool,
    labelled: bool,
}

impl Shape {
    fn of(text: &Text) -> Self {
        let mut shape = Self { labelled: is_label(text), ..Self::default() };
        shape.add(text);
        shape
    }

    fn add(&mut self, text: &Text) {
        self.len += text.len();
        self.last = text.last();
        self.last_line = width(text);
        for letter in text.chars() {
            match letter {
                '“' => {
                    self.quoted = true;
                    self.since_open = 0;
                }
                '”' | '"' => self.quoted = false,
                _ => {}
            }
            if opens(*letter) {
                self.depth += 1;
                self.since_open = 0;
            } else if closes(*letter) {
                self.depth = self.depth.saturating_sub(1);
            }
            self.since_open += 1;
            self.has_comma |= *letter == '，';
            self.has_stop |= ends_sentence(*letter);
        }
    }

    /// A bracket opened not long ago is still open.
    fn bracket_open(&self) -> bool {
        (self.depth > 0 && self.since_open < 400) || (self.quoted && self.since_open < 30)
    }
}

/// Width of a line in Chinese characters.
fn width(text: &Text) -> usize {
    text.chars().iter().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum::<usize>().div_ceil(2)
}

/// The width at which the text was broken, if most of its long lines have the same.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let mut widths: Vec<usize> =
        lines.iter().filter(|line| !line.text.is_empty()).map(|line| width(&line.text)).collect();
    widths.sort_unstable();
    let widest = *widths.get(widths.len().checked_sub(1 + widths.len() / 50)?)?;
    let full = widths.iter().filter(|width| **width + 4 >= widest && **width <= widest + 4).count();
    ((15..=64).contains(&widest) && full * 5 >= widths.len() && full >= 3).then_some(widest)
}

/// Does the line continue the paragraph?
fn continues(shape: &Shape, line: &Line, gap: &Gap, wrap: Option<usize>, whole: bool) -> bool {
    if shape.len == 0 || ends_sentence(shape.last) || begins_anew(&line.text) {
        // Inside a bracket a semicolon parts its statements and ends nothing.
        let unfinished = shape.last == '；' || !ends_sentence(shape.last);
        return shape.bracket_open() && unfinished && !strong_mark(&line.text);
    }
    if shape.bracket_open() || matches!(shape.last, '、' | '，') {
        return true;
    }
    if (whole && !gap.page) || line.marked || matches!(shape.last, '：' | '）') || shape.labelled {
        return false;
    }
    let body = shape.has_comma || shape.has_stop;
    let open_end = body && shape.len >= 20 && is_open(shape.last) && !ends_with_date(shape.last);
    if gap.page {
        return body || open_end;
    }
    match (gap.blank, wrap) {
        (true, _) => {
            open_end && (shape.last_line >= wrap.map_or(15, |wrap| wrap.saturating_sub(8)) || is_remnant(&line.text))
        }
        (false, Some(wrap)) => shape.last_line + 5 >= wrap,
        (false, None) => open_end && shape.len >= 30,
    }
}

/// The last letters of a sentence, left alone on a line.
fn is_remnant(text: &Text) -> bool {
    text.len() <= 6 && text.last() == '。'
}

/// A letter a sentence does not end with.
fn is_open(letter: char) -> bool {
    is_han(letter) || letter.is_ascii_alphanumeric() || matches!(letter, '—' | '-' | '%' | '”' | '》' | '"')
}

fn ends_with_date(letter: char) -> bool {
    letter == '日'
}

/// Lines that never continue another: a numbered item, a label, the closing formulas.
fn begins_anew(text: &Text) -> bool {
    let numbered = mark::of(text).is_some_and(|mark| mark.style != Style::Inline);
    numbered || is_label(text) || opens_duty(text)
}

/// Marks strong enough to end even an open bracket.
fn strong_mark(text: &Text) -> bool {
    mark::of(text).is_some_and(|mark| matches!(mark.style, Style::HanComma | Style::Chapter | Style::HanParen))
}

fn opens_duty(text: &Text) -> bool {
    opens(text.char(0)) && text.longest_at(1, &["牵头", "责任", "配合", "主办", "完成时", "承办"]).is_some()
}

/// A label of duties, or one of the words with which the frame of a notice goes on.
fn is_label(text: &Text) -> bool {
    const FRAME: &[&str] = &["抄送", "附件", "主送", "来源", "联系人", "发布日期"];
    text.longest_at(0, FRAME).is_some() || label::label_at(text, 0, true).is_some() || label::alone(text)
}

/// Sites that show documents number their pages; such a number in the middle of a bracket is no item.
fn without_counter(shape: &Shape, line: Text, repairs: &mut Vec<Repair>) -> Text {
    match mark::of(&line).filter(|mark| mark.style == Style::Digit && shape.bracket_open()) {
        Some(mark) => {
            repairs.push(Repair { code: "notice.repair.page_mark".to_owned(), span: line.span(0..mark.len) });
            line.slice(mark.len..line.len())
        }
        None => line,
    }
}

/// Appends a line. Between two words of Latin letters a blank stays; elsewhere the break goes without a trace.
fn join(paragraph: &mut Text, line: &Text, repairs: &mut Vec<Repair>) {
    if line.is_empty() {
        return;
    }
    let (end, start) = (paragraph.whole().to, line.whole().from);
    repairs.push(Repair { code: "notice.repair.line_break".to_owned(), span: base::Span { from: end, to: start } });
    if paragraph.last().is_ascii_alphanumeric() && line.char(0).is_ascii_alphabetic() {
        paragraph.push(' ', end as u32, start as u32);
    }
    paragraph.append(line);
}

/// Shortest phrase whose immediate repetition is taken for a fault of extraction.
const DOUBLED: usize = 10;
/// How many letters may stand between a phrase and its repetition.
const DOUBLED_GAP: usize = 2;
/// How far back a phrase is looked for.
const DOUBLED_REACH: usize = 120;

/// Leaves out the first saying of a phrase that is said again at once (a page or a line extracted twice). The second
/// saying is kept because what follows belongs to it.
fn drop_doubled(paragraph: &mut Text, repairs: &mut Vec<Repair>) {
    let (mut kept, mut from, mut at) = (Text::default(), 0, 0);
    let again = pairs_again(paragraph.chars());
    while at + 4 <= paragraph.len() {
        match doubled_at(paragraph, at, &again) {
            Some(end) => {
                repairs.push(Repair { code: "notice.repair.doubled".to_owned(), span: paragraph.span(at..end) });
                kept.append(&paragraph.slice(from..at));
                (from, at) = (end, end);
            }
            None => at += 1,
        }
    }
    if from > 0 {
        kept.append(&paragraph.slice(from..paragraph.len()));
        *paragraph = kept;
    }
}

/// Of each letter: where the next pair of letters begins that may be the same as the pair beginning here. One pass from
/// the end, so that looking for doubled phrases stays linear.
fn pairs_again(letters: &[char]) -> Vec<usize> {
    const BUCKETS: usize = 1024;
    let bucket = |one: char, two: char| (u32::from(one).wrapping_mul(31) ^ u32::from(two)) as usize % BUCKETS;
    let mut last = [usize::MAX; BUCKETS];
    let mut again = vec![usize::MAX; letters.len()];
    for (at, pair) in letters.windows(2).enumerate().rev() {
        if let ([one, two], Some(next)) = (pair, again.get_mut(at))
            && let Some(seen) = last.get_mut(bucket(*one, *two))
        {
            *next = std::mem::replace(seen, at);
        }
    }
    again
}

/// Where the repetition of what begins here begins, if it follows at once.
fn doubled_at(text: &Text, at: usize, again: &[usize]) -> Option<usize> {
    let same = |one: usize, other: usize| {
        (0..(text.len() - other).min(other - one))
            .take_while(|step| text.char(one + step) == text.char(other + step))
            .count()
    };
    if at > 0 && !is_han(text.char(at)) {
        return None;
    }
    let next = |at: &usize| again.get(*at).copied().filter(|next| *next < text.len());
    let end = (at + DOUBLED_REACH).min(text.len()).saturating_sub(1);
    let mut candidates = std::iter::successors(next(&at), next).take_while(|other| *other < end);
    candidates.find(|other| {
        if *other < at + 3 || text.char(*other) != text.char(at) || text.char(*other + 1) != text.char(at + 1) {
            return false;
        }
        let mut length = same(at, *other);
        while length > 0 && text.char(at + length - 1).is_whitespace() {
            length -= 1;
        }
        let gap = other - at - length;
        let blank = (at + length..*other).all(|index| text.char(index).is_whitespace());
        let whole_sentence = length >= 4 && blank && text.char(at + length - 1) == '。';
        whole_sentence || (length >= DOUBLED && gap <= DOUBLED_GAP && varied(text, at, length))
    })
}

/// A phrase of Chinese words, not a row of dots or dashes.
fn varied(text: &Text, at: usize, length: usize) -> bool {
    text.part(at..at + length).iter().filter(|letter| is_han(**letter)).count() * 2 > length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    fn read(canonical: &str) -> Vec<String> {
        let mut repairs = Vec::new();
        let lines = lines(canonical, &[], &mut repairs);
        paragraphs(lines, false, &mut repairs).iter().map(|text| text.squeezed().to_text()).collect()
    }

    #[test]
    fn a_page_mark_in_mid_word_is_bridged() {
        let page = "1. 建平台。建立覆盖全市的服务网络，面\n\n— 3 **—**\n\n向企业提供服务，共享设\n\n备。\n2. 优服务。";
        assert_eq!(read(page), ["1.建平台。建立覆盖全市的服务网络，面向企业提供服务，共享设备。", "2.优服务。"]);
    }

    #[test]
    fn an_open_bracket_is_bridged_and_headings_are_not() {
        let page =
            "一、主要任务\n（一）做好服务。提升效能。（牵头单位：市科技\n\n局；责任单位：市财政局）\n二、保障措施";
        assert_eq!(
            read(page),
            ["一、主要任务", "（一）做好服务。提升效能。（牵头单位：市科技局；责任单位：市财政局）", "二、保障措施"]
        );
    }

    #[test]
    fn what_was_said_twice_at_once_is_said_once() {
        assert_eq!(
            read("攻关，组织实施专项20项，支持企业不攻关，组织实施专项20项，支持企业开展创新。"),
            ["攻关，组织实施专项20项，支持企业开展创新。"]
        );
        assert_eq!(read("各民主党派。 主党派。"), ["各民主党派。"]);
        assert_eq!(read("支持企业发展，支持高校发展。"), ["支持企业发展，支持高校发展。"]);
    }
}
