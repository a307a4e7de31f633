//! What an expression computes with.

use base::{Day, Decimal};
use std::collections::BTreeMap;
use std::fmt;

/// A value. All numbers are decimals: money in 元, shares as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Number(Decimal),
    /// A text or the code of a choice.
    Text(String),
    /// Yes or no.
    Truth(bool),
    /// A calendar day.
    Day(Day),
    /// Several values of one kind: a multi-choice, or child rows.
    List(Vec<Value>),
    /// A child row; fields that are not filled in are absent.
    Row(BTreeMap<String, Value>),
}

/// What kind a value is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// A number.
    Number,
    /// A text or the code of a choice.
    Text,
    /// Yes or no.
    Truth,
    /// A calendar day.
    Day,
    /// Several values of one kind.
    List(Box<ValueKind>),
    /// A child row with its fields.
    Row(BTreeMap<String, Field>),
}

/// A field as the checker knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its kind.
    pub kind: ValueKind,
    /// May it be empty? Then it is read behind `has()` only.
    pub optional: bool,
}

impl Field {
    /// A field that is always filled in.
    pub fn required(kind: ValueKind) -> Self {
        Self { kind, optional: false }
    }

    /// A field that may be empty.
    pub fn optional(kind: ValueKind) -> Self {
        Self { kind, optional: true }
    }
}

impl ValueKind {
    /// Child rows with these fields.
    pub fn rows(fields: BTreeMap<String, Field>) -> Self {
        Self::List(Box::new(Self::Row(fields)))
    }
}

impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(number) => write!(out, "{}", number.normalize()),
            Value::Text(text) => out.write_str(text),
            Value::Truth(truth) => write!(out, "{truth}"),
            Value::Day(day) => write!(out, "{day}"),
            Value::List(items) => write!(out, "[{}]", items.len()),
            Value::Row(fields) => write!(out, "{{{}}}", fields.len()),
        }
    }
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Self {
        Value::Number(number)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Number(number.into())
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Value::Truth(truth)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}

impl From<Day> for Value {
    fn from(day: Day) -> Self {
        Value::Day(day)
    }
}
