//! What stands in a cell, whatever kind of file it came from.

use base::{Day, Decimal};
use std::borrow::Cow;

/// Rows a worksheet holds at most.
pub const ROWS_MAX: u32 = 1_048_576;
/// Columns a worksheet holds at most.
pub const COLUMNS_MAX: usize = 16_384;
/// Characters a cell holds at most.
pub const CELL_CHARACTERS_MAX: usize = 32_767;

/// A row that has at least one filled cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The number printed beside it in the sheet, from 1.
    pub number: u32,
    /// Its cells from column A on; empty cells after the last filled one are left out.
    pub cells: Vec<Cell>,
}

/// The content of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text as it stands, never empty. A file of text (CSV) has no other kind.
    Text(String),
    /// A number of at most 15 digits, without trailing zeros.
    Number(Decimal),
    /// A number shown in percent: the figure before the sign, so 0.115 shown as 11.5% is 11.5.
    Percent(Decimal),
    /// A number that the spreadsheet could not keep: more than 15 digits, so the last ones are no longer those that were
    /// typed (identity numbers, bank accounts). The digits as stored.
    LostDigits(String),
    /// A day; a time of day beside it is left out.
    Date(Day),
    /// True or false.
    Truth(bool),
    /// An error value such as `#N/A`.
    Error(String),
    /// A formula, with the value that was stored with it; [`Cell::Empty`] where none was stored.
    Formula(Box<Cell>),
}

impl Cell {
    /// Text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Whether there is nothing to see: no content, or white space only.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Formula(value) => value.is_blank(),
            _ => false,
        }
    }

    /// The cell as the person who filled it in reads it; of a formula its value.
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::LostDigits(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Percent(number) => Cow::Owned(format!("{number}%")),
            Self::Date(day) => Cow::Owned(day.to_string()),
            Self::Truth(truth) => Cow::Borrowed(if *truth { "TRUE" } else { "FALSE" }),
            Self::Formula(value) => value.shown(),
        }
    }
}
