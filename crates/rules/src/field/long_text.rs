//! Text of several lines.

use crate::field::written::{check_text, written};
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use base::Sentence;

/// Text of several lines; breaks are kept as one character each, whatever machine they come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LongText {
    /// Most characters.
    pub max: usize,
}

impl Kind for LongText {
    const CODE: &'static str = "long_text";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Text
    }

    fn read(&self, _: usize, raw: &Raw, _: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        let text = written(raw).replace("\r\n", "\n").replace('\r', "\n");
        if text.is_empty() {
            return Ok(None);
        }
        check_text(&text, self.max, true)?;
        Ok(Some(Scalar::Text(text)))
    }

    fn show(&self, _: usize, value: &Scalar, _: &Context<'_>) -> String {
        value.plain()
    }
}
