//! Cells as they are written: numbers as numbers, days as days, and text always as text, whatever it begins with.

use super::book::{excel_day, fault};
use crate::cell::{CELL_CHARACTERS_MAX, Cell};
use base::{Decimal, Fault};
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet};

/// What a column holds, as far as its look and its checks depend on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ValueKind {
    /// Some words.
    #[default]
    Text,
    /// Sentences.
    LongText,
    /// A code of letters or digits; kept as text, so that no digit is lost.
    Code,
    /// A whole number.
    Whole,
    /// A number with places behind the point.
    Decimal {
        /// How many places are shown.
        places: u8,
    },
    /// A percentage.
    Percent,
    /// A day.
    Day,
    /// Yes or no.
    Truth,
}

impl ValueKind {
    /// The width of the column, in letters.
    pub(super) fn width(self, name: &str) -> f64 {
        let own = match self {
            Self::LongText => 40.0,
            Self::Code => 24.0,
            Self::Text => 18.0,
            Self::Day | Self::Whole | Self::Decimal { .. } | Self::Percent => 14.0,
            Self::Truth => 8.0,
        };
        // A Chinese character takes the room of two letters.
        let letters: u32 = name.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
        f64::from(letters.min(40) + 4).max(own)
    }

    /// The look of a cell of this kind.
    pub(super) fn format(self) -> Format {
        match self {
            Self::Code => text_format(),
            Self::Whole => Format::new().set_num_format("0"),
            Self::Decimal { places: 0 } => Format::new().set_num_format("0"),
            Self::Decimal { places } => {
                Format::new().set_num_format(format!("0.{}", "0".repeat(usize::from(places.min(10)))))
            }
            Self::Percent => Format::new().set_num_format("0.00%"),
            Self::Day => Format::new().set_num_format("yyyy-mm-dd"),
            Self::LongText => Format::new().set_text_wrap(),
            Self::Text | Self::Truth => Format::new(),
        }
    }
}

/// Text whatever is typed. The number of the built-in format is what makes a spreadsheet keep all digits.
pub(super) fn text_format() -> Format {
    Format::new().set_num_format_index(49)
}

/// The look of a header.
pub(super) fn header_format() -> Format {
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0xDD_E7_F3))
        .set_border(FormatBorder::Thin)
}

/// Writes a cell with a look; whether its text was cut.
pub(super) fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell, format: &Format) -> Result<bool, Fault> {
    match cell {
        Cell::Empty => {}
        Cell::Number(number) => return put_number(sheet, (row, column), *number, Decimal::ONE, format),
        Cell::Percent(number) => return put_number(sheet, (row, column), *number, Decimal::ONE_HUNDRED, format),
        Cell::Truth(truth) => {
            sheet.write_boolean_with_format(row, column, *truth, format).map_err(fault)?;
        }
        Cell::Date(day) => match excel_day(*day) {
            Some(stamp) => {
                sheet.write_datetime_with_format(row, column, &stamp, format).map_err(fault)?;
            }
            None => return put_text(sheet, row, column, &day.to_string(), format),
        },
        Cell::Formula(value) => return put(sheet, row, column, value, format),
        Cell::Text(text) | Cell::LostDigits(text) | Cell::Error(text) => {
            return put_text(sheet, row, column, text, format);
        }
    }
    Ok(false)
}

/// A number that a spreadsheet would shorten is written as text.
fn put_number(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    number: Decimal,
    parts: Decimal,
    format: &Format,
) -> Result<bool, Fault> {
    const FIFTEEN_DIGITS: u128 = 999_999_999_999_999;
    let value = number.normalize().checked_div(parts).unwrap_or_default().normalize();
    match f64::try_from(value) {
        Ok(binary) if value.mantissa().unsigned_abs() <= FIFTEEN_DIGITS => {
            sheet.write_number_with_format(row, column, binary, format).map_err(fault)?;
            Ok(false)
        }
        _ => put_text(sheet, row, column, &number.to_string(), format),
    }
}

/// A text cell, never a formula.
pub(super) fn put_text(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    text: &str,
    format: &Format,
) -> Result<bool, Fault> {
    let (kept, cut) = fitting(text);
    sheet.write_string_with_format(row, column, kept, format).map_err(fault)?;
    Ok(cut)
}

/// As much of a text as a cell holds, and whether something is missing. Spreadsheets count in units of UTF-16.
pub(super) fn fitting(text: &str) -> (&str, bool) {
    if text.len() <= CELL_CHARACTERS_MAX {
        return (text, false);
    }
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > CELL_CHARACTERS_MAX {
            return (text.get(..at).unwrap_or_default(), true);
        }
    }
    (text, false)
}
