//! A number with decimals.

use crate::field::amount::{Known, Limits, Unit, read_amount, with_unit};
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use crate::ledger::Words;
use base::{Decimal, Sentence};

/// A number with decimals, exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Decimals kept, 0 to 6.
    pub scale: u32,
    /// Least.
    pub min: Option<Decimal>,
    /// Most.
    pub max: Option<Decimal>,
    /// What is measured, such as 公里; empty where it needs no word.
    pub unit: Words,
}

impl Number {
    /// Most decimals a number can keep.
    pub const SCALE_MAX: u32 = 6;
}

impl Kind for Number {
    const CODE: &'static str = "number";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Scaled(self.scale.min(Self::SCALE_MAX))
    }

    fn read(&self, _: usize, raw: &Raw, context: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        if raw.is_empty() {
            return Ok(None);
        }
        let units = [Unit { known: Known::Words(&self.unit), factor: Decimal::ONE }];
        let amount = read_amount(raw, &units, self.unit.of(context.language))?;
        Limits { scale: self.scale.min(Self::SCALE_MAX), min: self.min, max: self.max }.keep(amount.number)
    }

    fn show(&self, _: usize, value: &Scalar, context: &Context<'_>) -> String {
        with_unit(value, self.unit.of(context.language), " ")
    }
}
