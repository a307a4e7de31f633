//! Telephone numbers of the mainland: mobile numbers, and fixed lines with their area code and extension.

use super::{half_width, is_hyphen};
use base::Sentence;

/// 转, written before an extension.
const EXTENSION: char = '\u{8f6c}';
/// Digits of an extension at most.
const EXTENSION_MAX: usize = 6;

/// The number as it is kept: `13812345678`, `027-87654321` or `027-87654321-801`; or what is wrong with it. The country's
/// own code +86 is dropped.
pub fn telephone(text: &str) -> Result<String, Sentence> {
    let folded: String = text.chars().map(half_width).filter(|one| !one.is_whitespace()).collect();
    let (mut groups, mut letters) = (vec![String::new()], folded.chars());
    let rest = ["+86", "0086"].iter().find_map(|code| folded.strip_prefix(code));
    if let Some(rest) = rest {
        letters = rest.chars();
    }
    for one in letters {
        if is_hyphen(one) || matches!(one, '(' | ')' | EXTENSION | '#') {
            groups.push(String::new());
        } else if one.is_ascii_digit() {
            groups.last_mut().unwrap_or(&mut String::new()).push(one);
        } else {
            return Err(Sentence::new("rules.identity.telephone.letter").with("letter", one));
        }
    }
    groups.retain(|group| !group.is_empty());
    let fault = || Sentence::new("rules.identity.telephone.shape");
    mobile(&groups).or_else(|| fixed_line(&groups)).ok_or_else(fault)
}

/// Eleven digits that begin with 13 to 19, however they are grouped.
fn mobile(groups: &[String]) -> Option<String> {
    let digits = groups.concat();
    let second = digits.as_bytes().get(1).copied().unwrap_or_default();
    let fits = digits.len() == 11 && digits.starts_with('1') && (b'3'..=b'9').contains(&second);
    fits.then_some(digits)
}

/// Area code, seven or eight digits that do not begin with 0 or 1, and an extension that stands apart.
fn fixed_line(groups: &[String]) -> Option<String> {
    let (mut line, mut rest) = (groups.first()?.clone(), groups.get(1..).unwrap_or_default());
    if line.len() <= 4
        && let Some((next, after)) = rest.split_first()
    {
        line.push_str(next);
        rest = after;
    }
    // 010 and 02x have three digits, all others four (and no area begins with 00).
    let area = if line.starts_with("010") || line.starts_with("02") { 3 } else { 4 };
    let (code, number) = (line.get(..area)?, line.get(area..)?);
    let plausible = code.starts_with('0') && !code.starts_with("00") && !number.starts_with(['0', '1']);
    if !plausible || !(7..=8).contains(&number.len()) || (area == 3 && number.len() != 8) {
        return None;
    }
    match rest {
        [] => Some(format!("{code}-{number}")),
        [extension] if extension.len() <= EXTENSION_MAX => Some(format!("{code}-{number}-{extension}")),
        _ => None,
    }
}
