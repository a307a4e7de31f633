//! Bring the tables of a site up to its pack. They only expand; what would lose or reinterpret rows is refused before
//! anything is done.

use crate::entry::begin_marks;
use crate::ledger::Books;
use crate::{App, Caller, Command, perform};
use access::{Action, Grant};
use base::{Fault, Refusal, RefusalKind, Sentence, Stop};
use pack::Pack;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Tx;
use store::digest::sm3_hex;
use store::ledger_table::{Change, apply_changes, plan_tables};
use store::ledger_version::{LedgerVersionRow, ledger_versions, put_ledger_version};
use store::pack_file::{pack_files, replace_pack_files};
use store::personal::PersonalKeys;

/// What would be done for one ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedTable {
    /// Code of the ledger.
    pub ledger: String,
    /// The statements, in order.
    pub statements: Vec<String>,
    /// Is one of them refused?
    pub refused: bool,
}

/// What [`apply_pack`] would do with a pack.
///
/// # Errors
/// Where the database cannot be read.
pub async fn planned_tables(app: &App, pack: &Pack) -> Result<Vec<PlannedTable>, Stop> {
    let books = Books::new(pack, Vec::new(), app.keys());
    app.store
        .read(app.now(), move |tx| {
            let planned = books.all().map(|book| {
                let changes = plan_tables(tx, &book.tables())?;
                Ok(PlannedTable {
                    ledger: book.ledger.code.clone(),
                    refused: changes.iter().any(|change| matches!(change, Change::Refused { .. })),
                    statements: changes.iter().map(Change::sql).collect(),
                })
            });
            planned.collect::<Result<Vec<_>, Stop>>()
        })
        .await
}

/// Replaces the installed pack with a newer one of the same city. The tables grow first, every index in a transaction of
/// its own, so that a server goes on beside it however long a ledger is; the pack is installed when all are there. Broken
/// off, it is begun again and finds what was done.
///
/// # Errors
/// A refusal where a column would change its type or a life cycle go backwards; nothing is done then.
pub async fn apply_pack(app: &App, files: BTreeMap<String, String>, pack: &Pack) -> Result<(), Stop> {
    let books = Books::new(pack, Vec::new(), app.keys());
    let looked = books.clone();
    let grows = move |tx: &mut Tx<'_>| Ok(!pack_files(tx)?.is_empty() && planned(tx, &looked).is_ok());
    if app.store.read(app.now(), grows).await? {
        let mut step = ExpandTables { books: books.clone(), holder: app.instance.clone(), indexes: false };
        perform(app, Caller::machine(), step.clone()).await?;
        step.indexes = true;
        while perform(app, Caller::machine(), step.clone()).await?.answer {}
    }
    perform(app, Caller::machine(), ApplyPack { files, books }).await?;
    Ok(())
}

/// Makes the tables and columns that are missing, or the next missing index; answers whether more may be missing.
#[derive(Clone, Debug, Serialize)]
struct ExpandTables {
    #[serde(skip)]
    books: Books,
    #[serde(skip)]
    holder: String,
    indexes: bool,
}

impl Command for ExpandTables {
    const VERB: &'static str = "expand_tables";
    const ACTION: Action = Action::ApplyPack;
    type Answer = bool;

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<bool, Stop> {
        // The row of the lease keeps two that apply a pack apart for as long as this transaction lasts, and no longer.
        store::seal::take_lease(tx, "pack", &self.holder, 0)?;
        let is_index = |change: &Change| matches!(change, Change::Index(_));
        let wanted = planned(tx, &self.books)?.into_iter().filter(|change| is_index(change) == self.indexes);
        let wanted: Vec<Change> = wanted.take(if self.indexes { 1 } else { usize::MAX }).collect();
        apply_changes(tx, &wanted)?;
        Ok(!wanted.is_empty())
    }
}

/// Installs a pack whose tables stand.
#[derive(Clone, Debug, Serialize)]
struct ApplyPack {
    files: BTreeMap<String, String>,
    #[serde(skip)]
    books: Books,
}

impl Command for ApplyPack {
    const VERB: &'static str = "apply_pack";
    const ACTION: Action = Action::ApplyPack;
    type Answer = ();

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let installed = pack_files(tx)?;
        if installed.is_empty() {
            return Err(Refusal::conflict("work.ledger.not_installed").into());
        }
        apply_tables(tx, &self.books, &self.files)?;
        Ok(replace_pack_files(tx, &self.files)?)
    }
}

/// Expands the tables, or refuses as a whole.
pub(crate) fn expand_tables(tx: &mut Tx<'_>, books: &Books) -> Result<(), Stop> {
    let changes = planned(tx, books)?;
    Ok(apply_changes(tx, &changes)?)
}

/// Everything that is missing; refused where anything would change its type.
fn planned(tx: &Tx<'_>, books: &Books) -> Result<Vec<Change>, Stop> {
    let mut all = Vec::new();
    for book in books.all() {
        let changes = plan_tables(tx, &book.tables())?;
        if let Some(Change::Refused { table, column }) =
            changes.iter().find(|change| matches!(change, Change::Refused { .. }))
        {
            let sentence = Sentence::new("work.ledger.type_changed").with("table", table).with("column", column);
            return Err(Refusal::new(RefusalKind::Conflict, sentence).into());
        }
        all.extend(changes);
    }
    Ok(all)
}

/// Expands the tables and keeps this version of each definition.
pub(crate) fn apply_tables(tx: &mut Tx<'_>, books: &Books, files: &BTreeMap<String, String>) -> Result<(), Stop> {
    expand_tables(tx, books)?;
    let known = ledger_versions(tx)?;
    for book in books.all() {
        let body = files.get(&format!("ledgers/{}.toml", book.ledger.code)).cloned().unwrap_or_default();
        let row = LedgerVersionRow {
            ledger: book.ledger.code.clone(),
            version: book.ledger.life_cycle.version,
            digest: sm3_hex(body.as_bytes()),
            body,
        };
        check_version(&known, &row)?;
        put_ledger_version(tx, &row)?;
    }
    begin_marks(tx, books)
}

/// A pack older than the one installed is refused: its life cycles would go backwards.
fn check_version(known: &[LedgerVersionRow], row: &LedgerVersionRow) -> Result<(), Refusal> {
    let newest = known.iter().filter(|one| one.ledger == row.ledger).map(|one| one.version).max().unwrap_or(0);
    if row.version < newest {
        let sentence = Sentence::new("work.ledger.older_version").with("ledger", &row.ledger).with("version", newest);
        return Err(Refusal::new(RefusalKind::Conflict, sentence));
    }
    Ok(())
}

/// The ledgers as installed: of the pack's files, with the life cycles of older versions.
pub(crate) fn books_of(tx: &Tx<'_>, pack: &Pack, keys: &Arc<PersonalKeys>) -> Result<Books, Fault> {
    let older = ledger_versions(tx)?;
    let cycles = older.into_iter().filter_map(|row| pack::life_cycle_of(&row.body).map(|cycle| (row.ledger, cycle)));
    Ok(Books::new(pack, cycles.collect(), keys))
}
