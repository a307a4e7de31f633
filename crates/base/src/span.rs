//! Where in a text something stands.

use serde::{Deserialize, Serialize};

/// `[from, to)` in UTF-8 bytes of a stored text. On the wire it is the pair `[from, to]`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First byte.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
}

impl Span {
    /// The span `[from, to)`; a reversed pair becomes empty at `from`.
    pub fn new(from: usize, to: usize) -> Self {
        Self { from, to: to.max(from) }
    }

    /// The text it covers, or "" where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.from..self.to).unwrap_or_default()
    }

    /// Does `other` lie wholly inside?
    pub fn contains(self, other: Span) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { from: self.from.min(other.from), to: self.to.max(other.to) }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.to - self.from
    }

    /// Does it cover nothing?
    pub fn is_empty(self) -> bool {
        self.from == self.to
    }
}

impl From<(usize, usize)> for Span {
    fn from((from, to): (usize, usize)) -> Self {
        Span::new(from, to)
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.from, span.to)
    }
}
