//! A percentage.

use crate::field::amount::{Known, Limits, Unit, read_amount, with_unit};
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use base::{Decimal, Sentence};

const SIGN: &str = "%";

/// A percentage, kept as it is printed: 11.5 is 11.5 %.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Percent {
    /// Least, in per cent.
    pub min: Option<Decimal>,
    /// Most, in per cent.
    pub max: Option<Decimal>,
    /// Decimals kept, 0 to 6.
    pub scale: u32,
}

impl Percent {
    /// Most decimals a percentage can keep.
    pub const SCALE_MAX: u32 = 6;
}

impl Kind for Percent {
    const CODE: &'static str = "percent";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Scaled(self.scale.min(Self::SCALE_MAX))
    }

    fn read(&self, _: usize, raw: &Raw, _: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        if raw.is_empty() {
            return Ok(None);
        }
        let amount = read_amount(raw, &[Unit { known: Known::Sign(SIGN), factor: Decimal::ONE }], SIGN)?;
        Limits { scale: self.scale.min(Self::SCALE_MAX), min: self.min, max: self.max }.keep(amount.number)
    }

    fn show(&self, _: usize, value: &Scalar, _: &Context<'_>) -> String {
        with_unit(value, SIGN, "")
    }
}
