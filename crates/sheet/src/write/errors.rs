//! The workbook of errors: the uploaded rows again under the same columns, what is wrong in red with a note, and the
//! sentences in a last column, so that the file can be mended and uploaded as it is.

use super::book::{Written, fault, tab_name, workbook};
use super::cells::{ValueKind, fitting, header_format, put, put_text, text_format};
use crate::cell::{Cell, ROWS_MAX, Row};
use base::{Day, Fault, Language, Sentence};
use rust_xlsxwriter::{Color, Format, Note, Workbook, Worksheet};
use std::io::Write;
use std::path::Path;

/// Notes are kept in memory and slow a spreadsheet down; beyond this many the red cell and the last column must do.
const NOTES_MAX: u32 = 20_000;

/// What is wrong with a cell, or with the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellFault {
    /// The place of the column, from 0; none where the row as a whole is meant.
    pub column: Option<usize>,
    /// What is wrong.
    pub sentence: Sentence,
}

/// A workbook of errors being written.
pub struct ErrorWorkbook {
    workbook: Workbook,
    sheet: Worksheet,
    header: Vec<String>,
    language: Language,
    looks: Looks,
    next: u32,
    notes: u32,
    written: Written,
}

struct Looks {
    text: Format,
    wrong_text: Format,
    number: Format,
    wrong_number: Format,
    day: Format,
    wrong_day: Format,
    percent: Format,
    wrong_percent: Format,
    words: Format,
}

impl Looks {
    fn new() -> Self {
        let red =
            |format: Format| format.set_background_color(Color::RGB(0xFF_C7_CE)).set_font_color(Color::RGB(0x9C_00_06));
        Self {
            text: text_format(),
            wrong_text: red(text_format()),
            number: Format::new(),
            wrong_number: red(Format::new()),
            day: ValueKind::Day.format(),
            wrong_day: red(ValueKind::Day.format()),
            percent: ValueKind::Percent.format(),
            wrong_percent: red(ValueKind::Percent.format()),
            words: Format::new().set_text_wrap().set_font_color(Color::RGB(0x9C_00_06)),
        }
    }

    fn of(&self, cell: &Cell, wrong: bool) -> &Format {
        match (cell, wrong) {
            (Cell::Date(_), false) => &self.day,
            (Cell::Date(_), true) => &self.wrong_day,
            (Cell::Percent(_), false) => &self.percent,
            (Cell::Percent(_), true) => &self.wrong_percent,
            (Cell::Formula(value), wrong) => self.of(value, wrong),
            (Cell::Number(_) | Cell::Truth(_), false) => &self.number,
            (Cell::Number(_) | Cell::Truth(_), true) => &self.wrong_number,
            (_, false) => &self.text,
            (_, true) => &self.wrong_text,
        }
    }
}

impl ErrorWorkbook {
    /// Begins a workbook with the header of the uploaded file. Rows wait in temporary files as in [`super::Export::new`].
    ///
    /// # Errors
    /// The temporary file cannot be made.
    pub fn new(header: &[String], language: Language, made_on: Day, spool: Option<&Path>) -> Result<Self, Fault> {
        let mut workbook = workbook(made_on, spool)?;
        let last = Sentence::new("sheet.errors.column").render(language);
        // A file that was given out before is uploaded with its last column; it is not wanted twice.
        let mut header = header.to_vec();
        if header.last() != Some(&last) {
            header.push(last);
        }
        let title = Sentence::new("sheet.errors.sheet").render(language);
        let sheet = begin(&mut workbook, &tab_name(&title, 1), &header)?;
        let written = Written { sheets: 1, ..Written::default() };
        Ok(Self { workbook, sheet, header, language, looks: Looks::new(), next: 1, notes: 0, written })
    }

    /// Writes a row with what is wrong in it.
    ///
    /// # Errors
    /// The temporary file cannot be written.
    pub fn push(&mut self, row: &Row, faults: &[CellFault]) -> Result<(), Fault> {
        if self.next >= ROWS_MAX {
            self.written.sheets += 1;
            let title = Sentence::new("sheet.errors.sheet").render(self.language);
            let sheet = begin(&mut self.workbook, &tab_name(&title, self.written.sheets), &self.header)?;
            self.workbook.push_worksheet(std::mem::replace(&mut self.sheet, sheet));
            self.next = 1;
        }
        let data = self.header.len().saturating_sub(1);
        for at in 0..data {
            let Ok(column) = u16::try_from(at) else { break };
            let cell = row.cells.get(at).unwrap_or(&Cell::Empty);
            let said: Vec<String> = faults
                .iter()
                .filter(|fault| fault.column == Some(at))
                .map(|fault| fault.sentence.render(self.language))
                .collect();
            let format = self.looks.of(cell, !said.is_empty());
            if *cell == Cell::Empty && !said.is_empty() {
                self.sheet.write_blank(self.next, column, format).map_err(fault)?;
            }
            self.written.cut += u64::from(put(&mut self.sheet, self.next, column, cell, format)?);
            if !said.is_empty() && self.notes < NOTES_MAX {
                self.notes += 1;
                let words = said.join("\n");
                let note = Note::new(fitting(&words).0).add_author_prefix(false).set_width(260);
                self.sheet.insert_note(self.next, column, &note).map_err(fault)?;
            }
        }
        if let Ok(column) = u16::try_from(data) {
            let words = self.words(faults);
            put_text(&mut self.sheet, self.next, column, &words, &self.looks.words)?;
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
        self.workbook.push_worksheet(self.sheet);
        self.workbook.save_to_writer(out).map_err(fault)?;
        Ok(self.written)
    }

    /// All that is wrong in a row, each with the name of its column.
    fn words(&self, faults: &[CellFault]) -> String {
        let one = |fault: &CellFault| {
            let words = fault.sentence.render(self.language);
            match fault.column.and_then(|at| self.header.get(at)) {
                Some(name) => {
                    let said = Sentence::new("sheet.errors.said").with("column", name).with("words", words);
                    said.render(self.language)
                }
                None => words,
            }
        };
        faults.iter().map(one).collect::<Vec<_>>().join("\n")
    }
}

fn begin(workbook: &mut Workbook, name: &str, header: &[String]) -> Result<Worksheet, Fault> {
    let mut sheet = workbook.new_worksheet_with_constant_memory().map_err(fault)?;
    sheet.set_name(name).map_err(fault)?;
    sheet.set_freeze_panes(1, 0).map_err(fault)?;
    let format = header_format();
    for (at, name) in (0_u16..).zip(header) {
        let last = usize::from(at) + 1 == header.len();
        let kind = if last { ValueKind::LongText } else { ValueKind::Text };
        sheet.set_column_width(at, kind.width(name)).map_err(fault)?;
        put_text(&mut sheet, 0, at, name, &format)?;
    }
    Ok(sheet)
}
