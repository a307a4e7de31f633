//! What a person does with an import: say which column is which, look, write, stop.

use super::own_import;
use crate::Command;
use crate::ledger::Books;
use access::{Action, Grant};
use base::{Id, Refusal, Sentence, Stop};
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::Tx;
use store::import::{ImportRow, clear_faults, remember_column, update_import};

/// Says which column holds which cell; the names are remembered for the organisation.
#[derive(Clone, Debug, Serialize)]
pub struct MapImport {
    /// The installed ledgers.
    #[serde(skip)]
    pub books: Arc<Books>,
    /// The import.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// Key of the cell that each column holds.
    pub mapping: Vec<Option<String>>,
}

impl Command for MapImport {
    const VERB: &'static str = "map_import";
    const ACTION: Action = Action::BeginEntry;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let mut row = at_rest(grant, tx, self.id, self.version, &["mapped", "checked", "cancelled"])?;
        let book = self.books.book(&row.ledger)?;
        let mut met = BTreeSet::new();
        let unknown = |key: &&String| book.ledger.cell(key).is_none() || !met.insert((*key).clone());
        if let Some(key) = self.mapping.iter().flatten().find(unknown) {
            return Err(Refusal::field("mapping", Sentence::new("base.unknown_value").with("value", key)).into());
        }
        if self.mapping.len() != row.header.len() {
            return Err(Refusal::field("mapping", Sentence::new("work.import.columns")).into());
        }
        for (header, cell) in row.header.iter().zip(&self.mapping).filter(|(header, _)| !header.is_empty()) {
            if let Some(cell) = cell {
                remember_column(tx, &row.ledger, row.organisation, header, cell)?;
            }
        }
        row.mapping.clone_from(&self.mapping);
        "mapped".clone_into(&mut row.state);
        write(tx, &row)
    }
}

/// Looks at all rows without writing any.
#[derive(Clone, Debug, Serialize)]
pub struct CheckImport {
    /// The import.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
}

impl Command for CheckImport {
    const VERB: &'static str = "check_import";
    const ACTION: Action = Action::BeginEntry;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let row = at_rest(grant, tx, self.id, self.version, &["mapped", "checked", "cancelled", "failed"])?;
        start(tx, row, "checking")
    }
}

/// Writes the rows that are right.
#[derive(Clone, Debug, Serialize)]
pub struct RunImport {
    /// The import.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
}

impl Command for RunImport {
    const VERB: &'static str = "run_import";
    const ACTION: Action = Action::BeginEntry;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let row = at_rest(grant, tx, self.id, self.version, &["checked"])?;
        start(tx, row, "running")
    }
}

/// Stops an import. What was written stays; a check has written nothing, so the import is as it was before it.
#[derive(Clone, Debug, Serialize)]
pub struct CancelImport {
    /// The import.
    pub id: Id,
}

impl Command for CancelImport {
    const VERB: &'static str = "cancel_import";
    const ACTION: Action = Action::BeginEntry;
    type Answer = ();

    // Its version counts up with every chunk, so a person who stops it need not know the last one.
    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let mut row = own_import(grant, tx, self.id)?;
        if !matches!(row.state.as_str(), "checking" | "running") {
            return Err(Refusal::conflict("work.import.at_rest").into());
        }
        if row.state == "checking" {
            return start(tx, row, "mapped");
        }
        "cancelled".clone_into(&mut row.state);
        write(tx, &row)
    }
}

/// The import, if nobody was faster and it is in one of these states.
fn at_rest(grant: &Grant, tx: &mut Tx<'_>, id: Id, version: i64, states: &[&str]) -> Result<ImportRow, Stop> {
    let row = own_import(grant, tx, id)?;
    if row.version != version {
        return Err(Refusal::stale().into());
    }
    if !states.contains(&row.state.as_str()) {
        return Err(Refusal::conflict("work.import.not_now").into());
    }
    Ok(row)
}

/// Begins with the first row again.
fn start(tx: &mut Tx<'_>, mut row: ImportRow, state: &str) -> Result<(), Stop> {
    clear_faults(tx, row.id)?;
    state.clone_into(&mut row.state);
    (row.next_row, row.rows_new, row.rows_changed, row.rows_same, row.rows_wrong) = (0, 0, 0, 0, 0);
    row.problem = None;
    write(tx, &row)
}

fn write(tx: &mut Tx<'_>, row: &ImportRow) -> Result<(), Stop> {
    tx.about("import", row.id);
    if update_import(tx, row)? { Ok(()) } else { Err(Refusal::stale().into()) }
}
