//! A rule or a right said no: code, sentence and, where a field is at fault, its path.

use crate::{Diagnostic, Sentence};

/// Which kind of no it is; `web` turns it into a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RefusalKind {
    /// The request cannot be understood (400).
    Malformed,
    /// Nobody is signed in (401).
    NotSignedIn,
    /// The right is missing (403).
    Forbidden,
    /// There is no such thing, or not for this reader (404).
    NotFound,
    /// Somebody else was faster, or the state does not allow it (409).
    Conflict,
    /// It is larger than the limit (413).
    TooLarge,
    /// Fields are wrong (422).
    Invalid,
    /// Too often; come back later (429).
    TooOften,
    /// The server cannot take changes now (503).
    Unavailable,
}

/// A no with reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which kind of no.
    pub kind: RefusalKind,
    /// The reason, by code.
    pub sentence: Sentence,
    /// Fields at fault: path such as `milestones[2].due`, and what is wrong there.
    pub fields: Vec<(String, Sentence)>,
    /// What is the matter with a file that was handed in.
    pub diagnostics: Vec<Diagnostic>,
    /// Seconds until it is worth trying again.
    pub retry_after_seconds: Option<u64>,
}

impl Refusal {
    /// A refusal of a kind with a reason.
    pub fn new(kind: RefusalKind, sentence: Sentence) -> Self {
        Self { kind, sentence, fields: Vec::new(), diagnostics: Vec::new(), retry_after_seconds: None }
    }

    /// There is no such thing for this reader.
    pub fn not_found() -> Self {
        Self::new(RefusalKind::NotFound, Sentence::new("base.not_found"))
    }

    /// The right is missing.
    pub fn forbidden() -> Self {
        Self::new(RefusalKind::Forbidden, Sentence::new("base.forbidden"))
    }

    /// The state does not allow it, with the reason.
    pub fn conflict(code: &str) -> Self {
        Self::new(RefusalKind::Conflict, Sentence::new(code))
    }

    /// Somebody changed the row since it was shown.
    pub fn stale() -> Self {
        Self::conflict("base.stale")
    }

    /// One field is wrong.
    pub fn field(path: &str, sentence: Sentence) -> Self {
        Self::fields(vec![(path.to_owned(), sentence)])
    }

    /// Several fields are wrong.
    pub fn fields(fields: Vec<(String, Sentence)>) -> Self {
        Self { fields, ..Self::new(RefusalKind::Invalid, Sentence::new("base.invalid")) }
    }
}
