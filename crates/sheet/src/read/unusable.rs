//! Why a file or a row cannot be used. The reasons travel through readers as errors and end as sentences.

use crate::cell::{CELL_CHARACTERS_MAX, COLUMNS_MAX, ROWS_MAX};
use base::Sentence;
use std::fmt;
use std::io;

/// Bytes of a file that is read at most.
pub const INPUT_BYTES_MAX: u64 = 256 * MEBIBYTE;
const MEBIBYTE: u64 = 1024 * 1024;

/// A reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unusable {
    /// No bytes.
    Empty,
    /// Larger than [`INPUT_BYTES_MAX`], or than its kind may be.
    TooLarge(u64),
    /// Neither a workbook nor text.
    NotATable,
    /// A program (renamed .exe and the like).
    Program,
    /// A picture.
    Image,
    /// An archive of other files.
    Archive,
    /// A web page that calls itself a workbook.
    Page,
    /// Another known kind of file.
    Foreign(&'static str),
    /// Behind a password.
    Encrypted,
    /// The structure cannot be read.
    Broken(&'static str),
    /// Unpacks to far more than a workbook holds.
    Bomb,
    /// Made of too many parts, or parts too long.
    TooComplex,
    /// A workbook of before 1997.
    OldExcel,
    /// No sheet with cells.
    NoSheet,
    /// No sheet of that name.
    UnknownSheet(String),
    /// No filled cell.
    NoRows,
    /// Text whose bytes fit no encoding.
    Encoding,
    /// The bytes could not be read at all.
    Unreadable,
    /// More rows than a sheet holds.
    TooManyRows,
    /// More columns than a sheet holds.
    TooWide(u32),
    /// More characters than a cell holds, at row and column from 1.
    CellTooLong(u32, usize),
    /// No header row where one is looked for.
    NoHeader(usize),
}

impl Unusable {
    /// The reason for the person who chose the file.
    pub(crate) fn sentence(&self) -> Sentence {
        match self {
            Self::Empty => Sentence::new("sheet.file.empty"),
            Self::TooLarge(bytes) => Sentence::new("sheet.file.too_large").with("limit", bytes / MEBIBYTE),
            Self::NotATable => Sentence::new("sheet.file.not_a_table"),
            Self::Program => Sentence::new("sheet.file.program"),
            Self::Image => Sentence::new("sheet.file.image"),
            Self::Archive => Sentence::new("sheet.file.archive"),
            Self::Page => Sentence::new("sheet.file.page"),
            Self::Foreign(kind) => Sentence::new("sheet.file.foreign").with("kind", kind),
            Self::Encrypted => Sentence::new("sheet.file.encrypted"),
            Self::Broken(kind) => Sentence::new("sheet.file.broken").with("kind", kind),
            Self::Bomb => Sentence::new("sheet.file.bomb"),
            Self::TooComplex => Sentence::new("sheet.file.too_complex"),
            Self::OldExcel => Sentence::new("sheet.file.old_excel"),
            Self::NoSheet => Sentence::new("sheet.file.no_sheet"),
            Self::UnknownSheet(name) => Sentence::new("sheet.file.unknown_sheet").with("name", name),
            Self::NoRows => Sentence::new("sheet.file.no_rows"),
            Self::Encoding => Sentence::new("sheet.file.encoding"),
            Self::Unreadable => Sentence::new("sheet.file.unreadable"),
            Self::TooManyRows => Sentence::new("sheet.row.too_many").with("limit", ROWS_MAX),
            Self::TooWide(row) => Sentence::new("sheet.row.too_wide").with("row", row).with("limit", COLUMNS_MAX),
            Self::CellTooLong(row, column) => Sentence::new("sheet.cell.too_long")
                .with("row", row)
                .with("column", column_letters(*column))
                .with("limit", CELL_CHARACTERS_MAX),
            Self::NoHeader(within) => Sentence::new("sheet.header.not_found").with("rows", within),
        }
    }

    /// The reason inside an error of reading; an error of the device is [`Unusable::Unreadable`], one of a decoder
    /// `otherwise`.
    pub(crate) fn of_io(error: &io::Error, otherwise: &Self) -> Self {
        let carried = error.get_ref().and_then(|inner| inner.downcast_ref::<Self>());
        match (carried, error.kind()) {
            (Some(reason), _) => reason.clone(),
            (None, io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof) => {
                otherwise.clone()
            }
            (None, _) => Self::Unreadable,
        }
    }
}

/// The letters over a column: 1 is A, 27 is AA.
pub(crate) fn column_letters(column: usize) -> String {
    let (mut letters, mut rest) = (Vec::new(), column);
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for Unusable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.sentence().code)
    }
}

impl std::error::Error for Unusable {}

impl From<Unusable> for io::Error {
    fn from(reason: Unusable) -> Self {
        Self::other(reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, letters) in [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA"), (16_384, "XFD")] {
            assert_eq!(column_letters(column), letters);
        }
    }
}
