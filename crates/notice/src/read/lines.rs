//! Lines of the canonical text: folded in width, freed of page marks and stray markup.

use super::text::{Text, is_han};
use crate::reading::Repair;
use base::Span;
use unicode_normalization::UnicodeNormalization;

/// A line after folding.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// Its words, trimmed; empty for a blank line.
    pub text: Text,
    /// Nothing but a page mark stood on it.
    pub page_mark: bool,
    /// A page mark stood behind its words.
    pub page_ends: bool,
    /// It was marked as a heading or as an item of a list.
    pub marked: bool,
    /// It stood in a table that is read by itself.
    pub in_table: bool,
}

/// Reads all lines. `tables` are the stretches that are read as tables.
pub(crate) fn lines(canonical: &str, tables: &[Span], repairs: &mut Vec<Repair>) -> Vec<Line> {
    let mut out = Vec::new();
    let mut from = 0;
    for raw in canonical.split('\n') {
        let to = from + raw.len();
        let table = tables.get(tables.partition_point(|table| table.to < to));
        let in_table = table.is_some_and(|table| table.from <= from && table.from < table.to);
        if in_table {
            out.push(Line { in_table, ..Line::default() });
        } else {
            for (at, part) in indented(raw) {
                let mut line = Line::default();
                read(part, from + at, &mut line, repairs);
                out.push(line);
            }
        }
        from = to + 1;
    }
    out
}

/// The indent of a Chinese paragraph.
const INDENT: &str = "\u{3000}\u{3000}";
/// A line of at least so many bytes with at least so many indents inside is a text whose line ends were lost.
const RUN_TOGETHER: (usize, usize) = (600, 3);

/// The paragraphs of a line: where line ends were lost and the indents stayed, an indent begins one.
fn indented(raw: &str) -> Vec<(usize, &str)> {
    let whole = raw.len() < RUN_TOGETHER.0 || raw.matches(INDENT).count() <= RUN_TOGETHER.1;
    if whole {
        return vec![(0, raw)];
    }
    let mut at = 0;
    let place = |part: &'_ str, at: &mut usize| {
        let here = *at;
        *at += part.len() + INDENT.len();
        here
    };
    let parts = raw.split(INDENT).map(|part| (place(part, &mut at), part));
    parts.filter(|(_, part)| !part.trim().is_empty()).collect()
}

/// Numbers alone on lines before their paragraphs (`1`, then its words) become the marks of those: so a table of two
/// columns is left by extraction. Page numbers stand farther apart.
pub(crate) fn with_lone_numbers(lines: &mut [Line]) {
    let filled: Vec<usize> =
        (0..lines.len()).filter(|at| lines.get(*at).is_some_and(|line| !line.text.is_empty())).collect();
    let (mut found, mut last): (Vec<(usize, usize)>, usize) = (Vec::new(), 0);
    for (place, pair) in filled.windows(2).enumerate() {
        let [number, words] = pair else { continue };
        let value = lines.get(*number).and_then(|line| lone_number(&line.text));
        let paragraph = lines.get(*words).is_some_and(|line| line.text.len() >= 6 && is_han(line.text.char(0)));
        let near = found.is_empty() || place - last <= LONE_APART;
        if paragraph && near && value == Some(found.len() + 1) {
            found.push((*number, *words));
            last = place;
        }
    }
    if found.len() < 3 {
        return;
    }
    for (number, words) in found {
        let Some(mut mark) = lines.get_mut(number).map(|line| std::mem::take(&mut line.text)) else { continue };
        let to = mark.whole().to as u32;
        mark.push('.', to, to);
        if let Some(line) = lines.get_mut(words) {
            mark.append(&line.text);
            line.text = mark;
        }
    }
}

/// So many lines at most stand between two such numbers.
const LONE_APART: usize = 6;

fn lone_number(text: &Text) -> Option<usize> {
    (text.len() <= 3).then(|| text.to_text().trim_matches(['\t', ' ']).parse().ok()).flatten()
}

/// The words of a cell of a table, folded in width; its inner line ends are blanks.
pub(crate) fn cell(raw: &str, from: usize) -> Text {
    let mut text = letters(raw, from);
    fold_width(&mut text, &mut Vec::new());
    text
}

fn read(raw: &str, from: usize, line: &mut Line, repairs: &mut Vec<Repair>) {
    let mut text = letters(raw, from);
    fold_width(&mut text, repairs);
    let had_words = !text.is_empty();
    line.page_ends = drop_page_mark(&mut text, repairs);
    drop_markup(&mut text, line, repairs);
    line.page_ends |= drop_page_mark(&mut text, repairs);
    line.page_mark = had_words && text.is_empty();
    line.text = text;
}

