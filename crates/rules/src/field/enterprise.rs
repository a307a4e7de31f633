//! An enterprise or another legal body: its credit code (GB 32100) and its name as it was when the entry was written.

use crate::field::written::{check_text, written};
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use crate::identity::credit_code::credit_code;
use crate::text::TITLE_MAX;
use base::Sentence;

const CODE_PART: usize = 0;

/// An enterprise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enterprise;

impl Kind for Enterprise {
    const CODE: &'static str = "enterprise";

    fn parts(&self) -> &'static [Part] {
        &[
            Part { suffix: "code", name: "rules.field.part.credit_code" },
            Part { suffix: "name", name: "rules.field.part.enterprise_name" },
        ]
    }

    fn column(&self, _: usize) -> Column {
        Column::Text
    }

    fn read(&self, part: usize, raw: &Raw, _: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        let text = written(raw);
        if text.is_empty() {
            return Ok(None);
        }
        if part == CODE_PART {
            return Ok(Some(Scalar::Text(credit_code(&text)?)));
        }
        check_text(&text, TITLE_MAX, false)?;
        Ok(Some(Scalar::Text(text)))
    }

    fn show(&self, _: usize, value: &Scalar, _: &Context<'_>) -> String {
        value.plain()
    }
}
