//! The figure that a band looks at, with the reckoning shown.

use super::card::{Measure, Share};
use super::explanation::{Label, Reason};
use super::{Inputs, Scorecard};
use crate::expression::Value;
use base::{Decimal, RoundingStrategy, Sentence};

/// Why there is no figure.
pub(super) enum Unmeasured {
    /// An input is not filled in, or cannot be reckoned with.
    Missing(Reason),
    /// It would be divided by 0; the rule of the part says what that means.
    Zero(Reason),
    /// It is 0 by rule, whatever the rest.
    Nothing(Reason),
}

/// A figure and how it came about.
pub(super) struct Figure {
    pub value: Decimal,
    pub reasons: Vec<Reason>,
    /// Is it in per cent?
    pub percent: bool,
}

const HUNDRED: Decimal = Decimal::ONE_HUNDRED;
/// Places of a growth, in per cent.
const GROWTH_PLACES: u32 = 20;

fn overflow() -> Unmeasured {
    Unmeasured::Missing(Sentence::new("rules.expression.overflow").into())
}

fn plus(one: Decimal, other: Decimal) -> Result<Decimal, Unmeasured> {
    one.checked_add(other).ok_or_else(overflow)
}

fn over(one: Decimal, other: Decimal) -> Result<Decimal, Unmeasured> {
    one.checked_div(other).ok_or_else(overflow)
}

impl Scorecard {
    /// Measures on a set of inputs.
    pub(super) fn measure(&self, measure: &Measure, inputs: &Inputs) -> Result<Figure, Unmeasured> {
        match measure {
            Measure::Value(name) => {
                let value = self.needed(name, inputs)?;
                let said = Reason::new("rules.scorecard.is").name("input", &self.label(name)).figure("value", value);
                Ok(Figure { value, reasons: vec![said], percent: false })
            }
            Measure::Percent(share) => self.share(share, inputs),
            Measure::Average(names) => {
                let years = self.years(names, inputs)?;
                let sum = years.iter().try_fold(Decimal::ZERO, |sum, (_, value)| plus(sum, *value))?;
                let value = over(sum, years.len().into())?;
                let said =
                    Reason::new("rules.scorecard.average").name("inputs", &joined(&years)).figure("value", value);
                Ok(Figure { value, reasons: vec![said.with("years", years.len())], percent: false })
            }
            Measure::Growth(names) => self.growth(names, inputs),
        }
    }

    /// An input that must be there.
    fn needed(&self, name: &str, inputs: &Inputs) -> Result<Decimal, Unmeasured> {
        match inputs.get(name) {
            Some(Value::Number(number)) => Ok(*number),
            _ => Err(Unmeasured::Missing(self.missing(name))),
        }
    }

    /// The inputs that are filled in, in order; those that may be left out are left out. None at all is missing.
    fn years(&self, names: &[String], inputs: &Inputs) -> Result<Vec<(Label, Decimal)>, Unmeasured> {
        let mut years = Vec::new();
        for name in names {
            if inputs.contains_key(name) || !self.is_optional(name) {
                years.push((self.label(name), self.needed(name, inputs)?));
            }
        }
        match names.first() {
            Some(first) if years.is_empty() => Err(Unmeasured::Missing(self.missing(first))),
            _ => Ok(years),
        }
    }

    fn share(&self, share: &Share, inputs: &Inputs) -> Result<Figure, Unmeasured> {
        let (of, by) = self.common_years(share, inputs);
        let (of, by) = (self.years(&of, inputs)?, self.years(&by, inputs)?);
        let part = of.iter().try_fold(Decimal::ZERO, |sum, (_, value)| plus(sum, *value))?;
        let whole = by.iter().try_fold(Decimal::ZERO, |sum, (_, value)| plus(sum, *value))?;
        // A negative whole is as little a base as none.
        if whole <= Decimal::ZERO {
            return Err(Unmeasured::Zero(Reason::new("rules.scorecard.zero").name("input", &joined(&by))));
        }
        let value = over(part.checked_mul(HUNDRED).ok_or_else(overflow)?, whole)?;
        let said = Reason::new("rules.scorecard.share").name("of", &joined(&of)).name("by", &joined(&by));
        let said = said.figure("part", part).figure("whole", whole).figure("percent", value);
        Ok(Figure { value, reasons: vec![said], percent: true })
    }

    /// The two sides without the years that one of them leaves out, where both have the same number of years.
    fn common_years(&self, share: &Share, inputs: &Inputs) -> (Vec<String>, Vec<String>) {
        if share.of.len() != share.by.len() || share.of.len() == 1 {
            return (share.of.clone(), share.by.clone());
        }
        let given = |name: &String| inputs.contains_key(name) || !self.is_optional(name);
        let pairs = share.of.iter().zip(&share.by).filter(|(of, by)| given(of) && given(by));
        let common: (Vec<String>, Vec<String>) = pairs.map(|(of, by)| (of.clone(), by.clone())).unzip();
        // Without a single common year the first names what is missing.
        if common.0.is_empty() { (share.of.clone(), share.by.clone()) } else { common }
    }

    /// 国科发火〔2016〕195号: with fewer than three years by the years there are; where the first year is 0, by the last two;
    /// where the second is 0, no points. A base below 0 is treated as 0.
    fn growth(&self, names: &[String], inputs: &Inputs) -> Result<Figure, Unmeasured> {
        let years = self.years(names, inputs)?;
        let mut reasons = Vec::new();
        let mut left: &[(Label, Decimal)] = &years;
        if let [(first, value), _, _] = left
            && *value <= Decimal::ZERO
        {
            reasons.push(Reason::new("rules.scorecard.growth_first_zero").name("input", first));
            left = left.get(1..).unwrap_or_default();
        }
        let bases = left.split_last().map(|(_, bases)| bases).unwrap_or_default();
        if let Some((label, _)) = bases.iter().find(|(_, value)| *value <= Decimal::ZERO) {
            return Err(Unmeasured::Nothing(Reason::new("rules.scorecard.zero_nothing").name("input", label)));
        }
        if bases.is_empty() {
            return Err(Unmeasured::Nothing(Reason::new("rules.scorecard.growth_one_year")));
        }
        let mut sum = Decimal::ZERO;
        for ((_, base), (_, next)) in bases.iter().zip(left.iter().skip(1)) {
            sum = plus(sum, over(*next, *base)?)?;
        }
        let mean = over(sum, bases.len().into())?;
        let value = plus(mean, -Decimal::ONE)?.checked_mul(HUNDRED).ok_or_else(overflow)?;
        // Thirds do not add up to the last place: a growth of exactly 35% must not miss its band by 10⁻²⁶.
        let value = value.round_dp_with_strategy(GROWTH_PLACES, RoundingStrategy::MidpointAwayFromZero);
        let said = Reason::new("rules.scorecard.growth").name("inputs", &joined(left)).figure("percent", value);
        reasons.push(said.with("years", left.len()));
        Ok(Figure { value, reasons, percent: true })
    }
}

fn joined(years: &[(Label, Decimal)]) -> Label {
    Label::joined(&years.iter().map(|(label, _)| label.clone()).collect::<Vec<_>>())
}
