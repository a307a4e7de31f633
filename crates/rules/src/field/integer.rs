//! A whole number.

use crate::field::amount::{Known, Limits, Unit, read_amount, with_unit};
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use crate::ledger::Words;
use base::{Decimal, Sentence};

/// A whole number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Integer {
    /// Least.
    pub min: Option<Decimal>,
    /// Most.
    pub max: Option<Decimal>,
    /// What is counted, such as 家; empty where it needs no word.
    pub unit: Words,
}

impl Kind for Integer {
    const CODE: &'static str = "integer";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Scaled(0)
    }

    fn read(&self, _: usize, raw: &Raw, context: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        if raw.is_empty() {
            return Ok(None);
        }
        let units = [Unit { known: Known::Words(&self.unit), factor: Decimal::ONE }];
        let amount = read_amount(raw, &units, self.unit.of(context.language))?;
        Limits { scale: 0, min: self.min, max: self.max }.keep(amount.number)
    }

    fn show(&self, _: usize, value: &Scalar, context: &Context<'_>) -> String {
        let unit = self.unit.of(context.language);
        match value {
            // A year is a whole number without a unit, and nobody writes it with a comma.
            Scalar::Number(number) if unit.is_empty() && number.abs() < Decimal::from(10_000) => {
                number.normalize().to_string()
            }
            _ => with_unit(value, unit, " "),
        }
    }
}
