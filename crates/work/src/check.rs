//! Checks of what people type, the same everywhere: field paths and sentences, many at once.

use base::{Day, Id, Refusal, Sentence};

/// Longest name, in characters.
pub(crate) const NAME: usize = 100;
/// Longest reason.
pub(crate) const REASON: usize = 1_000;

/// Collects what is wrong with the fields of a form.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    faults: Vec<(String, Sentence)>,
}

impl Fields {
    /// A field is wrong.
    pub(crate) fn fault(&mut self, path: impl Into<String>, sentence: Sentence) {
        self.faults.push((path.into(), sentence));
    }

    /// Text that must be there: trimmed, not too long, without control characters (line breaks may stay).
    pub(crate) fn text(&mut self, path: &str, text: &str, max: usize) -> String {
        let text = self.text_if(path, text, max);
        if text.is_empty() {
            self.fault(path, Sentence::new("base.required"));
        }
        text
    }

    /// Text that may be empty.
    pub(crate) fn text_if(&mut self, path: &str, text: &str, max: usize) -> String {
        let text = text.trim();
        if text.chars().count() > max {
            self.fault(path, Sentence::new("base.too_long").with("max", max));
        }
        if text.chars().any(|one| one.is_control() && !matches!(one, '\n' | '\t')) {
            self.fault(path, Sentence::new("base.control_character"));
        }
        text.to_owned()
    }

    /// A reason that must be there.
    pub(crate) fn reason(&mut self, reason: &str) -> String {
        self.text("reason", reason, REASON)
    }

    /// A day.
    pub(crate) fn day(&mut self, path: &str, text: &str) -> Option<Day> {
        let day = text.parse().ok();
        if day.is_none() {
            self.fault(path, Sentence::new("base.not_a_day"));
        }
        day
    }

    /// A day that may be absent.
    pub(crate) fn day_if(&mut self, path: &str, text: Option<&str>) -> Option<Day> {
        text.filter(|text| !text.is_empty()).and_then(|text| self.day(path, text))
    }

    /// One of the words of a closed list.
    pub(crate) fn choice(&mut self, path: &str, word: &str, known: bool) {
        if !known {
            self.fault(path, Sentence::new("base.unknown_value").with("value", word));
        }
    }

    /// Something that must exist, by its id.
    pub(crate) fn exists<T>(&mut self, path: &str, id: Id, found: Option<T>) -> Option<T> {
        if found.is_none() {
            self.fault(path, Sentence::new("base.unknown_value").with("value", id));
        }
        found
    }

    /// What was wrong, with the paths of the fields.
    pub(crate) fn into_faults(self) -> Vec<(String, Sentence)> {
        self.faults
    }

    /// Refuses if anything was wrong.
    pub(crate) fn done(self) -> Result<(), Refusal> {
        if self.faults.is_empty() { Ok(()) } else { Err(Refusal::fields(self.faults)) }
    }
}
