//! Stored numbers to cells. A spreadsheet keeps binary fractions and shows 15 digits; so 15 digits are what was meant.

use super::number_format::NumberFormat;
use crate::cell::Cell;
use crate::day_number::{day_of, time_of};
use base::Decimal;

/// Digits a spreadsheet keeps.
const DIGITS: usize = 15;
/// The first number with more digits before the point.
const TOO_MANY_DIGITS: f64 = 1e15;

/// The cell of a number as it is written in the file; text where it is none.
pub(crate) fn of_text(written: &str, format: NumberFormat, from_1904: bool) -> Cell {
    let written = written.trim();
    if format == NumberFormat::Plain
        && let Some(number) = plain_number(written)
    {
        return Cell::Number(number);
    }
    match written.parse::<f64>() {
        Ok(value) if value.is_finite() => {
            let digits = written.strip_prefix('-').unwrap_or(written);
            let all_kept = digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() > DIGITS;
            of_value(value, format, from_1904, all_kept.then_some(written))
        }
        _ => Cell::text(written),
    }
}

/// The cell of a binary number; `written` is how the file writes it, where that says more.
pub(crate) fn of_value(value: f64, format: NumberFormat, from_1904: bool, written: Option<&str>) -> Cell {
    match format {
        NumberFormat::Day => {
            if let Some(day) = day_of(value, from_1904) {
                return Cell::Date(day);
            }
        }
        NumberFormat::Time => {
            if let Some(time) = time_of(value) {
                return Cell::Text(time);
            }
        }
        NumberFormat::Plain | NumberFormat::Percent => {}
    }
    if value.abs() >= TOO_MANY_DIGITS {
        let kept = Decimal::from_scientific(&format!("{value:.*e}", DIGITS - 1));
        let digits = kept.map_or_else(|_| format!("{value:e}"), |kept| kept.to_string());
        return Cell::LostDigits(written.map_or(digits, str::to_owned));
    }
    let number = rounded(value);
    match format {
        NumberFormat::Percent => Cell::Percent(number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number).normalize()),
        _ => Cell::Number(number),
    }
}

/// A number written plainly with few enough digits needs no detour through binary.
fn plain_number(written: &str) -> Option<Decimal> {
    let digits = written.strip_prefix('-').unwrap_or(written);
    let plain = digits.len() <= DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let bounded = digits.bytes().next()?.is_ascii_digit() && digits.bytes().last()?.is_ascii_digit();
    if !plain || !bounded {
        return None;
    }
    let number = written.parse::<Decimal>().ok()?.normalize();
    Some(if number.is_zero() { Decimal::ZERO } else { number })
}

/// To 15 digits, as the spreadsheet shows it; what is too small for a decimal is nought.
fn rounded(value: f64) -> Decimal {
    if value.fract() == 0.0 {
        return Decimal::from(value as i64);
    }
    let written = format!("{value:.*e}", DIGITS - 1);
    let number = Decimal::from_scientific(&written).unwrap_or_default().normalize();
    if number.is_zero() { Decimal::ZERO } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, format: NumberFormat, expect: &str) {
        assert_eq!(of_text(written, format, false).shown(), expect, "{written}");
    }

    #[test]
    fn numbers_are_what_the_sheet_shows() {
        for (written, expect) in [
            ("12", "12"),
            ("12.0", "12"),
            ("-0", "0"),
            ("0.30000000000000004", "0.3"),
            ("1.1000000000000001", "1.1"),
            ("1E3", "1000"),
            ("1.5E-3", "0.0015"),
            ("1e-300", "0"),
            ("999999999999999", "999999999999999"),
            ("-5.25", "-5.25"),
        ] {
            check(written, NumberFormat::Plain, expect);
            assert!(matches!(of_text(written, NumberFormat::Plain, false), Cell::Number(_)), "{written}");
        }
        check("0.115", NumberFormat::Percent, "11.5%");
        check("44954", NumberFormat::Day, "2023-01-28");
        check("0.5", NumberFormat::Time, "12:00");
        check("many", NumberFormat::Plain, "many");
        check("inf", NumberFormat::Plain, "inf");
    }

    #[test]
    fn long_digits_are_marked_as_lost() {
        for (written, expect) in [
            ("420111199001011234", "420111199001011234"),
            ("4.20111199001011E+17", "420111199001011000"),
            ("1e300", "1e300"),
            ("1000000000000000", "1000000000000000"),
        ] {
            assert_eq!(of_text(written, NumberFormat::Plain, false), Cell::LostDigits(expect.to_owned()));
        }
    }
}
