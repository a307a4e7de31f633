//! Numbers of Chinese patents and applications (ZC 0006-2003): year, kind, serial, a point and a check character. A
//! patent's number is ZL before that of its application. Numbers filed before October 2003 have two digits of the year.

use super::{check_last, check_letters, fold_code, weighted_sum};
use base::Sentence;

/// Weights of the new form; the old form uses the first eight.
const WEIGHTS: [u32; 12] = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
/// Digits before the check character since October 2003.
const NEW: usize = 12;
/// Digits before the check character until then.
const OLD: usize = 8;
/// The patent law is in force since 1985.
const FIRST_YEAR: u16 = 1985;

/// What kind of right a number stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatentKind {
    /// 发明, filed here (1) or through the PCT (8).
    Invention,
    /// 实用新型, filed here (2) or through the PCT (9).
    UtilityModel,
    /// 外观设计 (3).
    Design,
}

/// A patent's number as it is kept, such as `ZL201710601862.3`, or what is wrong with it. `ZL` may be left out.
pub fn patent_number(text: &str) -> Result<String, Sentence> {
    application_number(text).map(|number| format!("ZL{number}"))
}

/// An application's number as it is kept, such as `201710601862.3`, or what is wrong with it. `CN` and `ZL` may stand
/// before it; the point may be missing.
pub fn application_number(text: &str) -> Result<String, Sentence> {
    let folded: String = fold_code(text).chars().filter(|one| *one != '.').collect();
    let code = folded.strip_prefix("ZL").or_else(|| folded.strip_prefix("CN")).unwrap_or(&folded);
    let length = code.chars().count();
    let digits = if length == OLD + 1 { OLD } else { NEW };
    if length != digits + 1 {
        return Err(Sentence::new("rules.identity.patent.length").with("got", length));
    }
    check_letters(code, |at, one| one.is_ascii_digit() || (at == digits && one == 'X'))?;
    let (number, check) = code.split_at(digits);
    check_year(number)?;
    if kind_of(number).is_none() {
        let at = kind_at(number);
        let kind = number.get(at..=at).unwrap_or_default();
        return Err(Sentence::new("rules.identity.patent.kind").with("kind", kind));
    }
    check_last(code, check_character(number))?;
    Ok(format!("{number}.{check}"))
}

/// The number of a patent of the digits of its application: year, kind and serial.
pub fn with_check(digits: &str) -> String {
    format!("ZL{digits}.{}", check_character(digits))
}

fn check_character(digits: &str) -> char {
    char::from_digit(weighted_sum(digits, &WEIGHTS) % 11, 10).unwrap_or('X')
}

/// The kind of right a kept number stands for, with or without `ZL`.
pub fn kind_of(number: &str) -> Option<PatentKind> {
    let digits = number.strip_prefix("ZL").unwrap_or(number).split('.').next().unwrap_or_default();
    match digits.as_bytes().get(kind_at(digits))? {
        b'1' | b'8' => Some(PatentKind::Invention),
        b'2' | b'9' => Some(PatentKind::UtilityModel),
        b'3' => Some(PatentKind::Design),
        _ => None,
    }
}

/// Where the digit of the kind stands: behind the year.
fn kind_at(digits: &str) -> usize {
    if digits.len() == OLD { 2 } else { 4 }
}

fn check_year(number: &str) -> Result<(), Sentence> {
    let year = match number.len() {
        OLD => number.get(..2).and_then(|year| year.parse::<u16>().ok()).map(|year| match year {
            0..=3 => 2000 + year,
            _ => 1900 + year,
        }),
        _ => number.get(..4).and_then(|year| year.parse().ok()),
    };
    match year {
        Some(year) if year >= FIRST_YEAR => Ok(()),
        _ => Err(Sentence::new("rules.identity.patent.year").with("first", FIRST_YEAR)),
    }
}
