//! A code of a list in a file of the pack: districts (GB/T 2260), industries (GB/T 4754), fields of technology, countries.

use crate::field::named::{Named, find, name_of, unknown};
use crate::field::written::{half_width, written};
use crate::field::{CodeEntry, Column, Context, Kind, Part, Raw, Scalar};
use base::Sentence;

/// A code of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The list's name: that of its file without ending.
    pub list: String,
}

impl Code {
    fn named<'a>(&self, context: &Context<'a>) -> impl Iterator<Item = Named<'a>> + Clone {
        let entries: &'a [CodeEntry] = context.lists.get(&self.list).map_or(&[], |list| &list.entries);
        entries.iter().map(|one| Named { code: &one.code, zh: &one.zh, en: &one.en })
    }
}

impl Kind for Code {
    const CODE: &'static str = "code";

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
        if !context.lists.contains_key(&self.list) {
            return Err(Sentence::new("rules.field.no_list").with("list", &self.list));
        }
        let all = self.named(context);
        // 420106 武昌区: workbooks made by others put code and name into one cell.
        let head = half_width(text.split_whitespace().next().unwrap_or_default());
        let both = || all.clone().find(|one| one.code == head && text.ends_with(one.zh));
        match find(&text, all.clone()).or_else(both) {
            Some(one) => Ok(Some(Scalar::Text(one.code.to_owned()))),
            None => Err(unknown(&text, all, context.language)),
        }
    }

    fn show(&self, _: usize, value: &Scalar, context: &Context<'_>) -> String {
        name_of(&value.plain(), self.named(context), context.language).to_owned()
    }
}
