//! Numbers as people write them: separators of thousands, full-width digits, a unit behind them. Exact decimals all the way.

use crate::field::written::{half_width, is_word, written};
use crate::field::{Raw, Scalar};
use crate::ledger::Words;
use base::{Decimal, Sentence, fold_name};

/// More decimals than this no paper prints; it keeps every multiplication exact.
const DECIMALS_MAX: u32 = 12;

/// A unit that may stand behind a number, and how many of the kept unit it is.
pub(super) struct Unit<'a> {
    /// Its words.
    pub known: Known<'a>,
    /// What the number is multiplied by.
    pub factor: Decimal,
}

/// Where the words of a unit come from.
pub(super) enum Known<'a> {
    /// The message files.
    Code(&'static str),
    /// The pack.
    Words(&'a Words),
    /// A sign that is the same in every language.
    Sign(&'static str),
}

impl Unit<'_> {
    fn is(&self, text: &str) -> bool {
        match &self.known {
            Known::Code(code) => is_word(text, code),
            Known::Words(words) => {
                let folded = fold_name(text);
                !folded.is_empty() && [&words.zh, &words.en].iter().any(|word| fold_name(word) == folded)
            }
            Known::Sign(sign) => half_width(text.trim()) == *sign,
        }
    }
}

/// A number and what it was multiplied by; absent where no unit stood behind it.
pub(super) struct Amount {
    /// The number, in the kept unit where a unit was given.
    pub number: Decimal,
    /// Did a unit stand behind it?
    pub united: bool,
}

/// Reads a number with one of the units, or with none. `wanted` names the right unit where another one is given.
pub(super) fn read_amount(raw: &Raw, units: &[Unit<'_>], wanted: &str) -> Result<Amount, Sentence> {
    if let Raw::Number(number) = raw {
        return Ok(Amount { number: few_decimals(*number)?, united: false });
    }
    let shown = written(raw);
    let text = half_width(&shown);
    let text = text.trim().trim_start_matches('\u{a5}').trim_start();
    // A unit never begins with what a number is made of.
    let end = text.find(|one: char| !(one.is_ascii_digit() || ",.+- \u{2212}".contains(one))).unwrap_or(text.len());
    let (digits, unit) = text.split_at(end);
    let number = parse(digits.trim()).ok_or_else(|| Sentence::new("rules.field.not_a_number").with("value", &shown))?;
    let number = few_decimals(number)?;
    if unit.is_empty() {
        return Ok(Amount { number, united: false });
    }
    let Some(unit) = units.iter().find(|known| known.is(unit)) else {
        return Err(if wanted.is_empty() {
            Sentence::new("rules.field.no_unit").with("unit", unit)
        } else {
            Sentence::new("rules.field.other_unit").with("unit", unit).with("wanted", wanted)
        });
    };
    Ok(Amount { number: times(number, unit.factor)?, united: true })
}

/// Exact multiplication.
pub(super) fn times(number: Decimal, factor: Decimal) -> Result<Decimal, Sentence> {
    let product = number.checked_mul(factor).ok_or_else(|| Sentence::new("rules.field.too_many_digits"))?;
    Ok(product.normalize())
}

fn few_decimals(number: Decimal) -> Result<Decimal, Sentence> {
    let number = number.normalize();
    if number.scale() > DECIMALS_MAX {
        return Err(Sentence::new("rules.field.decimals").with("max", DECIMALS_MAX));
    }
    Ok(number)
}

/// Digits with separators of thousands in their places: `1,450.5` and not `14,50.5`, which may have meant 1450.5 or 14505.
fn parse(digits: &str) -> Option<Decimal> {
    let (negative, digits) = match digits.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, digits.strip_prefix('+').unwrap_or(digits)),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let separator = if whole.contains(',') { ',' } else { ' ' };
    let mut groups = whole.split(separator);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || first.len() <= 3;
    if !all_digits(first) || !grouped || !rest.iter().all(|group| group.len() == 3 && all_digits(group)) {
        return None;
    }
    if !all_digits(decimals) {
        return None;
    }
    let number = Decimal::from_str_exact(&format!("{first}{}.{decimals}", rest.concat())).ok()?;
    Some(if negative { -number } else { number })
}

/// What a number must keep to.
pub(super) struct Limits {
    /// Decimals kept.
    pub scale: u32,
    /// Least.
    pub min: Option<Decimal>,
    /// Most.
    pub max: Option<Decimal>,
}

impl Limits {
    /// The number as it is kept.
    pub fn keep(&self, number: Decimal) -> Result<Option<Scalar>, Sentence> {
        let number = number.normalize();
        if number.scale() > self.scale {
            return Err(match self.scale {
                0 => Sentence::new("rules.field.whole"),
                scale => Sentence::new("rules.field.decimals").with("max", scale),
            });
        }
        if let Some(min) = self.min.filter(|min| number < *min) {
            return Err(Sentence::new("rules.field.too_small").with("min", grouped(min)));
        }
        if let Some(max) = self.max.filter(|max| number > *max) {
            return Err(Sentence::new("rules.field.too_large").with("max", grouped(max)));
        }
        // It is kept as a whole number of 64 bits.
        let kept = number.checked_mul(Decimal::from(10_i64.pow(self.scale.min(DECIMALS_MAX))));
        if kept.is_none_or(|kept| i64::try_from(kept).is_err()) {
            return Err(Sentence::new("rules.field.too_many_digits"));
        }
        Ok(Some(Scalar::Number(number)))
    }
}

/// A number with separators of thousands and without idle noughts.
pub(crate) fn grouped(number: Decimal) -> String {
    let plain = number.normalize().to_string();
    let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
    let (whole, decimals) = plain.split_once('.').map_or((plain, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push('.');
        out.push_str(decimals);
    }
    out
}

/// A number with its unit behind it; other values as they are kept.
pub(super) fn with_unit(value: &Scalar, unit: &str, gap: &str) -> String {
    match value {
        Scalar::Number(number) if unit.is_empty() => grouped(*number),
        Scalar::Number(number) => format!("{}{gap}{unit}", grouped(*number)),
        other => other.plain(),
    }
}
