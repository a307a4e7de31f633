//! Yes or no.

use crate::field::written::{half_width, is_word, word, written};
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use base::{Decimal, Sentence};

const YES: &str = "rules.field.yes";
const NO: &str = "rules.field.no";

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Boolean;

impl Kind for Boolean {
    const CODE: &'static str = "boolean";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Truth
    }

    fn read(&self, _: usize, raw: &Raw, _: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        let truth = match raw {
            raw if raw.is_empty() => return Ok(None),
            Raw::Truth(truth) => Some(*truth),
            Raw::Number(number) if *number == Decimal::ONE => Some(true),
            Raw::Number(number) if number.is_zero() => Some(false),
            other => truth_of(&written(other)),
        };
        match truth {
            Some(truth) => Ok(Some(Scalar::Truth(truth))),
            None => Err(Sentence::new("rules.field.not_a_truth").with("value", written(raw))),
        }
    }

    fn show(&self, _: usize, value: &Scalar, context: &Context<'_>) -> String {
        match value {
            Scalar::Truth(truth) => word(if *truth { YES } else { NO }, context.language).to_owned(),
            other => other.plain(),
        }
    }
}

fn truth_of(text: &str) -> Option<bool> {
    let folded = half_width(text).to_lowercase();
    match folded.as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ if is_word(text, YES) => Some(true),
        _ if is_word(text, NO) => Some(false),
        _ => None,
    }
}
