//! The export: rows pushed one by one into a workbook whose memory does not grow with them.

use super::book::{Written, fault, tab_name, workbook};
use super::cells::{ValueKind, header_format, put, put_text};
use crate::cell::{Cell, ROWS_MAX};
use base::{Day, Fault};
use rust_xlsxwriter::{Format, Workbook, Worksheet};
use std::io::Write;
use std::path::Path;

/// A column of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportColumn {
    /// What stands over it.
    pub name: String,
    /// What it holds.
    pub kind: ValueKind,
}

/// A workbook being written. Beyond 1,048,576 rows it goes on in another sheet with the same header.
pub struct Export {
    workbook: Workbook,
    sheet: Worksheet,
    title: String,
    columns: Vec<ExportColumn>,
    formats: Vec<Format>,
    /// The row that is written next, from 0; the header is row 0.
    next: u32,
    rows_max: u32,
    written: Written,
}

impl Export {
    /// Begins a workbook whose tabs bear `title`. Rows wait in temporary files in `spool`, or in the system's folder for
    /// them, until [`Export::finish`].
    ///
    /// # Errors
    /// The temporary file cannot be made.
    pub fn new(title: &str, columns: Vec<ExportColumn>, made_on: Day, spool: Option<&Path>) -> Result<Self, Fault> {
        let mut workbook = workbook(made_on, spool)?;
        let sheet = begin(&mut workbook, &tab_name(title, 1), &columns)?;
        let formats = columns.iter().map(|column| column.kind.format()).collect();
        let written = Written { sheets: 1, ..Written::default() };
        Ok(Self { workbook, sheet, title: title.to_owned(), columns, formats, next: 1, rows_max: ROWS_MAX, written })
    }

    /// Writes a row; cells beyond the last column are left out.
    ///
    /// # Errors
    /// The temporary file cannot be written.
    pub fn push(&mut self, row: &[Cell]) -> Result<(), Fault> {
        if self.next >= self.rows_max {
            self.close_sheet()?;
            self.written.sheets += 1;
            let name = tab_name(&self.title, self.written.sheets);
            let sheet = begin(&mut self.workbook, &name, &self.columns)?;
            self.workbook.push_worksheet(std::mem::replace(&mut self.sheet, sheet));
            self.next = 1;
        }
        for ((column, cell), format) in (0_u16..).zip(row).zip(&self.formats) {
            let cut = put(&mut self.sheet, self.next, column, cell, format)?;
            self.written.cut += u64::from(cut);
        }
        self.next += 1;
        self.written.rows += 1;
        Ok(())
    }

    /// Writes the workbook out and says what is in it.
    ///
    /// # Errors
    /// A temporary file cannot be read, or `out` cannot be written.
    pub fn finish(mut self, out: impl Write + Send) -> Result<Written, Fault> {
        self.close_sheet()?;
        self.workbook.push_worksheet(self.sheet);
        self.workbook.save_to_writer(out).map_err(fault)?;
        Ok(self.written)
    }

    fn close_sheet(&mut self) -> Result<(), Fault> {
        if let Some(last) = u16::try_from(self.columns.len()).ok().and_then(|count| count.checked_sub(1)) {
            self.sheet.autofilter(0, 0, self.next.saturating_sub(1), last).map_err(fault)?;
        }
        Ok(())
    }
}

/// A sheet with its header.
fn begin(workbook: &mut Workbook, name: &str, columns: &[ExportColumn]) -> Result<Worksheet, Fault> {
    let mut sheet = workbook.new_worksheet_with_constant_memory().map_err(fault)?;
    sheet.set_name(name).map_err(fault)?;
    sheet.set_freeze_panes(1, 0).map_err(fault)?;
    let header = header_format();
    for (at, column) in (0_u16..).zip(columns) {
        sheet.set_column_width(at, column.kind.width(&column.name)).map_err(fault)?;
        put_text(&mut sheet, 0, at, &column.name, &header)?;
    }
    Ok(sheet)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn a_full_sheet_is_followed_by_another() {
        let columns = vec![ExportColumn { name: "序号".to_owned(), kind: ValueKind::Whole }];
        let mut export = Export::new("技术合同", columns, Day::new(2023, 1, 28).unwrap(), None).unwrap();
        export.rows_max = 11;
        for number in 0..25_i64 {
            export.push(&[Cell::Number(number.into())]).unwrap();
        }
        let mut out = Vec::new();
        assert_eq!(export.finish(&mut out).unwrap(), Written { rows: 25, sheets: 3, cut: 0 });
        let mut book = crate::open(Cursor::new(out), "x").unwrap();
        let names: Vec<String> = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
        assert_eq!(names, ["技术合同", "技术合同 (2)", "技术合同 (3)"]);
        let counts: Vec<usize> = names.iter().map(|name| book.rows(Some(name)).unwrap().count()).collect();
        assert_eq!(counts, [11, 11, 6]);
    }
}
