//! The export as CSV: RFC 4180 with a mark of UTF-8, so that a spreadsheet shows Chinese; formulas are defused.

use super::book::{Written, io_fault};
use super::export::ExportColumn;
use crate::cell::Cell;
use crate::formula_guard::guard;
use base::Fault;
use std::io::{BufWriter, Write};

/// A CSV file being written.
pub struct CsvExport<W: Write> {
    out: BufWriter<W>,
    columns: usize,
    line: String,
    written: Written,
}

impl<W: Write> CsvExport<W> {
    /// Begins the file with its mark and its header.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn new(out: W, columns: &[ExportColumn]) -> Result<Self, Fault> {
        let written = Written { sheets: 1, ..Written::default() };
        let mut csv =
            Self { out: BufWriter::new(out), columns: columns.len(), line: String::from("\u{FEFF}"), written };
        csv.line(columns.iter().map(|column| guard(&column.name).into_owned()))?;
        Ok(csv)
    }

    /// Writes a row; it gets as many cells as there are columns.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn push(&mut self, row: &[Cell]) -> Result<(), Fault> {
        let cells = row.iter().map(shown).chain(std::iter::repeat(String::new())).take(self.columns);
        self.line(cells)?;
        self.written.rows += 1;
        Ok(())
    }

    /// Writes what is still waiting and says what is in the file.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn finish(mut self) -> Result<Written, Fault> {
        self.out.flush().map_err(|error| io_fault(&error))?;
        Ok(self.written)
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) -> Result<(), Fault> {
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                self.line.push(',');
            }
            // An empty line would be no row, so a first empty cell says that it is there.
            if cell.contains(['"', ',', '\r', '\n', ';', '\t']) || (self.columns == 1 && cell.is_empty()) {
                self.line.push('"');
                self.line.push_str(&cell.replace('"', "\"\""));
                self.line.push('"');
            } else {
                self.line.push_str(&cell);
            }
        }
        self.line.push_str("\r\n");
        self.out.write_all(self.line.as_bytes()).map_err(|error| io_fault(&error))?;
        self.line.clear();
        Ok(())
    }
}

/// Numbers cannot be formulas; everything that people typed can.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) | Cell::Error(text) => guard(text).into_owned(),
        Cell::Formula(value) => shown(value),
        cell => cell.shown().into_owned(),
    }
}
