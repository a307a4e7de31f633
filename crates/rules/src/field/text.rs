//! A line of text.

use crate::field::written::{check_text, written};
use crate::field::{Column, Context, Kind, Part, Pattern, Raw, Scalar};
use base::Sentence;

/// A line of text, kept trimmed as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Most characters.
    pub max: usize,
    /// What the whole text must match.
    pub pattern: Option<Pattern>,
}

impl Kind for Text {
    const CODE: &'static str = "text";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Text
    }

    fn read(&self, _: usize, raw: &Raw, _: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        let text = written(raw);
        if text.is_empty() {
            return Ok(None);
        }
        check_text(&text, self.max, false)?;
        if self.pattern.as_ref().is_some_and(|pattern| !pattern.matches(&text)) {
            return Err(Sentence::new("rules.field.pattern").with("value", text));
        }
        Ok(Some(Scalar::Text(text)))
    }

    fn show(&self, _: usize, value: &Scalar, _: &Context<'_>) -> String {
        value.plain()
    }
}
