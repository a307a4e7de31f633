//! An organisation of the site, or several.

use crate::field::written::{MARKS, written};
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use base::{Language, Sentence, fold_name, nearest};

/// An organisation, by its name, short name, alias or code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// May there be several, as those that countersign? They are kept as a list, in the order given and each once.
    pub several: bool,
}

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
        if !self.several {
            return Ok(Some(Scalar::Text(code_of(&text, context)?)));
        }
        let pieces: Vec<&str> = match raw {
            Raw::List(list) => list.iter().map(String::as_str).collect(),
            // A name may hold a mark itself.
            _ if code_of(&text, context).is_ok() => vec![text.as_str()],
            _ => text.split(MARKS).collect(),
        };
        let mut codes: Vec<String> = Vec::new();
        for piece in pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()) {
            let code = code_of(piece, context)?;
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        Ok((!codes.is_empty()).then_some(Scalar::List(codes)))
    }

    fn show(&self, _: usize, value: &Scalar, context: &Context<'_>) -> String {
        let name = |code: &String| context.organisation_names.get(code).unwrap_or(code).clone();
        match value {
            Scalar::List(codes) => {
                let mark = if context.language == Language::English { "; " } else { "\u{3001}" };
                codes.iter().map(name).collect::<Vec<_>>().join(mark)
            }
            other => name(&other.plain()),
        }
    }
}

fn code_of(text: &str, context: &Context<'_>) -> Result<String, Sentence> {
    if context.organisation_names.contains_key(text) {
        return Ok(text.to_owned());
    }
    let folded = fold_name(text);
    if let Some(code) = context.organisations.get(&folded) {
        return Ok(code.clone());
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
