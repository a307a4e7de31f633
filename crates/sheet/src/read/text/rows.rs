//! The rows of a text file, one at a time. Row numbers are those a spreadsheet prints beside the lines.

use super::decoded::Decoded;
use crate::cell::{CELL_CHARACTERS_MAX, COLUMNS_MAX, Cell, ROWS_MAX, Row};
use crate::formula_guard::unguard;
use crate::read::unusable::Unusable;
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Bytes of one row at most; a quotation mark that is never closed ends here.
const ROW_BYTES_MAX: usize = 8 * 1024 * 1024;

/// The rows being read.
pub(crate) struct TextRows<'a> {
    decoded: Decoded<'a>,
    reader: Reader,
    /// Characters that were decoded and not yet read, from `at` on.
    chunk: Vec<u8>,
    at: usize,
    ended: bool,
    /// The last line ended in a carriage return, so a line feed that follows belongs to it.
    after_return: bool,
    number: u32,
    fields: Vec<u8>,
    ends: Vec<usize>,
}

impl<'a> TextRows<'a> {
    pub(super) fn new(decoded: Decoded<'a>, separator: u8) -> Self {
        Self {
            decoded,
            reader: ReaderBuilder::new().delimiter(separator).build(),
            chunk: Vec::new(),
            at: 0,
            ended: false,
            after_return: false,
            number: 0,
            fields: vec![0; 4096],
            ends: vec![0; 64],
        }
    }

    /// The next row with a filled cell.
    pub(crate) fn next_row(&mut self) -> Result<Option<Row>, Unusable> {
        while let Some(count) = self.record()? {
            if self.number > ROWS_MAX {
                return Err(Unusable::TooManyRows);
            }
            let cells = self.cells(count)?;
            if cells.iter().any(|cell| !cell.is_blank()) {
                return Ok(Some(Row { number: self.number, cells }));
            }
        }
        Ok(None)
    }

    /// Passes over a first line that only names the separator, which a spreadsheet does not show.
    pub(super) fn skip_line(&mut self) -> Result<(), Unusable> {
        self.record()?;
        self.number = 0;
        Ok(())
    }

    /// Reads a record into the buffers; how many fields it has, or none at the end.
    fn record(&mut self) -> Result<Option<usize>, Unusable> {
        self.skip_blank_lines()?;
        if self.ended && self.at >= self.chunk.len() {
            return Ok(None);
        }
        self.number = self.number.saturating_add(1);
        let (mut bytes, mut fields) = (0, 0);
        loop {
            if self.at >= self.chunk.len() {
                self.refill()?;
            }
            let input = self.chunk.get(self.at..).unwrap_or_default();
            let out = self.fields.get_mut(bytes..).unwrap_or_default();
            let ends = self.ends.get_mut(fields..).unwrap_or_default();
            let (result, read, written, ended) = self.reader.read_record(input, out, ends);
            self.after_return = input.get(..read).and_then(<[u8]>::last) == Some(&b'\r');
            self.at += read;
            bytes += written;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.fields.len() >= ROW_BYTES_MAX => {
                    return Err(Unusable::TooComplex);
                }
                ReadRecordResult::OutputFull => self.fields.resize(self.fields.len() * 2, 0),
                ReadRecordResult::OutputEndsFull if self.ends.len() > COLUMNS_MAX => {
                    return Err(Unusable::TooWide(self.number));
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => return Ok(Some(fields)),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Lines without anything count as rows, but the reader of records would pass over them in silence.
    fn skip_blank_lines(&mut self) -> Result<(), Unusable> {
        loop {
            match self.chunk.get(self.at) {
                Some(b'\n') if self.after_return => self.after_return = false,
                Some(byte @ (b'\r' | b'\n')) => {
                    self.number = self.number.saturating_add(1);
                    self.after_return = *byte == b'\r';
                }
                Some(_) => return Ok(()),
                None if self.ended => return Ok(()),
                None => {
                    self.refill()?;
                    continue;
                }
            }
            self.at += 1;
        }
    }

    fn refill(&mut self) -> Result<(), Unusable> {
        self.chunk.clear();
        self.at = 0;
        while self.chunk.is_empty() && !self.ended {
            match self.decoded.chunk()? {
                Some(text) => self.chunk.extend_from_slice(text),
                None => self.ended = true,
            }
        }
        Ok(())
    }

    fn cells(&self, count: usize) -> Result<Vec<Cell>, Unusable> {
        let mut cells = Vec::with_capacity(count);
        let mut from = 0;
        for to in self.ends.iter().take(count.min(COLUMNS_MAX)) {
            let text = std::str::from_utf8(self.fields.get(from..*to).unwrap_or_default());
            let text = text.map_err(|_| Unusable::Encoding)?;
            if text.len() > CELL_CHARACTERS_MAX && text.chars().count() > CELL_CHARACTERS_MAX {
                return Err(Unusable::CellTooLong(self.number, cells.len() + 1));
            }
            cells.push(Cell::text(plain(text)));
            from = *to;
        }
        while cells.last() == Some(&Cell::Empty) {
            cells.pop();
        }
        Ok(cells)
    }
}

/// Some programs write `="0012"` so that a spreadsheet keeps the digits; ours writes `'=…` so that it runs no formula.
fn plain(text: &str) -> &str {
    let digits = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    digits.filter(|digits| !digits.contains('"')).unwrap_or_else(|| unguard(text))
}
