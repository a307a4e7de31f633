//! Single values: as they come in, and as they are kept.

use base::{Day, Decimal};

/// A value as a form, a workbook or the interface hands it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Raw {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A day.
    Day(Day),
    /// Truth.
    Truth(bool),
    /// Several.
    List(Vec<String>),
}

/// A value as it is kept and computed with. On the wire numbers and days are text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// Text, a code, a month.
    Text(String),
    /// A number in the unit in which it is kept.
    Number(Decimal),
    /// A day.
    Day(Day),
    /// Truth.
    Truth(bool),
    /// Several codes, in the order of the list they are taken from.
    List(Vec<String>),
}

impl Raw {
    /// Is there nothing, or only white space?
    pub fn is_empty(&self) -> bool {
        match self {
            Raw::Empty => true,
            Raw::Text(text) => text.trim().is_empty(),
            Raw::List(list) => list.is_empty(),
            Raw::Number(_) | Raw::Day(_) | Raw::Truth(_) => false,
        }
    }

    /// What stood there, to show it again beside what is wrong with it.
    pub fn shown(&self) -> String {
        match self {
            Raw::Empty => String::new(),
            Raw::Text(text) => text.clone(),
            Raw::Number(number) => number.to_string(),
            Raw::Day(day) => day.to_string(),
            Raw::Truth(truth) => truth.to_string(),
            Raw::List(list) => list.join("\u{3001}"),
        }
    }
}

impl Scalar {
    /// The value as it stands on the wire, without units and names.
    pub fn plain(&self) -> String {
        match self {
            Scalar::Text(text) => text.clone(),
            Scalar::Number(number) => number.normalize().to_string(),
            Scalar::Day(day) => day.to_string(),
            Scalar::Truth(truth) => truth.to_string(),
            Scalar::List(list) => list.join(","),
        }
    }
}
