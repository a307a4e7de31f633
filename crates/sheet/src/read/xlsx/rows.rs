//! The rows of a worksheet, one at a time while it is unpacked.

use super::package::Part;
use super::strings::Strings;
use super::xml::{BROKEN, Piece, Xml, unescape};
use crate::cell::{CELL_CHARACTERS_MAX, COLUMNS_MAX, Cell, ROWS_MAX, Row};
use crate::read::number;
use crate::read::number_format::NumberFormat;
use crate::read::unusable::Unusable;
use quick_xml::events::BytesStart;

/// Bytes of text in one row at most: shared strings would let a small file say much in many cells.
const ROW_BYTES_MAX: usize = 8 * 1024 * 1024;

/// The rows being read.
pub(crate) struct XlsxRows<'a> {
    xml: Xml<Part<'a>>,
    strings: &'a Strings,
    formats: &'a [NumberFormat],
    from_1904: bool,
    row: u32,
    value: String,
    done: bool,
}

/// What the attributes of a cell say.
#[derive(Clone, Copy, Default)]
struct Head {
    column: usize,
    style: usize,
    kind: Kind,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Number,
    Shared,
    Inline,
    FormulaText,
    Truth,
    Error,
    IsoDay,
}

/// Where in a cell the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Nothing,
    Value,
    Phonetic,
}

impl<'a> XlsxRows<'a> {
    pub(super) fn new(xml: Xml<Part<'a>>, strings: &'a Strings, formats: &'a [NumberFormat], from_1904: bool) -> Self {
        Self { xml, strings, formats, from_1904, row: 0, value: String::new(), done: false }
    }

    /// The next row with a filled cell.
    pub(crate) fn next_row(&mut self) -> Result<Option<Row>, Unusable> {
        while !self.done {
            match self.xml.next()? {
                Piece::Open(element) if element.local_name().as_ref() == "row" => {
                    let number = number_of(&element);
                    let cells = self.row(number)?;
                    if cells.iter().any(|cell| !cell.is_blank()) {
                        return Ok(Some(Row { number: self.row, cells }));
                    }
                }
                Piece::Close(element) if element.local_name().as_ref() == "sheetData" => self.done = true,
                Piece::End => self.done = true,
                _ => {}
            }
        }
        Ok(None)
    }

    /// The cells up to the end of a row.
    fn row(&mut self, number: Option<u32>) -> Result<Vec<Cell>, Unusable> {
        let number = number.unwrap_or(self.row.saturating_add(1));
        // Rows stand in order; a file in which they do not is refused by every spreadsheet as well.
        if number <= self.row {
            return Err(BROKEN);
        }
        if number > ROWS_MAX {
            return Err(Unusable::TooManyRows);
        }
        self.row = number;
        let mut cells: Vec<Cell> = Vec::new();
        let (mut next, mut bytes) = (0, 0);
        loop {
            match self.xml.next()? {
                Piece::Open(element) if element.local_name().as_ref() == "c" => {
                    let head = head(&element, next);
                    if head.column >= COLUMNS_MAX {
                        return Err(Unusable::TooWide(number));
                    }
                    next = head.column + 1;
                    let cell = self.cell(head)?;
                    bytes += text_bytes(&cell);
                    if bytes > ROW_BYTES_MAX {
                        return Err(Unusable::TooComplex);
                    }
                    if cell != Cell::Empty {
                        if cells.len() <= head.column {
                            cells.resize(head.column + 1, Cell::Empty);
                        }
                        if let Some(place) = cells.get_mut(head.column) {
                            *place = cell;
                        }
                    }
                }
                Piece::Close(element) if element.local_name().as_ref() == "row" => break,
                Piece::End => return Err(BROKEN),
                _ => {}
            }
        }
        while cells.last() == Some(&Cell::Empty) {
            cells.pop();
        }
        Ok(cells)
    }

