//! The day that a printed deadline means, where it means one.

use base::Day;

/// 年, 月, 日 and 底: the only characters that make a date of a printed deadline.
const YEAR: char = '\u{5e74}';
const MONTH: char = '\u{6708}';
const DAY: char = '\u{65e5}';
const END: char = '\u{5e95}';

/// Reads `2023-10-31`, `2023年10月31日`, `10月31日前`, `2023年10月底` and `年底` (of the plan's year). Anything looser,
/// such as a quarter or "as soon as possible", names no day and bounds nothing.
pub fn deadline_day(printed: &str, plan_year: i16) -> Option<Day> {
    let text: String = printed.chars().filter(|one| !one.is_whitespace()).collect();
    if let Ok(day) = text.parse() {
        return Some(day);
    }
    let (year, rest) = match number_before(&text, YEAR) {
        Some((year, rest)) => (i16::try_from(year).ok()?, rest),
        None => (plan_year, text.as_str()),
    };
    if rest.starts_with(END) || rest.strip_prefix(YEAR).is_some_and(|tail| tail.starts_with(END)) {
        return Day::new(year, 12, 31);
    }
    let (month, rest) = number_before(rest, MONTH)?;
    let month = i8::try_from(month).ok()?;
    if rest.starts_with(END) {
        return (28..=31).rev().find_map(|day| Day::new(year, month, day));
    }
    let (day, _) = number_before(rest, DAY)?;
    Day::new(year, month, i8::try_from(day).ok()?)
}

/// The number that stands at the head of a text right before a mark, and what follows the mark.
fn number_before(text: &str, mark: char) -> Option<(u16, &str)> {
    let (head, tail) = text.split_once(mark)?;
    let digits = !head.is_empty() && head.bytes().all(|byte| byte.is_ascii_digit());
    Some((head.parse().ok().filter(|_| digits)?, tail))
}

#[cfg(test)]
mod tests {
    use super::deadline_day;

    #[test]
    fn only_what_names_a_day_is_a_day() {
        let day = |text: &str| deadline_day(text, 2023).map(|day| day.to_string());
        for (printed, expected) in [
            ("2023-10-31", "2023-10-31"),
            ("2023年10月31日前", "2023-10-31"),
            ("10月 31日", "2023-10-31"),
            ("2024年2月底前", "2024-02-29"),
            ("6月底", "2023-06-30"),
            ("年底前", "2023-12-31"),
            ("2025年底", "2025-12-31"),
        ] {
            assert_eq!(day(printed).as_deref(), Some(expected), "{printed}");
        }
        for printed in ["", "长期", "2023年第3季度", "2023年1—6月", "6个月内", "2023年13月1日", "2月30日", "-1月1日"]
        {
            assert_eq!(day(printed), None, "{printed}");
        }
    }
}
