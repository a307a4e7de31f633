//! Take out what a list shows, with its filter, as a workbook or as CSV. Rows are read page by page from one snapshot and
//! written as they come, so that memory stays flat.

use super::columns::{SheetColumn, head_word, sheet_columns};
use crate::Query;
use crate::app::day_of;
use crate::entry::EntryAsked;
use crate::entry::kept::values_of;
use crate::entry::list::conditions;
use crate::entry::page::{masks, seen};
use crate::entry::reach::Reach;
use crate::ledger::{Book, Books, Surroundings, said};
use crate::site::marked_name;
use access::{Action, Grant};
use base::{Fault, Language, Stop};
use serde::Deserialize;
use sheet::{Cell, CsvExport, Export, ExportColumn, ValueKind};
use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::sync::Arc;
use store::entry::EntryRow;
use store::entry_list::{Column, Cursor, EntryPage, entry_page};
use store::{Tx, Value};
use utoipa::ToSchema;

/// In which form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A workbook.
    #[default]
    Xlsx,
    /// Text, UTF-8 with a byte order mark.
    Csv,
}

impl ExportFormat {
    /// The ending of the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            ExportFormat::Xlsx => "xlsx",
            ExportFormat::Csv => "csv",
        }
    }

    /// What a browser is told.
    pub fn media_type(self) -> &'static str {
        match self {
            ExportFormat::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ExportFormat::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// Asks, before a place for the file is made, whether entries may be taken out at all.
#[derive(Clone, Copy, Debug)]
pub struct MayExport;

impl Query for MayExport {
    const ACTION: Action = Action::ExportEntry;
    type Answer = ();

    fn run(self, _grant: &Grant, _tx: &Tx<'_>) -> Result<(), Stop> {
        Ok(())
    }
}

/// Writes what the reader sees of a list into a file; answers the name it is to bear.
#[derive(Clone, Debug)]
pub struct ExportEntries {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// Filters and search; sort and page are left aside.
    pub asked: EntryAsked,
    /// In which form.
    pub format: ExportFormat,
    /// Where to; the file is made anew.
    pub path: PathBuf,
    /// The reader's language.
    pub language: Language,
}

/// Rows of one page.
const ROWS: usize = 1_000;

impl Query for ExportEntries {
    const ACTION: Action = Action::ExportEntry;
    const LOGGED: Option<&'static str> = Some("export_entries");
    type Answer = String;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<String, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let reach = Reach::new(grant, &around, book);
        let columns = sheet_columns(book, &reach, &around);
        let today = day_of(tx.now());
        let title = marked_name(tx, said(&book.ledger.name, self.language), self.language)?;
        let out = BufWriter::new(File::create(&self.path).map_err(Fault::broken)?);
        let heads = heads(&columns, self.language);
        match self.format {
            ExportFormat::Xlsx => {
                let mut export = Export::new(&title, heads, today, self.path.parent())?;
                self.each_row(tx, book, &around, &reach, &columns, &mut |row| Ok(export.push(row)?))?;
                export.finish(out)?;
            }
            ExportFormat::Csv => {
                let mut export = CsvExport::new(out, &heads)?;
                self.each_row(tx, book, &around, &reach, &columns, &mut |row| Ok(export.push(row)?))?;
                export.finish()?;
            }
        }
        Ok(format!("{title}_{today}.{}", self.format.ending()))
    }
}

impl ExportEntries {
    fn each_row(
        &self,
        tx: &Tx<'_>,
        book: &Book,
        around: &Surroundings,
        reach: &Reach,
        columns: &[SheetColumn<'_>],
        push: &mut dyn FnMut(&[Cell]) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        let conditions = conditions(tx, book, around, reach, &self.asked)?;
        let masks = masks(book, reach);
        let mut after: Option<Cursor> = None;
        loop {
            let page = EntryPage {
                shape: &book.shape,
                scope: &reach.scope,
                masks: &masks,
                conditions: &conditions,
                sort: &Column::Id,
                descending: true,
                after: after.as_ref(),
                limit: ROWS,
            };
            let rows = entry_page(tx, &page)?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = Some(Cursor { value: Value::from(last.id), id: last.id });
            for row in &rows {
                push(&line(book, around, reach, columns, row)?)?;
            }
        }
    }
}

fn heads(columns: &[SheetColumn<'_>], language: Language) -> Vec<ExportColumn> {
    let first = [
        ("work.export.state", ValueKind::Text),
        ("work.export.keeper", ValueKind::Text),
        ("work.export.due", ValueKind::Day),
    ];
    let first = first.into_iter().map(|(code, kind)| ExportColumn { name: head_word(code, language), kind });
    first.chain(columns.iter().map(|one| ExportColumn { name: one.name.clone(), kind: one.kind() })).collect()
}

fn line(
    book: &Book,
    around: &Surroundings,
    reach: &Reach,
    columns: &[SheetColumn<'_>],
    row: &EntryRow,
) -> Result<Vec<Cell>, Fault> {
    let values = seen(book, reach, row, &values_of(&book.ledger.fields, &row.cells)?);
    let context = around.context();
    let state = book.cycle(row.cycle).state(&row.state);
    let mut line = vec![
        Cell::text(state.map(|state| said(&state.name, around.language())).unwrap_or_default()),
        Cell::text(around.name_of(row.organisation)),
        row.due.map_or(Cell::Empty, Cell::Date),
    ];
    line.extend(columns.iter().map(|column| column.written(values.get(&column.cell.key), &context)));
    Ok(line)
}
