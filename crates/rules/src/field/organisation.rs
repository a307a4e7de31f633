//! An organisation of the site.

use crate::field::written::written;
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use crate::nearest::nearest;
use base::{Sentence, fold_name};

/// An organisation, by its name, short name, alias or code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Organisation;

impl Kind for Organisation {
    const CODE: &'static str = "organisation";

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
        if context.organisation_names.contains_key(&text) {
            return Ok(Some(Scalar::Text(text)));
        }
        let folded = fold_name(&text);
        if let Some(code) = context.organisations.get(&folded) {
            return Ok(Some(Scalar::Text(code.clone())));
        }
        let near = nearest(&folded, context.organisations.keys().map(String::as_str));
        Err(match near.and_then(|near| context.organisations.get(near)) {
            Some(code) => Sentence::new("rules.field.unknown_meant")
                .with("value", text)
                .with("meant", context.organisation_names.get(code).unwrap_or(code))
                .with("code", code),
            None => Sentence::new("rules.field.unknown_organisation").with("value", text),
        })
    }

    fn show(&self, _: usize, value: &Scalar, context: &Context<'_>) -> String {
        let code = value.plain();
        context.organisation_names.get(&code).cloned().unwrap_or(code)
    }
}
