//! An assessment unit, which is ranked; apart from the district of GB/T 2260, as zones lie in several districts.

use crate::field::named::{Named, find, name_of, unknown};
use crate::field::written::written;
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use base::Sentence;

/// An assessment unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit;

fn named<'a>(context: &Context<'a>) -> impl Iterator<Item = Named<'a>> + Clone {
    context.units.iter().map(|(code, name)| Named { code, zh: name, en: "" })
}

impl Kind for Unit {
    const CODE: &'static str = "unit";

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
        match find(&text, named(context)) {
            Some(one) => Ok(Some(Scalar::Text(one.code.to_owned()))),
            None => Err(unknown(&text, named(context), context.language)),
        }
    }

    fn show(&self, _: usize, value: &Scalar, context: &Context<'_>) -> String {
        name_of(&value.plain(), named(context), context.language).to_owned()
    }
}