/// The letters of a line with their places; white space runs become one blank, tabs stay.
fn letters(raw: &str, from: usize) -> Text {
    let mut text = Text::default();
    for (at, letter) in raw.char_indices() {
        let (start, end) = ((from + at) as u32, (from + at + letter.len_utf8()) as u32);
        match letter {
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}' => {}
            '\t' | '|' => text.push('\t', start, end),
            letter if letter.is_whitespace() || letter.is_control() => text.push(' ', start, end),
            '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' => {
                text.push(std::iter::once(letter).nfkc().next().unwrap_or(letter), start, end);
            }
            letter => text.push(letter, start, end),
        }
    }
    let kept = text.trim(0..text.len());
    text.slice(kept)
}

/// Figures and Latin letters become half width, the marks of Chinese sentences full width.
fn fold_width(text: &mut Text, repairs: &mut Vec<Repair>) {
    let (mut first, mut last) = (None, 0);
    for at in 0..text.len() {
        let letter = text.char(at);
        let folded = fold(text.before(at), letter, text.char(at + 1));
        if folded != letter {
            text.set(at, folded);
            if !letter.is_whitespace() {
                first = first.or(Some(at));
                last = at + 1;
            }
        }
    }
    if let Some(first) = first {
        repairs.push(Repair { code: "notice.repair.width".to_owned(), span: text.span(first..last) });
    }
}

fn fold(before: char, letter: char, after: char) -> char {
    let within = |test: fn(&char) -> bool| test(&before) && test(&after);
    match letter {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '％' | '﹪' => '%',
        '．' | '﹒' | '․' => '.',
        '＋' => '+',
        '／' => '/',
        '－' | '−' | '‑' => '-',
        '–' | '―' | '─' | '━' => '—',
        '~' | '〜' | '∼' | '˜' => '～',
        ',' if !within(char::is_ascii_digit) => '，',
        ':' if !within(char::is_ascii_alphanumeric) && !starts_address(after) => '：',
        ';' => '；',
        '(' if !within(char::is_ascii_alphanumeric) => '（',
        ')' if !within(char::is_ascii_alphanumeric) => '）',
        '﹙' => '（',
        '﹚' => '）',
        '?' if is_han(before) => '？',
        '!' if is_han(before) => '！',
        '｡' => '。',
        '､' | '﹑' => '、',
        other => other,
    }
}

/// `://` belongs to an address.
fn starts_address(after: char) -> bool {
    after == '/'
}

/// Markdown and HTML that a careless extraction left behind.
fn drop_markup(text: &mut Text, line: &mut Line, repairs: &mut Vec<Repair>) {
    let mut at = leading_markup(text);
    if at == 0 && !text.chars().iter().any(|letter| matches!(letter, '*' | '`' | '\\' | '<')) {
        return;
    }
    let mut out = Text::default();
    let mut dropped: Option<(usize, usize)> = None;
    if at > 0 {
        line.marked = true;
        dropped = Some((0, at));
    }
    while at < text.len() {
        let skip = inline_markup(text, at);
        if skip > 0 {
            dropped = Some((dropped.map_or(at, |(first, _)| first), at + skip));
            at += skip;
        } else {
            out.append(&text.slice(at..at + 1));
            at += 1;
        }
    }
    if let Some((first, last)) = dropped {
        repairs.push(Repair { code: "notice.repair.markup".to_owned(), span: text.span(first..last) });
        let kept = out.trim(0..out.len());
        *text = out.slice(kept);
    }
}

/// Length of `## `, `- `, `* `, `> ` at the start of a line; they may stand one after another.
fn leading_markup(text: &Text) -> usize {
    let mut at = 0;
    for _ in 0..4 {
        let hashes = (at..text.len()).take_while(|index| text.char(*index) == '#').count();
        if (1..=6).contains(&hashes) && matches!(text.char(at + hashes), ' ' | '\t') {
            at += hashes + 1;
        } else if matches!(text.char(at), '-' | '*' | '+' | '>') && matches!(text.char(at + 1), ' ' | '\t') {
            at += 2;
        } else {
            break;
        }
        while matches!(text.char(at), ' ' | '\t') {
            at += 1;
        }
    }
    at
}

