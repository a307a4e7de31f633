//! The mark at the beginning of a paragraph: 一、 （一） 1. （1） ① 第一条 ——.

use super::numeral;
use super::text::Text;

/// The style of a mark. Its level follows from the order in which the styles appear in a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Style {
    /// 第一章、第一部分
    Chapter,
    /// 一、
    HanComma,
    /// （一）
    HanParen,
    /// 第一条
    Article,
    /// 1. 1、
    Digit,
    /// 1.1
    Dotted,
    /// （1） 1）
    DigitParen,
    /// ①
    Circle,
    /// ——
    Dash,
    /// 一是: inside running text
    Inline,
}

/// A mark found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub style: Style,
    /// The number as printed: `一`, `1`, and with its brackets `（一）`.
    pub number: String,
    /// The number's value; 0 where it has none.
    pub value: u32,
    /// Length in letters, white space after it included.
    pub len: usize,
}

/// The mark at the beginning of a text.
pub(crate) fn of(text: &Text) -> Option<Mark> {
    let mark = match text.char(0) {
        '第' => ordinal(text),
        '（' | '(' | '〔' | '［' | '[' => in_brackets(text),
        '—' | '-' | '－' | '●' | '•' | '·' | '◆' | '■' | '★' | '▲' | '※' | '○' | '\u{f06c}' => {
            bullet(text)
        }
        letter if circled(letter) > 0 => Some(mark(Style::Circle, text, 0..1, circled(letter), 1)),
        letter if letter.is_ascii_digit() => digits(text),
        _ => han(text),
    }?;
    let blanks = (mark.len..text.len()).take_while(|at| matches!(text.char(*at), ' ' | '\t')).count();
    Some(Mark { len: mark.len + blanks, ..mark })
}

fn mark(style: Style, text: &Text, number: std::ops::Range<usize>, value: u32, len: usize) -> Mark {
    Mark { style, number: text.string(number), value, len }
}

/// ① to ⑳ and ⑴ to ⒇.
fn circled(letter: char) -> u32 {
    match letter {
        '①'..='⑳' => u32::from(letter) - u32::from('①') + 1,
        '⑴'..='⒇' => u32::from(letter) - u32::from('⑴') + 1,
        _ => 0,
    }
}

fn bullet(text: &Text) -> Option<Mark> {
    let len = (0..text.len().min(4)).take_while(|at| text.char(*at) == text.char(0)).count();
    let dash = matches!(text.char(0), '—' | '-' | '－');
    let real = !dash || len >= 2 || text.char(1) == ' ';
    real.then(|| mark(Style::Dash, text, 0..0, 0, len))
}

/// Value and length of a Chinese or Arabic whole number.
fn whole_number(text: &Text, at: usize) -> Option<(u32, usize)> {
    let digits = (at..text.len().min(at + 5)).take_while(|index| text.char(*index).is_ascii_digit()).count();
    if digits > 0 {
        return text.string(at..at + digits).parse().ok().map(|value| (value, digits)).filter(|_| digits <= 3);
    }
    let (value, len) = numeral::han_whole(text, at)?;
    u32::try_from(value).ok().filter(|value| (1..1000).contains(value)).map(|value| (value, len))
}

fn ordinal(text: &Text) -> Option<Mark> {
    let (value, len) = whole_number(text, 1)?;
    let style = match text.char(1 + len) {
        '条' => Style::Article,
        '章' | '节' | '篇' => Style::Chapter,
        '部' if text.char(2 + len) == '分' => return Some(mark(Style::Chapter, text, 1..1 + len, value, len + 3)),
        _ => return None,
    };
    Some(mark(style, text, 1..1 + len, value, len + 2))
}

fn in_brackets(text: &Text) -> Option<Mark> {
    let start = 1 + usize::from(text.char(1) == ' ');
    let (value, len) = whole_number(text, start)?;
    let close = start + len + usize::from(text.char(start + len) == ' ');
    if !super::text::closes(text.char(close)) {
        return None;
    }
    let style = if text.char(start).is_ascii_digit() { Style::DigitParen } else { Style::HanParen };
    let stop = usize::from(matches!(text.char(close + 1), '、' | '.' | '．'));
    let number = format!("（{}）", text.string(start..start + len));
    Some(Mark { style, number, value, len: close + 1 + stop })
}

fn digits(text: &Text) -> Option<Mark> {
    let (value, len) = whole_number(text, 0)?;
    let blank = usize::from(text.char(len) == ' ');
    let (sign, after) = (text.char(len + blank), text.char(len + blank + 1));
    match sign {
        '、' | '．' => Some(mark(Style::Digit, text, 0..len, value, len + blank + 1)),
        '.' if !after.is_ascii_digit() => Some(mark(Style::Digit, text, 0..len, value, len + blank + 1)),
        '.' => dotted(text, value, len),
        '）' | ')' => Some(mark(Style::DigitParen, text, 0..len, value, len + blank + 1)),
        _ => None,
    }
}

/// 1.1 and 2.3.1; a decimal figure with its unit is none.
fn dotted(text: &Text, value: u32, first: usize) -> Option<Mark> {
    let mut end = first;
    while text.char(end) == '.' && text.char(end + 1).is_ascii_digit() {
        end += 1 + (end + 1..text.len()).take_while(|at| text.char(*at).is_ascii_digit()).count();
    }
    let stop = usize::from(matches!(text.char(end), '.' | '、'));
    let unit = "%万亿个百千家项倍元吨米亩公平".contains(text.char(end + stop));
    (!unit && end - first <= 6).then(|| mark(Style::Dotted, text, 0..end, value, end + stop))
}

fn han(text: &Text) -> Option<Mark> {
    let (value, len) = numeral::han_whole(text, 0)?;
    let value = u32::try_from(value).ok().filter(|value| (1..200).contains(value))?;
    let blank = usize::from(text.char(len) == ' ');
    match text.char(len + blank) {
        '、' | '．' | '.' => Some(mark(Style::HanComma, text, 0..len, value, len + blank + 1)),
        '是' | '要' if value < 20 => Some(mark(Style::Inline, text, 0..len, value, len + 1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    fn style(words: &str) -> Option<(Style, String, u32)> {
        let lines = lines(words, &[], &mut Vec::new());
        of(&lines.first()?.text).map(|mark| (mark.style, mark.number, mark.value))
    }

    #[test]
    fn marks_of_all_styles() {
        for (words, wanted, number, value) in [
            ("一、工作目标", Style::HanComma, "一", 1),
            ("十二、附则", Style::HanComma, "十二", 12),
            ("（二十三）加强", Style::HanParen, "（二十三）", 23),
            ("1. 健全", Style::Digit, "1", 1),
            ("12．健全", Style::Digit, "12", 12),
            ("3、健全", Style::Digit, "3", 3),
            ("（1）健全", Style::DigitParen, "（1）", 1),
            ("2）健全", Style::DigitParen, "2", 2),
            ("②健全", Style::Circle, "②", 2),
            ("第三条 本办法", Style::Article, "三", 3),
            ("第二部分 任务", Style::Chapter, "二", 2),
            ("1.2 强化", Style::Dotted, "1.2", 1),
            ("——产业", Style::Dash, "", 0),
        ] {
            assert_eq!(style(words), Some((wanted, number.to_owned(), value)), "{words}");
        }
        for words in ["1.5万吨产能", "2023年工作", "一批项目", "（含开发区）", "第三方评估", "-5度"]
        {
            assert_eq!(style(words), None, "{words}");
        }
    }
}
