//! Worked out from other cells by a rule.

use crate::field::{Column, Context, FieldKind, Kind, Part, Raw, Scalar};
use crate::expression::Value;
use base::{RoundingStrategy, Sentence};

/// A value that a rule works out; nobody types it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// CEL over the entry's cells and lines.
    pub formula: String,
    /// What comes out, with its limits and its unit; of one part.
    pub result: Box<FieldKind>,
}

impl Computed {
    /// What a formula made, as it is kept: numbers rounded to the decimals of the result, half away from zero as people
    /// round. Absent where it is of another kind.
    pub fn kept(&self, value: Value) -> Option<Scalar> {
        match (value, self.result.column(0)) {
            (Value::Number(number), Column::Scaled(scale)) => {
                let rounded = number.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
                Some(Scalar::Number(rounded.normalize()))
            }
            (Value::Text(text), Column::Text) => Some(Scalar::Text(text)),
            (Value::Truth(truth), Column::Truth) => Some(Scalar::Truth(truth)),
            (Value::Day(day), Column::Text) => Some(Scalar::Day(day)),
            _ => None,
        }
    }
}

impl Kind for Computed {
    const CODE: &'static str = "computed";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, part: usize) -> Column {
        self.result.column(part)
    }

    fn read(&self, _: usize, raw: &Raw, _: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        if raw.is_empty() { Ok(None) } else { Err(Sentence::new("rules.field.computed")) }
    }

    fn show(&self, part: usize, value: &Scalar, context: &Context<'_>) -> String {
        self.result.show(part, value, context)
    }
}
