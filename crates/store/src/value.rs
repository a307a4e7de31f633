//! Values and rows as both engines understand them: whole numbers and text, nothing else.

use base::{Day, Decimal, Fault, Id, Moment};

/// A value on its way into or out of the database. Truth is 0 or 1, days are text, instants are milliseconds,
/// decimals are text where they are only shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// NULL.
    Null,
    /// BIGINT.
    Int(i64),
    /// TEXT.
    Text(String),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}
impl From<i32> for Value {
    fn from(value: i32) -> Self {
        Value::Int(value.into())
    }
}
impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Value::Int(value.into())
    }
}
impl From<i16> for Value {
    fn from(value: i16) -> Self {
        Value::Int(value.into())
    }
}
impl From<u8> for Value {
    fn from(value: u8) -> Self {
        Value::Int(value.into())
    }
}
impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Value::Int(i64::try_from(value).unwrap_or(i64::MAX))
    }
}
impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Int(value.into())
    }
}
impl From<Id> for Value {
    fn from(value: Id) -> Self {
        Value::Int(value.0)
    }
}
impl From<base::Site> for Value {
    fn from(value: base::Site) -> Self {
        Value::Int(value.0)
    }
}
impl From<Moment> for Value {
    fn from(value: Moment) -> Self {
        Value::Int(value.milliseconds())
    }
}
impl From<Day> for Value {
    fn from(value: Day) -> Self {
        Value::Text(value.to_string())
    }
}
impl From<Decimal> for Value {
    fn from(value: Decimal) -> Self {
        Value::Text(value.normalize().to_string())
    }
}
impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Text(value.to_owned())
    }
}
impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::Text(value)
    }
}
impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Value::Text(value.clone())
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// `values![tx.site(), id, "text"]` makes the arguments of a statement.
macro_rules! values {
    ($($value:expr),* $(,)?) => { Vec::from([$($crate::value::Value::from($value)),*]) };
}
pub(crate) use values;

/// A row of an answer; columns by position, as in the SELECT.
#[derive(Clone, Debug)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    fn value(&self, column: usize) -> Result<&Value, Fault> {
        self.0.get(column).ok_or_else(|| Fault::broken(format!("no column {column}")))
    }

    /// A number.
    pub fn int(&self, column: usize) -> Result<i64, Fault> {
        self.opt_int(column)?.ok_or_else(|| Fault::broken(format!("NULL in column {column}")))
    }

    /// A number or NULL.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, Fault> {
        match self.value(column)? {
            Value::Int(value) => Ok(Some(*value)),
            Value::Null => Ok(None),
            other => Err(Fault::broken(format!("no number in column {column}: {other:?}"))),
        }
    }

    /// A number that fits a smaller type.
    pub fn small<T: TryFrom<i64>>(&self, column: usize) -> Result<T, Fault> {
        T::try_from(self.int(column)?).map_err(|_| Fault::broken(format!("number out of range in column {column}")))
    }

    /// Text.
    pub fn text(&self, column: usize) -> Result<String, Fault> {
        self.opt_text(column)?.ok_or_else(|| Fault::broken(format!("NULL in column {column}")))
    }

    /// Text or NULL.
    pub fn opt_text(&self, column: usize) -> Result<Option<String>, Fault> {
        match self.value(column)? {
            Value::Text(value) => Ok(Some(value.clone())),
            Value::Null => Ok(None),
            other => Err(Fault::broken(format!("no text in column {column}: {other:?}"))),
        }
    }

    /// An id.
    pub fn id(&self, column: usize) -> Result<Id, Fault> {
        self.int(column).map(Id)
    }

    /// An id or NULL.
    pub fn opt_id(&self, column: usize) -> Result<Option<Id>, Fault> {
        Ok(self.opt_int(column)?.map(Id))
    }

    /// Truth.
    pub fn truth(&self, column: usize) -> Result<bool, Fault> {
        Ok(self.int(column)? != 0)
    }

    /// An instant.
    pub fn moment(&self, column: usize) -> Result<Moment, Fault> {
        self.int(column).map(Moment::from_milliseconds)
    }

    /// An instant or NULL.
    pub fn opt_moment(&self, column: usize) -> Result<Option<Moment>, Fault> {
        Ok(self.opt_int(column)?.map(Moment::from_milliseconds))
    }

    /// Something written as text: a day, a decimal, an enumeration with `FromStr`.
    pub fn parsed<T: std::str::FromStr>(&self, column: usize) -> Result<T, Fault> {
        self.text(column)?.parse().map_err(|_| Fault::broken(format!("unreadable text in column {column}")))
    }

    /// The same, or NULL.
    pub fn opt_parsed<T: std::str::FromStr>(&self, column: usize) -> Result<Option<T>, Fault> {
        match self.opt_text(column)? {
            Some(text) => {
                text.parse().map(Some).map_err(|_| Fault::broken(format!("unreadable text in column {column}")))
            }
            None => Ok(None),
        }
    }

    /// A list or another value kept as JSON.
    pub fn json<T: serde::de::DeserializeOwned>(&self, column: usize) -> Result<T, Fault> {
        serde_json::from_str(&self.text(column)?).map_err(Fault::broken)
    }
}
