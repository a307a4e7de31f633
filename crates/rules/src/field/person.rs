//! A person: name, and identity number (GB 11643), which is kept sealed and shown masked.

use crate::field::written::{check_text, written};
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use crate::identity::citizen_id::{citizen_id, masked};
use crate::text::NAME_MAX;
use base::Sentence;

const IDENTITY_PART: usize = 1;

/// A person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person;

impl Kind for Person {
    const CODE: &'static str = "person";

    fn parts(&self) -> &'static [Part] {
        &[
            Part { suffix: "name", name: "rules.field.part.person_name" },
            Part { suffix: "identity", name: "rules.field.part.identity" },
        ]
    }

    fn column(&self, part: usize) -> Column {
        if part == IDENTITY_PART { Column::Sealed } else { Column::Text }
    }

    fn read(&self, part: usize, raw: &Raw, _: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        let text = written(raw);
        if text.is_empty() {
            return Ok(None);
        }
        if part == IDENTITY_PART {
            return Ok(Some(Scalar::Text(citizen_id(&text)?)));
        }
        check_text(&text, NAME_MAX, false)?;
        Ok(Some(Scalar::Text(text)))
    }

    fn show(&self, part: usize, value: &Scalar, _: &Context<'_>) -> String {
        if part == IDENTITY_PART { masked(&value.plain()) } else { value.plain() }
    }
}
