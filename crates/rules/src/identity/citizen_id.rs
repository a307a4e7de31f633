//! Citizen identity numbers (公民身份号码, GB 11643-1999): district, day of birth, order and a check character.

use super::{check_last, check_length, check_letters, fold_code, weighted_sum};
use base::{Day, Sentence};

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// By the remainder of the sum modulo 11.
const CHECKS: &str = "10X98765432";
/// Characters shown at the head and the tail of a masked number.
const SHOWN: (usize, usize) = (6, 4);

/// The number as it is kept, or what is wrong with it.
pub fn citizen_id(text: &str) -> Result<String, Sentence> {
    let code = fold_code(text);
    check_length(&code, 18)?;
    check_letters(&code, |at, one| one.is_ascii_digit() && (at > 0 || one != '0') || (at == 17 && one == 'X'))?;
    if birth_day(&code).is_none() {
        let written = code.get(6..14).unwrap_or_default();
        return Err(Sentence::new("rules.identity.citizen_id.birth").with("written", written));
    }
    check_last(&code, check_character(&code))?;
    Ok(code)
}

/// The whole number of its first seventeen digits.
pub fn with_check(head: &str) -> String {
    format!("{head}{}", check_character(head))
}

fn check_character(code: &str) -> char {
    let remainder = weighted_sum(code, &WEIGHTS) % 11;
    CHECKS.chars().nth(usize::try_from(remainder).unwrap_or_default()).unwrap_or('X')
}

/// The day of birth in a kept number.
pub fn birth_day(code: &str) -> Option<Day> {
    let (year, month, day) = (code.get(6..10)?, code.get(10..12)?, code.get(12..14)?);
    Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// What those see who have no right to the number: the head and the tail, such as `110105********002X`. What is not of
/// that length is hidden whole.
pub fn masked(code: &str) -> String {
    let length = code.chars().count();
    let (head, tail) = if length == 18 { SHOWN } else { (0, 0) };
    code.chars().enumerate().map(|(at, one)| if at < head || at >= length - tail { one } else { '*' }).collect()
}
