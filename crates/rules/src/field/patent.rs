//! A patent's number.

use crate::field::written::written;
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use crate::identity::patent_number::patent_number;
use base::Sentence;

/// A patent's number, with its check digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patent;

impl Kind for Patent {
    const CODE: &'static str = "patent";

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
        Ok(Some(Scalar::Text(patent_number(&text)?)))
    }

    fn show(&self, _: usize, value: &Scalar, _: &Context<'_>) -> String {
        value.plain()
    }
}
