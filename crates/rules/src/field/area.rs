//! An area in ㎡.

use crate::field::amount::{Known, Limits, Unit, read_amount, with_unit};
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use base::{Decimal, Sentence};

const SIGN: &str = "\u{33a1}";

/// An area, kept in ㎡ with two decimals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Least, in ㎡.
    pub min: Option<Decimal>,
    /// Most, in ㎡.
    pub max: Option<Decimal>,
}

impl Area {
    /// Decimals of ㎡ that are kept.
    pub const SCALE: u32 = 2;
}

impl Kind for Area {
    const CODE: &'static str = "area";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Scaled(Self::SCALE)
    }

    fn read(&self, _: usize, raw: &Raw, _: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        if raw.is_empty() {
            return Ok(None);
        }
        let (one, wan) = (Decimal::ONE, Decimal::from(10_000));
        let units = [
            Unit { known: Known::Sign(SIGN), factor: one },
            Unit { known: Known::Sign("m2"), factor: one },
            Unit { known: Known::Sign("m\u{b2}"), factor: one },
            Unit { known: Known::Code("rules.field.square_metre"), factor: one },
            Unit { known: Known::Code("rules.field.wan_square_metre"), factor: wan },
        ];
        let amount = read_amount(raw, &units, SIGN)?;
        Limits { scale: Self::SCALE, min: self.min, max: self.max }.keep(amount.number)
    }

    fn show(&self, _: usize, value: &Scalar, _: &Context<'_>) -> String {
        with_unit(value, SIGN, " ")
    }
}
