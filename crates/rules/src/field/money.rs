//! An amount of money: kept in 元 with two decimals, shown in the unit that its readers are used to.

use crate::field::amount::{Known, Limits, Unit, read_amount, times, with_unit};
use crate::field::written::word;
use crate::field::{Column, Context, Kind, Part, Raw, Scalar};
use crate::word::words;
use base::{Decimal, Language, Sentence};

words! {
    /// In which unit an amount is shown.
    MoneyUnit {
        /// 元.
        Yuan = "yuan",
        /// 万元.
        Wan = "wan",
        /// 亿元.
        Yi = "yi",
    }
}

impl MoneyUnit {
    /// How many 元 it is.
    pub fn yuan(self) -> Decimal {
        match self {
            MoneyUnit::Yuan => Decimal::ONE,
            MoneyUnit::Wan => Decimal::from(10_000),
            MoneyUnit::Yi => Decimal::from(100_000_000),
        }
    }

    /// Its word: what stands behind an amount and in the head of a column.
    pub fn word(self, language: Language) -> &'static str {
        word(self.words(), language)
    }

    fn words(self) -> &'static str {
        match self {
            MoneyUnit::Yuan => "rules.field.yuan",
            MoneyUnit::Wan => "rules.field.wan_yuan",
            MoneyUnit::Yi => "rules.field.yi_yuan",
        }
    }
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// The unit in which it is shown.
    pub shown: MoneyUnit,
    /// Least, in 元.
    pub min: Option<Decimal>,
    /// Most, in 元.
    pub max: Option<Decimal>,
}

impl Money {
    /// Decimals of 元 that are kept.
    pub const SCALE: u32 = 2;

    /// Reads what stands in a column headed with the shown unit, such as 成交额（万元）: bare numbers are in that unit.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence.
    pub fn read_shown(&self, raw: &Raw, language: Language) -> Result<Option<Scalar>, Sentence> {
        self.read_in(self.shown, raw, language)
    }

    /// An amount in the shown unit as it is kept.
    ///
    /// # Errors
    /// More than two decimals of 元, or out of range.
    pub fn from_shown(&self, amount: Decimal) -> Result<Option<Scalar>, Sentence> {
        self.limits().keep(times(amount, self.shown.yuan())?)
    }

    /// A kept amount in the shown unit, as a workbook holds it; exact.
    pub fn to_shown(&self, yuan: Decimal) -> Decimal {
        yuan.checked_div(self.shown.yuan()).unwrap_or(yuan).normalize()
    }

    fn read_in(&self, unit: MoneyUnit, raw: &Raw, language: Language) -> Result<Option<Scalar>, Sentence> {
        if raw.is_empty() {
            return Ok(None);
        }
        // 万 alone is 万元 in every table.
        let short = [("rules.field.wan", MoneyUnit::Wan), ("rules.field.yi", MoneyUnit::Yi)];
        let long = MoneyUnit::ALL.iter().map(|unit| (unit.words(), *unit));
        let units: Vec<Unit<'_>> = long
            .chain(short)
            .map(|(code, unit)| Unit { known: Known::Code(code), factor: unit.yuan() })
            .collect();
        let amount = read_amount(raw, &units, self.shown.word(language))?;
        let yuan = if amount.united { amount.number } else { times(amount.number, unit.yuan())? };
        self.limits().keep(yuan)
    }

    fn limits(&self) -> Limits {
        Limits { scale: Self::SCALE, min: self.min, max: self.max }
    }
}

impl Kind for Money {
    const CODE: &'static str = "money";

    fn parts(&self) -> &'static [Part] {
        Part::ONLY
    }

    fn column(&self, _: usize) -> Column {
        Column::Scaled(Self::SCALE)
    }

    /// A bare number is in 元; one with a unit behind it is in that unit.
    fn read(&self, _: usize, raw: &Raw, context: &Context<'_>) -> Result<Option<Scalar>, Sentence> {
        self.read_in(MoneyUnit::Yuan, raw, context.language)
    }

    fn show(&self, _: usize, value: &Scalar, context: &Context<'_>) -> String {
        let shown = match value {
            Scalar::Number(yuan) => &Scalar::Number(self.to_shown(*yuan)),
            other => other,
        };
        with_unit(shown, self.shown.word(context.language), " ")
    }
}
