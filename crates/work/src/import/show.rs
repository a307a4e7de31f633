//! How an import stands.

use super::own_import;
use super::view::{ImportColumnView, ImportFaultView, ImportView};
use crate::Query;
use crate::ledger::{Book, Books, Surroundings, field_view};
use crate::session::Ref;
use access::{Action, Grant};
use base::{Id, Language, Stop};
use rules::field::{Column, FieldKind};
use std::sync::Arc;
use store::Tx;
use store::import::{ImportFaultRow, ImportRow, faults_of, imports_of};

/// Faults that are shown on the page; the workbook of errors has all.
const SHOWN: usize = 200;
/// Imports that are listed.
const LISTED: usize = 50;

/// Asks for one import.
#[derive(Clone, Debug)]
pub struct ShowImport {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// The import.
    pub id: Id,
    /// The reader's language.
    pub language: Language,
}

impl Query for ShowImport {
    const ACTION: Action = Action::BeginEntry;
    type Answer = ImportView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<ImportView, Stop> {
        let row = own_import(grant, tx, self.id)?;
        let book = self.books.book(&row.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let faults = faults_of(tx, row.id, 0, SHOWN)?;
        Ok(view(book, &around, row, &faults))
    }
}

/// Asks for the imports of a ledger by the reader's organisations, the last first.
#[derive(Clone, Debug)]
pub struct Imports {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// The reader's language.
    pub language: Language,
}

impl Query for Imports {
    const ACTION: Action = Action::BeginEntry;
    type Answer = Vec<ImportView>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<ImportView>, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let own: Vec<Id> = grant.person()?.memberships.iter().map(|one| one.organisation).collect();
        let rows = imports_of(tx, &self.ledger, &own, LISTED)?;
        Ok(rows.into_iter().map(|row| view(book, &around, row, &[])).collect())
    }
}

fn view(book: &Book, around: &Surroundings, row: ImportRow, faults: &[ImportFaultRow]) -> ImportView {
    let header_of = |cell: &str| {
        let place = row.mapping.iter().position(|one| one.as_deref() == Some(cell));
        place.and_then(|place| row.header.get(place)).cloned().unwrap_or_default()
    };
    let needed = book
        .ledger
        .fields
        .iter()
        .filter(|field| field.required && field.when.is_none() && !matches!(field.kind, FieldKind::Computed(_)));
    let mut missing = Vec::new();
    for field in needed {
        let cells = field.cells().into_iter().filter(|cell| cell.column != Column::Beside);
        for (cell, named) in cells.zip(field_view(field, around).cells) {
            if !row.mapping.iter().flatten().any(|key| *key == cell.key) {
                missing.push(named.name);
            }
        }
    }
    ImportView {
        id: row.id,
        organisation: Ref::from((row.organisation, around.name_of(row.organisation))),
        columns: row
            .header
            .iter()
            .zip(&row.mapping)
            .map(|(header, cell)| ImportColumnView { header: header.clone(), cell: cell.clone() })
            .collect(),
        missing,
        faults: faults
            .iter()
            .map(|fault| ImportFaultView {
                row: fault.row,
                column: header_of(&fault.cell),
                shown: fault.shown.clone(),
                message: fault.sentence.render(around.language()),
            })
            .collect(),
        row: row.next_row,
        rows_total: row.rows_total,
        rows_new: row.rows_new,
        rows_changed: row.rows_changed,
        rows_same: row.rows_same,
        rows_wrong: row.rows_wrong,
        problem: row.problem.map(|sentence| sentence.render(around.language())),
        created_at: row.created_at,
        version: row.version,
        ledger: row.ledger,
        name: row.name,
        state: row.state,
    }
}
