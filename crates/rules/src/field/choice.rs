//! One of a list.

use crate::field::named::{Named, find, name_of, unknown};
use crate::field::written::written;
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use crate::ledger::Words;
use base::Sentence;

/// What can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Its code: what is kept, and what expressions compare with.
    pub code: String,
    /// Its name.
    pub name: Words,
}

/// One of a list in the ledger's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The list, in order.
    pub choices: Vec<Alternative>,
}

/// The choices as things with names.
pub(super) fn named(choices: &[Alternative]) -> impl Iterator<Item = Named<'_>> + Clone {
    choices.iter().map(|one| Named { code: &one.code, zh: &one.name.zh, en: &one.name.en })
}

impl Kind for Choice {
    const CODE: &'static str = "choice";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Text
    }

    fn read(&self, _: usize, raw: &Raw, context: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        let text = written(raw);
        if text.is_empty() {
            return Ok(None);
        }
        match find(&text, named(&self.choices)) {
            Some(one) => Ok(Some(Scalar::Text(one.code.to_owned()))),
            None => Err(unknown(&text, named(&self.choices), context.language)),
        }
    }

    fn show(&self, _: usize, value: &Scalar, context: &Context<'_>) -> String {
        name_of(&value.plain(), named(&self.choices), context.language).to_owned()
    }
}