    /// The content up to the end of a cell.
    fn cell(&mut self, head: Head) -> Result<Cell, Unusable> {
        self.value.clear();
        let (mut inside, mut formula) = (Inside::Nothing, false);
        loop {
            match self.xml.next()? {
                Piece::Open(element) => match element.local_name().as_ref() {
                    "v" => inside = Inside::Value,
                    "t" if inside != Inside::Phonetic => inside = Inside::Value,
                    "rPh" => inside = Inside::Phonetic,
                    "f" => formula = true,
                    _ => {}
                },
                Piece::Close(element) => match element.local_name().as_ref() {
                    "c" => break,
                    "t" if inside == Inside::Phonetic => {}
                    "v" | "t" | "rPh" => inside = Inside::Nothing,
                    _ => {}
                },
                Piece::Text(text) if inside == Inside::Value => {
                    self.value.push_str(&text);
                    if self.value.len() > ROW_BYTES_MAX {
                        return Err(Unusable::CellTooLong(self.row, head.column + 1));
                    }
                }
                Piece::End => return Err(BROKEN),
                _ => {}
            }
        }
        let value = self.content(head)?;
        Ok(if formula { Cell::Formula(Box::new(value)) } else { value })
    }

    fn content(&self, head: Head) -> Result<Cell, Unusable> {
        let format = self.formats.get(head.style).copied().unwrap_or_default();
        let value = self.value.as_str();
        let cell = match head.kind {
            // A formula that gave an empty text has a result; one without a result is another thing.
            Kind::FormulaText if value.is_empty() => Cell::Text(String::new()),
            _ if value.is_empty() => Cell::Empty,
            Kind::Number => number::of_text(value, format, self.from_1904),
            Kind::Shared => {
                let number = value.trim().parse().map_err(|_| BROKEN)?;
                Cell::text(self.strings.get(number).ok_or(BROKEN)?)
            }
            Kind::Inline | Kind::FormulaText => Cell::text(unescape(value)),
            Kind::Truth => Cell::Truth(matches!(value.trim(), "1" | "true")),
            Kind::Error => Cell::Error(value.to_owned()),
            Kind::IsoDay => match value.get(..10).and_then(|day| day.parse().ok()) {
                Some(day) => Cell::Date(day),
                None => Cell::text(value),
            },
        };
        match &cell {
            Cell::Text(text) if text.len() > CELL_CHARACTERS_MAX && text.chars().count() > CELL_CHARACTERS_MAX => {
                Err(Unusable::CellTooLong(self.row, head.column + 1))
            }
            _ => Ok(cell),
        }
    }
}

fn text_bytes(cell: &Cell) -> usize {
    match cell {
        Cell::Text(text) | Cell::Error(text) | Cell::LostDigits(text) => text.len(),
        Cell::Formula(value) => text_bytes(value),
        _ => 0,
    }
}

/// The number of a row as it says itself.
fn number_of(element: &BytesStart<'_>) -> Option<u32> {
    super::xml::attribute(element, "r")?.parse().ok()
}

/// The attributes of a cell; one without an address stands behind the cell before it.
fn head(element: &BytesStart<'_>, next: usize) -> Head {
    let mut head = Head { column: next, ..Head::default() };
    for attribute in element.attributes().with_checks(false).flatten() {
        let value = attribute.value.as_ref();
        match attribute.key.as_ref() {
            "r" => head.column = place(value).map_or(next, |(_, column)| column),
            "s" => head.style = value.parse().unwrap_or_default(),
            "t" => {
                head.kind = match value {
                    "s" => Kind::Shared,
                    "inlineStr" => Kind::Inline,
                    "str" => Kind::FormulaText,
                    "b" => Kind::Truth,
                    "e" => Kind::Error,
                    "d" => Kind::IsoDay,
                    _ => Kind::Number,
                }
            }
            _ => {}
        }
    }
    head
}

/// `C7` is row 7 and column 2: rows from 1 as printed, columns from 0.
pub(super) fn place(address: &str) -> Option<(u32, usize)> {
    let letters = address.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 0 || letters > 4 {
        return None;
    }
    let (letters, digits) = address.split_at_checked(letters)?;
    let column = letters.bytes().fold(0, |sum, byte| sum * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1);
    Some((digits.parse().ok()?, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() {
        assert_eq!(place("A1"), Some((1, 0)));
        assert_eq!(place("XFD1048576"), Some((1_048_576, 16_383)));
        assert_eq!(place("AB"), None);
        assert_eq!(place("12"), None);
        assert_eq!(place("AAAAAAAAAAAAAAAAAAA1"), None);
    }
}
