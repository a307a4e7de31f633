//! Unified social credit codes of organisations (统一社会信用代码, GB 32100-2015): 18 characters of 31.

use super::{check_last, check_length, check_letters, fold_code};
use base::Sentence;

/// The characters in order of their value; I, O, S, V and Z are left out.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Powers of 3 modulo 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// Places of the six digits of the registering district (GB/T 2260), counted from 0.
const DISTRICT: std::ops::Range<usize> = 2..8;

/// The code as it is kept, or what is wrong with it. The organisation code inside (GB 11714) is not checked: codes made
/// by conversion do not always keep it.
pub fn credit_code(text: &str) -> Result<String, Sentence> {
    let code = fold_code(text);
    check_length(&code, 18)?;
    if let Some((at, letter)) = code.chars().enumerate().find(|(_, one)| matches!(one, 'I' | 'O' | 'S' | 'V' | 'Z')) {
        let sentence = Sentence::new("rules.identity.credit_code.letter");
        return Err(sentence.with("letter", letter).with("position", at + 1));
    }
    check_letters(&code, |at, one| if DISTRICT.contains(&at) { one.is_ascii_digit() } else { ALPHABET.contains(one) })?;
    check_last(&code, check_character(&code))?;
    Ok(code)
}

/// The district in which it was registered: six digits of GB/T 2260. Absent where the text is no code.
pub fn registered_in(code: &str) -> Option<&str> {
    code.get(DISTRICT).filter(|district| district.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The whole code of its first seventeen characters.
pub fn with_check(head: &str) -> String {
    format!("{head}{}", check_character(head))
}

/// (31 − Σ value × weight mod 31) mod 31.
fn check_character(code: &str) -> char {
    let value = |one: char| ALPHABET.find(one).unwrap_or_default();
    let sum: usize = code.chars().zip(WEIGHTS).map(|(one, weight)| value(one) * weight).sum();
    ALPHABET.chars().nth((31 - sum % 31) % 31).unwrap_or('0')
}
