//! Several of a list.

use crate::field::choice::{Alternative, named};
use crate::field::named::{find, name_of, unknown};
use crate::field::written::{MARKS, written};
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use base::{Language, Sentence};

/// Several of a list in the ledger's file, kept in the list's order and each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MultiChoice {
    /// The list, in order.
    pub choices: Vec<Alternative>,
}

impl MultiChoice {
    /// Codes that a text names. A name may hold a mark itself, as 生物、医药新品种 does, so the longest stretch that is a
    /// name wins.
    fn codes(&self, text: &str, language: Language) -> Result<Vec<&str>, Sentence> {
        let ends: Vec<usize> = text.match_indices(MARKS).map(|(at, _)| at).chain([text.len()]).collect();
        let mut codes = Vec::new();
        let (mut from, mut next) = (0, 0);
        while next < ends.len() {
            let stretches = (next..ends.len()).rev().filter_map(|last| Some((last, text.get(from..*ends.get(last)?)?.trim())));
            let found = stretches
                .filter(|(_, stretch)| !stretch.is_empty())
                .find_map(|(last, stretch)| Some((last, find(stretch, named(&self.choices))?.code)));
            let piece = text.get(from..ends.get(next).copied().unwrap_or(text.len())).unwrap_or_default().trim();
            next = match found {
                Some((last, code)) => {
                    codes.push(code);
                    last + 1
                }
                None if piece.is_empty() => next + 1,
                None => return Err(unknown(piece, named(&self.choices), language)),
            };
            let end = ends.get(next.saturating_sub(1)).copied().unwrap_or(text.len());
            from = end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        Ok(codes)
    }
}

impl Kind for MultiChoice {
    const CODE: &'static str = "multi_choice";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Text
    }

    fn read(&self, _: usize, raw: &Raw, context: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        let mut codes = Vec::new();
        match raw {
            Raw::List(list) => {
                for text in list.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
                    let found = find(text, named(&self.choices));
                    codes.push(found.ok_or_else(|| unknown(text, named(&self.choices), context.language))?.code.to_owned());
                }
            }
            other => codes.extend(self.codes(&written(other), context.language)?.into_iter().map(str::to_owned)),
        }
        let in_order: Vec<String> =
            self.choices.iter().filter(|one| codes.contains(&one.code)).map(|one| one.code.clone()).collect();
        Ok((!in_order.is_empty()).then_some(Scalar::List(in_order)))
    }

    fn show(&self, _: usize, value: &Scalar, context: &Context<'_>) -> String {
        let Scalar::List(codes) = value else { return value.plain() };
        let names = codes.iter().map(|code| name_of(code, named(&self.choices), context.language));
        let mark = if context.language == Language::English { "; " } else { "\u{3001}" };
        names.collect::<Vec<_>>().join(mark)
    }
}
