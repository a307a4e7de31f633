//! What text from outside may be: long enough, short enough, and nothing in it that no screen can show.

use base::{Refusal, Sentence};

/// Most characters of a title.
pub const TITLE_MAX: usize = 200;
/// Most characters of a running text.
pub const TEXT_MAX: usize = 20_000;
/// Most characters of a reason.
pub const REASON_MAX: usize = 1_000;
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

/// Gathers faults under the paths of their fields, so that a form is told everything at once.
#[derive(Clone, Debug, Default)]
pub struct FieldFaults(Vec<(String, Sentence)>);

impl FieldFaults {
    /// Notes a fault, if there is one.
    pub fn note(&mut self, path: &str, fault: Option<Sentence>) {
        self.0.extend(fault.map(|sentence| (path.to_owned(), sentence)));
    }

    /// Adds what was found elsewhere.
    pub fn extend(&mut self, faults: Vec<(String, Sentence)>) {
        self.0.extend(faults);
    }

    /// Nothing, or a refusal with every field at fault.
    pub fn refuse(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::fields(self.0)) }
    }
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
        assert!(FieldFaults::default().refuse().is_ok());
    }
}
