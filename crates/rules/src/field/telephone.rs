//! A telephone number.

use crate::field::written::written;
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use crate::identity::telephone::telephone;
use base::Sentence;

/// A telephone number, mobile or fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telephone;

impl Kind for Telephone {
    const CODE: &'static str = "telephone";

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
        Ok(Some(Scalar::Text(telephone(&text)?)))
    }

    fn show(&self, _: usize, value: &Scalar, _: &Context<'_>) -> String {
        value.plain()
    }
}
