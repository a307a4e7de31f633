//! An e-mail address.

use crate::field::written::written;
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use crate::identity::email::email;
use base::Sentence;

/// An e-mail address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Email;

impl Kind for Email {
    const CODE: &'static str = "email";

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
        Ok(Some(Scalar::Text(email(&text)?)))
    }

    fn show(&self, _: usize, value: &Scalar, _: &Context<'_>) -> String {
        value.plain()
    }
}
