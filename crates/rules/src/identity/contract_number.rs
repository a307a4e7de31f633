//! Registration numbers of technology contracts: how they are built is for the city to say, so only the shape is checked.

use super::{check_length, check_letters, fold_code, is_hyphen};
use base::Sentence;

/// The number as it is kept, or what is wrong with it, by a pattern of the pack: `9` stands for a digit, `A` for a capital
/// letter, `*` for either, any other character for itself. Hyphens of the pattern do not matter, as they are dropped.
pub fn contract_number(text: &str, pattern: &str) -> Result<String, Sentence> {
    let code = fold_code(text);
    let places: Vec<char> = pattern.chars().filter(|one| !is_hyphen(*one)).collect();
    check_length(&code, places.len())?;
    check_letters(&code, |at, one| match places.get(at) {
        Some('9') => one.is_ascii_digit(),
        Some('A') => one.is_ascii_uppercase(),
        Some('*') => one.is_ascii_digit() || one.is_ascii_uppercase(),
        Some(place) => one == *place,
        None => false,
    })?;
    Ok(code)
}
