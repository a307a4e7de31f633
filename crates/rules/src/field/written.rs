//! What stands in a raw value as text, and the words a person may have used for it.

use crate::field::Raw;
use base::{Language, Sentence, catalogue_text, fold_name};

/// What parts several names in one cell of a workbook.
pub(super) const MARKS: [char; 8] = ['、', ',', '，', ';', '；', '|', '\n', '\t'];

/// The text of a raw value as a person would have typed it: trimmed, numbers without idle noughts.
pub(super) fn written(raw: &Raw) -> String {
    match raw {
        Raw::Number(number) => number.normalize().to_string(),
        other => other.shown().trim_matches(is_blank).to_owned(),
    }
}

/// White space, and the marks without width that come along when text is copied.
fn is_blank(one: char) -> bool {
    one.is_whitespace() || matches!(one, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Full width becomes half width, as input methods leave both.
pub(super) fn half_width(text: &str) -> String {
    let narrow = |one: char| match one {
        '\u{a0}' => ' ',
        '\u{ffe5}' => '\u{a5}',
        _ => crate::identity::half_width(one),
    };
    text.chars().map(narrow).collect()
}

/// What is wrong with a text that is kept as it was typed, if anything. `lines`: may it have several?
pub(super) fn check_text(text: &str, max: usize, lines: bool) -> Result<(), Sentence> {
    if text.chars().count() > max {
        return Err(Sentence::new("base.too_long").with("max", max));
    }
    if !lines && text.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        return Err(Sentence::new("rules.field.one_line"));
    }
    let control = |one: char| one.is_control() && !(lines && matches!(one, '\n' | '\t'));
    // Marks that turn the direction of writing let one thing be shown and another be kept.
    let turning = |one: char| matches!(one, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.chars().any(|one| control(one) || turning(one)) {
        return Err(Sentence::new("base.control_character"));
    }
    Ok(())
}

/// A word of the catalogue in one language.
pub(super) fn word(code: &str, language: Language) -> &'static str {
    catalogue_text(language, code).unwrap_or_default()
}

/// Is the text this word of the catalogue, in either language?
pub(super) fn is_word(text: &str, code: &str) -> bool {
    let folded = fold_name(text);
    !folded.is_empty()
        && [Language::Chinese, Language::English].iter().any(|language| fold_name(word(code, *language)) == folded)
}
