//! The functions an expression may call: what they take and what they give. What is not here is refused.

use super::value::{Value, ValueKind};
use base::{Day, Decimal, RoundingStrategy, Sentence};

/// A function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    /// Characters of a text, items of a list.
    Size,
    /// Sum of a list of numbers, or of a field of child rows.
    Sum,
    Min,
    Max,
    /// To so many places, half away from zero (四舍五入).
    Round,
    DaysBetween,
    AddDays,
    AddMonths,
    Year,
    Month,
    StartsWith,
    EndsWith,
    Contains,
}

impl Function {
    /// By its name in CEL, as a function or as a method.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "size" => Self::Size,
            "sum" => Self::Sum,
            "min" => Self::Min,
            "max" => Self::Max,
            "round" => Self::Round,
            "days_between" => Self::DaysBetween,
            "add_days" => Self::AddDays,
            "add_months" => Self::AddMonths,
            "year" => Self::Year,
            "month" => Self::Month,
            "startsWith" => Self::StartsWith,
            "endsWith" => Self::EndsWith,
            "contains" => Self::Contains,
            _ => return None,
        })
    }

    /// The kind it gives for arguments of these kinds; absent where it does not take them.
    pub(super) fn gives(self, arguments: &[&ValueKind]) -> Option<ValueKind> {
        use ValueKind::{Day, List, Number, Text, Truth};
        let number_list = |item: &ValueKind| *item == Number;
        match (self, arguments) {
            (Self::Size, [List(_) | Text]) => Some(Number),
            (Self::Sum, [List(item)]) if number_list(item) => Some(Number),
            (Self::Min | Self::Max | Self::Round, [Number, Number]) => Some(Number),
            (Self::DaysBetween, [Day, Day]) | (Self::Year | Self::Month, [Day]) => Some(Number),
            (Self::AddDays | Self::AddMonths, [Day, Number]) => Some(Day),
            (Self::StartsWith | Self::EndsWith | Self::Contains, [Text, Text]) => Some(Truth),
            _ => None,
        }
    }

    /// Its value. Absent where the arguments are not what was checked, or the result is out of range.
    pub(super) fn call(self, arguments: &[Value]) -> Result<Value, Sentence> {
        self.value(arguments).ok_or_else(|| Sentence::new("rules.expression.overflow"))
    }

    fn value(self, arguments: &[Value]) -> Option<Value> {
        use Value::{List, Number, Text};
        Some(match (self, arguments) {
            (Self::Size, [List(items)]) => Number(items.len().into()),
            (Self::Size, [Text(text)]) => Number(text.chars().count().into()),
            (Self::Sum, [List(items)]) => Number(items.iter().try_fold(Decimal::ZERO, add)?),
            (Self::Min, [Number(one), Number(other)]) => Number(*one.min(other)),
            (Self::Max, [Number(one), Number(other)]) => Number(*one.max(other)),
            (Self::Round, [Number(number), Number(places)]) => Number(round(*number, *places)?),
            (Self::DaysBetween, [Value::Day(from), Value::Day(until)]) => Number(from.days_until(*until).into()),
            (Self::AddDays, [Value::Day(day), Number(days)]) => Value::Day(day.plus_days(whole(*days)?)?),
            (Self::AddMonths, [Value::Day(day), Number(months)]) => Value::Day(day.plus_months(whole(*months)?)?),
            (Self::Year, [Value::Day(day)]) => Number(day.year().into()),
            (Self::Month, [Value::Day(day)]) => Number(day.month().into()),
            (Self::StartsWith, [Text(text), Text(head)]) => text.starts_with(head.as_str()).into(),
            (Self::EndsWith, [Text(text), Text(tail)]) => text.ends_with(tail.as_str()).into(),
            (Self::Contains, [Text(text), Text(part)]) => text.contains(part.as_str()).into(),
            _ => return None,
        })
    }
}

fn add(sum: Decimal, item: &Value) -> Option<Decimal> {
    match item {
        Value::Number(number) => sum.checked_add(*number),
        _ => None,
    }
}

fn whole(number: Decimal) -> Option<i32> {
    number.is_integer().then(|| i32::try_from(number).ok()).flatten()
}

fn round(number: Decimal, places: Decimal) -> Option<Decimal> {
    let places = u32::try_from(whole(places)?).ok().filter(|places| *places <= Decimal::MAX_SCALE)?;
    Some(number.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero))
}

/// Reads a day that is written in an expression.
pub(super) fn written_day(text: &str) -> Result<Day, Sentence> {
    text.parse().map_err(|()| Sentence::new("rules.expression.not_a_day").with("text", text))
}
