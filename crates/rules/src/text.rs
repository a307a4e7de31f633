//! What text from outside may be: long enough, short enough, and nothing in it that no screen can show.

use base::Sentence;

/// Most characters of a title.
pub const TITLE_MAX: usize = 200;
/// Most characters of a running text.
pub const TEXT_MAX: usize = 20_000;
/// Most characters of a name.
pub const NAME_MAX: usize = 100;

/// What is wrong with an optional text, if anything.
pub fn text_fault(text: &str, max: usize) -> Option<Sentence> {
    if text.chars().count() > max {
        return Some(Sentence::new("base.too_long").with("max", max));
    }
    let hidden = |one: char| one.is_control() && !matches!(one, '\n' | '\r' | '\t');
    text.chars().any(hidden).then(|| Sentence::new("base.control_character"))
}

/// What is wrong with a text that must be there, if anything.
pub fn required_text_fault(text: &str, max: usize) -> Option<Sentence> {
    if text.trim().is_empty() { Some(Sentence::new("base.required")) } else { text_fault(text, max) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_count_and_not_bytes() {
        assert_eq!(text_fault(&"责".repeat(100), NAME_MAX), None);
        assert_eq!(text_fault(&"责".repeat(101), NAME_MAX).unwrap().code, "base.too_long");
    }

    #[test]
    fn lines_are_text_and_nul_is_not() {
        assert_eq!(text_fault("第一行\r\n第二行\t", 20), None);
        assert_eq!(text_fault("a\0b", 20).unwrap().code, "base.control_character");
        assert_eq!(required_text_fault(" \n", 20).unwrap().code, "base.required");
    }
}