/// Length of markup in the middle of a line: `**`, `<br/>`, a backslash before a mark.
fn inline_markup(text: &Text, at: usize) -> usize {
    match text.char(at) {
        '*' if text.char(at + 1) == '*' => 2,
        '`' => 1,
        '\\' if text.char(at + 1).is_ascii_punctuation() => 1,
        '<' if text.char(at + 1).is_ascii_alphabetic() || text.char(at + 1) == '/' => {
            let close = (at..(at + 80).min(text.len())).find(|index| text.char(*index) == '>');
            match close {
                Some(close) if (at + 1..close).all(|index| text.char(index).is_ascii()) => close - at + 1,
                _ => 0,
            }
        }
        _ => 0,
    }
}

/// A page mark that fills the line or stands at its end or beginning: `— 3 —`, `-3-`, `第 3 页 共 9 页`.
fn drop_page_mark(text: &mut Text, repairs: &mut Vec<Repair>) -> bool {
    let end = mark_at_end(text);
    if let Some(start) = end {
        repairs.push(Repair { code: "notice.repair.page_mark".to_owned(), span: text.span(start..text.len()) });
        let kept = text.trim(0..start);
        *text = text.slice(kept);
    }
    if let Some(end) = mark_at_start(text) {
        repairs.push(Repair { code: "notice.repair.page_mark".to_owned(), span: text.span(0..end) });
        let kept = text.trim(end..text.len());
        *text = text.slice(kept);
    }
    end.is_some()
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '—' | '-' | '－' | '·' | '•' | '～')
}

fn mark_at_end(text: &Text) -> Option<usize> {
    if let Some(start) = page_of_pages(text) {
        return Some(start);
    }
    let mut at = text.len();
    let back = |at: &mut usize, test: &dyn Fn(char) -> bool| {
        let end = *at;
        while *at > 0 && test(text.char(*at - 1)) {
            *at -= 1;
        }
        end - *at
    };
    let (dashes, _) = (back(&mut at, &is_dash), back(&mut at, &|letter| letter == ' '));
    let digits = back(&mut at, &|letter| letter.is_ascii_digit());
    let blanks = back(&mut at, &|letter| letter == ' ');
    let before = back(&mut at, &is_dash);
    let stands_apart = at == 0 || blanks > 0 || !text.char(at - 1).is_ascii_alphanumeric();
    let well_formed = (1..=2).contains(&dashes) && (1..=4).contains(&digits) && (1..=2).contains(&before);
    (well_formed && stands_apart).then_some(at)
}

/// A mark glued to the beginning of a line, as `— 3 —向国内外`.
fn mark_at_start(text: &Text) -> Option<usize> {
    let run =
        |at: usize, test: &dyn Fn(char) -> bool| (at..text.len()).take_while(|index| test(text.char(*index))).count();
    let before = run(0, &|letter| letter == '—');
    let mut at = before + run(before, &|letter| letter == ' ');
    let digits = run(at, &|letter| letter.is_ascii_digit());
    at += digits;
    at += run(at, &|letter| letter == ' ');
    let after = run(at, &|letter| letter == '—');
    (before == 1 && after == 1 && (1..=4).contains(&digits)).then_some(at + after)
}

/// `第3页`, `第 3 页 共 9 页`, `第3页/共9页` alone on a line.
fn page_of_pages(text: &Text) -> Option<usize> {
    let words: String =
        text.chars().iter().filter(|letter| !letter.is_whitespace() && !letter.is_ascii_digit()).collect();
    let plain =
        ["第页", "第页共页", "第页/共页", "第页，共页", "共页第页", "共页，第页", "/页"].contains(&words.as_str());
    (plain && text.chars().iter().any(char::is_ascii_digit)).then_some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(canonical: &str) -> Vec<String> {
        lines(canonical, &[], &mut Vec::new()).iter().map(|line| line.text.to_text()).collect()
    }

    #[test]
    fn page_marks_go_and_ranges_stay() {
        assert_eq!(
            read("建设创新街 — 2 —\n— 3 **—**\n-12-\n第 3 页 共 9 页\n3—5家"),
            ["建设创新街", "", "", "", "3—5家"]
        );
        assert_eq!(read("2023-2025年\n—— 3 家\n— 4 —向国内"), ["2023-2025年", "—— 3 家", "向国内"]);
    }

    #[test]
    fn width_is_folded_by_the_neighbours() {
        assert_eq!(read("增长１１．５％,以上(含)"), ["增长11.5%，以上（含）"]);
        assert_eq!(read("1,450亿元 1:2 12:30"), ["1,450亿元 1:2 12:30"]);
    }

    #[test]
    fn markup_goes() {
        assert_eq!(read("## 一、目标\n- 1. **健全**机制<br/>"), ["一、目标", "1. 健全机制"]);
    }
}
