//! An entry of another ledger, by its natural key.

use crate::field::written::{check_text, written};
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use crate::text::TITLE_MAX;
use base::{Sentence, fold_name};

/// An entry of another ledger. Whether it exists is for the room to say that knows the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Code of the other ledger.
    pub ledger: String,
}

impl Kind for Reference {
    const CODE: &'static str = "reference";

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
        check_text(&text, TITLE_MAX, false)?;
        // As the other ledger keeps its keys, so that one who types it as it is printed finds the entry.
        let parts: Vec<String> = text.split(['|', '｜']).map(fold_name).collect();
        Ok(Some(Scalar::Text(parts.join("|"))))
    }

    fn show(&self, _: usize, value: &Scalar, _: &Context<'_>) -> String {
        value.plain()
    }
}
