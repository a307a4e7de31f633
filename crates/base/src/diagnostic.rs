//! What is to be said about a user's text: where, what, and how to mend it. Many at once, never an abort.

use crate::{Sentence, Span};
use serde::{Deserialize, Serialize};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The text could not be used.
    Error,
    /// Something was not understood or looks wrong; a person should look.
    Warning,
    /// Something was repaired or left out, and this says so.
    Note,
}

/// One remark about a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What is the matter, by code.
    pub sentence: Sentence,
    /// Where in the canonical text; absent where the whole text is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// The file it points into, where there are several (packs).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// What to do about it, by code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Sentence>,
}

impl Diagnostic {
    /// A diagnostic of a severity about the whole text.
    pub fn new(severity: Severity, sentence: Sentence) -> Self {
        Self { severity, sentence, span: None, file: None, hint: None }
    }

    /// An error about the whole text.
    pub fn error(sentence: Sentence) -> Self {
        Self::new(Severity::Error, sentence)
    }

    /// A warning about the whole text.
    pub fn warning(sentence: Sentence) -> Self {
        Self::new(Severity::Warning, sentence)
    }

    /// A note about the whole text.
    pub fn note(sentence: Sentence) -> Self {
        Self::new(Severity::Note, sentence)
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same, in a file.
    #[must_use]
    pub fn in_file(mut self, file: &str) -> Self {
        self.file = Some(file.to_owned());
        self
    }

    /// The same, with a hint.
    #[must_use]
    pub fn hint(mut self, hint: Sentence) -> Self {
        self.hint = Some(hint);
        self
    }
}
