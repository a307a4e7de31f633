//! Patterns of a pack. They run in time linear in the text, whatever the pattern is.

use base::Sentence;
use regex::{Regex, RegexBuilder};

/// Most bytes a compiled pattern may take: enough for any number of a form, too few to be a burden.
const SIZE_MAX: usize = 1 << 18;

/// A pattern that a whole text must match.
#[derive(Clone, Debug)]
pub struct Pattern {
    source: String,
    whole: Regex,
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn new(source: &str) -> Result<Self, Sentence> {
        let fault = |_| Sentence::new("rules.ledger.bad_pattern").with("pattern", source);
        // Alone first: a bracket that closes the group around it would let the anchors go.
        RegexBuilder::new(source).size_limit(SIZE_MAX).build().map_err(fault)?;
        let whole = RegexBuilder::new(&format!(r"\A(?:{source})\z")).size_limit(SIZE_MAX).build().map_err(fault)?;
        Ok(Self { source: source.to_owned(), whole })
    }

    /// Does the whole text match?
    pub fn matches(&self, text: &str) -> bool {
        self.whole.is_match(text)
    }

    /// The pattern as the pack has it.
    pub fn source(&self) -> &str {
        &self.source
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Eq for Pattern {}
