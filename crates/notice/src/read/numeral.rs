//! Figures as printed: Arabic with thousands and decimals, Chinese numerals, ranges, proportions.

use super::text::Text;
use base::Decimal;

/// Value and length of an Arabic number that begins here: `1450`, `1,450`, `11.5`.
pub(crate) fn arabic(text: &Text, at: usize) -> Option<(Decimal, usize)> {
    let (mut digits, mut end, mut point) = (String::new(), at, false);
    while end < text.len() && digits.len() < 20 {
        match text.char(end) {
            digit if digit.is_ascii_digit() => digits.push(digit),
            ',' if !point && groups_of_three(text, end) => {}
            '.' if !point && !digits.is_empty() && text.char(end + 1).is_ascii_digit() => {
                digits.push('.');
                point = true;
            }
            _ => break,
        }
        end += 1;
    }
    digits.parse().ok().map(|value| (value, end - at))
}

/// A comma counts only before exactly three digits.
fn groups_of_three(text: &Text, comma: usize) -> bool {
    (1..=3).all(|step| text.char(comma + step).is_ascii_digit()) && !text.char(comma + 4).is_ascii_digit()
}

fn han_digit(letter: char) -> Option<u64> {
    Some(match letter {
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn han_place(letter: char) -> Option<u64> {
    Some(match letter {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        _ => return None,
    })
}

/// Value and length of a Chinese whole number below ten thousand: 十, 二十三, 一百零五, 二〇二三.
pub(crate) fn han_whole(text: &Text, at: usize) -> Option<(u64, usize)> {
    let row = (at..text.len().min(at + 6)).take_while(|index| han_digit(text.char(*index)).is_some()).count();
    if row >= 2 && han_place(text.char(at + row)).is_none() {
        let value =
            (at..at + row).filter_map(|index| han_digit(text.char(index))).fold(0, |sum, digit| sum * 10 + digit);
        return Some((value, row));
    }
    let (mut sum, mut digit, mut end) = (0_u64, None, at);
    let mut place_left = 10_000;
    while end < text.len() && end - at < 9 {
        let letter = text.char(end);
        if let Some(value) = han_digit(letter) {
            if digit.is_some_and(|value| value > 0) {
                break;
            }
            digit = Some(value);
        } else if let Some(place) = han_place(letter).filter(|place| *place < place_left) {
            sum += digit.unwrap_or(1).max(u64::from(end == at)) * place;
            place_left = place;
            digit = None;
        } else {
            break;
        }
        end += 1;
    }
    (end > at).then_some((sum + digit.unwrap_or(0), end - at))
}

/// Length of a sign between the two ends of a range: 3—5, 3-5, 3～5, 3至5.
pub(crate) fn range_sign(text: &Text, at: usize) -> Option<usize> {
    match text.char(at) {
        '—' if text.char(at + 1) == '—' => Some(2),
        '—' | '-' | '～' | '至' | '到' => Some(1),
        _ => None,
    }
}

/// `2023年1月28日` and `二〇二三年一月二十八日`, as `2023-01-28`; and how long it is.
pub(crate) fn date(text: &Text, at: usize) -> Option<(String, usize)> {
    let (year, year_end) = part_before(text, at, '年', 1900..=2200)?;
    let (month, month_end) = part_before(text, year_end, '月', 1..=12)?;
    let (day, end) = part_before(text, month_end, '日', 1..=31)?;
    Some((format!("{year:04}-{month:02}-{day:02}"), end - at))
}

/// A number before its sign, and where the sign ends.
fn part_before(text: &Text, at: usize, sign: char, allowed: std::ops::RangeInclusive<u64>) -> Option<(u64, usize)> {
    let (value, len) = date_part(text, at)?;
    (text.char(at + len) == sign && allowed.contains(&value)).then_some((value, at + len + 1))
}

fn date_part(text: &Text, at: usize) -> Option<(u64, usize)> {
    let digits = (at..text.len().min(at + 5)).take_while(|index| text.char(*index).is_ascii_digit()).count();
    if digits > 0 {
        return text.string(at..at + digits).parse().ok().map(|value| (value, digits));
    }
    han_whole(text, at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lines::lines;

    fn text(words: &str) -> Text {
        lines(words, &[], &mut Vec::new()).into_iter().next().map(|line| line.text).unwrap_or_default()
    }

    #[test]
    fn numbers_are_read_as_printed() {
        for (words, value, len) in [("1,450亿元", "1450", 5), ("11.5%", "11.5", 4), ("3.家", "3", 1), ("1,45", "1", 1)]
        {
            assert_eq!(arabic(&text(words), 0), Some((value.parse().unwrap(), len)), "{words}");
        }
        for (words, value, len) in [
            ("十大", 10, 1),
            ("二十三项", 23, 3),
            ("一百零五", 105, 4),
            ("两家", 2, 1),
            ("二〇二三年", 2023, 4),
            ("百家", 100, 1),
        ] {
            assert_eq!(han_whole(&text(words), 0), Some((value, len)), "{words}");
        }
        assert_eq!(han_whole(&text("家"), 0), None);
    }

    #[test]
    fn dates_in_both_scripts() {
        assert_eq!(date(&text("2023年1月28日印发"), 0), Some(("2023-01-28".to_owned(), 10)));
        assert_eq!(date(&text("二〇二三年一月二十八日"), 0), Some(("2023-01-28".to_owned(), 11)));
        assert_eq!(date(&text("2023年1月"), 0), None);
    }
}
