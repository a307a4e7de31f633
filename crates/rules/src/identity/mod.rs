//! Numbers and addresses by which the books know somebody or something. Each reader folds first, as people copy from
//! papers of every kind, and says what exactly is wrong with what is left.

pub mod citizen_id;
pub mod contract_number;
pub mod credit_code;
pub mod email;
pub mod patent_number;
pub mod telephone;

use base::Sentence;

/// Full width becomes half width; every other character stays as it is.
pub(crate) fn half_width(one: char) -> char {
    match one {
        '\u{ff01}'..='\u{ff5e}' => u32::from(one).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(one),
        '\u{3000}' => ' ',
        _ => one,
    }
}

/// A hyphen, a dash, or what people type for one.
pub(crate) fn is_hyphen(one: char) -> bool {
    matches!(one, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2500}' | '\u{2e3a}' | '\u{2e3b}')
}

/// Characters that are on no paper and come in by copying: they would make two equal numbers differ.
fn is_invisible(one: char) -> bool {
    one.is_whitespace() || matches!(one, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// A number as it is compared and kept: half width, upper case, without spaces and hyphens.
pub fn fold_code(text: &str) -> String {
    text.chars()
        .map(half_width)
        .filter(|one| !is_invisible(*one) && !is_hyphen(*one))
        .map(|one| one.to_ascii_uppercase())
        .collect()
}

/// Refuses a number that has not exactly so many characters.
fn check_length(code: &str, want: usize) -> Result<(), Sentence> {
    let got = code.chars().count();
    if got == want {
        return Ok(());
    }
    Err(Sentence::new("rules.identity.length").with("want", want).with("got", got))
}

/// Refuses the first character that is not allowed, with its place counted from 1.
fn check_letters(code: &str, allowed: impl Fn(usize, char) -> bool) -> Result<(), Sentence> {
    match code.chars().enumerate().find(|(at, one)| !allowed(*at, *one)) {
        Some((at, letter)) => {
            Err(Sentence::new("rules.identity.letter").with("letter", letter).with("position", at + 1))
        }
        None => Ok(()),
    }
}

/// Refuses a check character that differs from the computed one.
fn check_last(code: &str, want: char) -> Result<(), Sentence> {
    match code.chars().next_back() {
        Some(got) if got == want => Ok(()),
        got => {
            let got = got.map(String::from).unwrap_or_default();
            Err(Sentence::new("rules.identity.check").with("want", want).with("got", got))
        }
    }
}

/// Sum of the digits times their weights, as GB 11643 and the patent numbers have it; other characters count 0.
fn weighted_sum(code: &str, weights: &[u32]) -> u32 {
    code.chars().zip(weights).map(|(one, weight)| one.to_digit(10).unwrap_or_default() * weight).sum()
}

#[cfg(test)]
mod tests;
