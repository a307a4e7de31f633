//! The job that carries imports on: one server at a time, chunk by chunk, from where the last transaction left it.

use super::chunk::{ImportRows, Progress, keys_named};
use super::reading::{column_names, open};
use crate::{App, Caller, perform};
use base::{Fault, FaultKind, Language, Refusal, Sentence, Stop};
use sheet::Row;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use store::import::{ImportRow, update_import, waiting_import};
use tokio::sync::mpsc;

/// Rows of one transaction: long enough to be quick, short enough that a person's change waits no longer than a blink.
const ROWS: usize = 200;
/// Without a chunk for this long another server may take an import up. A chunk counts only over the version it was read at,
/// so even then none is written twice.
pub(super) const LEASE_SECONDS: i64 = 30;

/// Carries on all imports that wait, unless another server does.
///
/// # Errors
/// Where the database cannot be written; the import stays where it is.
pub async fn run_imports(app: &App) -> Result<(), Stop> {
    let _alone = app.importing.lock().await;
    while let Some(import) = next(app).await? {
        run(app, import).await?;
    }
    Ok(())
}

/// The import that waits longest, if this server may have it.
async fn next(app: &App) -> Result<Option<ImportRow>, Stop> {
    let instance = app.instance.clone();
    let idle = app.store.read(app.now(), |tx| Ok(waiting_import(tx)?.is_none())).await?;
    if idle {
        return Ok(None);
    }
    app.store
        .write(app.now(), move |tx| {
            if !store::seal::take_lease(tx, "import", &instance, LEASE_SECONDS)? {
                return Ok(None);
            }
            Ok(waiting_import(tx)?)
        })
        .await
}

async fn run(app: &App, import: ImportRow) -> Result<(), Stop> {
    let path = crate::file::path_of(app, &import.digest)?;
    let books = app.books();
    let columns = column_names(books.book(&import.ledger)?, Language::default());
    // The file is read on a thread of its own, a few chunks ahead of the writing.
    let (send, mut chunks) = mpsc::channel::<Result<Chunk, Sentence>>(2);
    let (name, from, total) = (import.name.clone(), import.next_row, import.rows_total);
    let reader = tokio::task::spawn_blocking(move || {
        let read = Reading { path: &path, name: &name, columns: &columns, send: &send };
        if let Err(sentence) = read.rows(from, total) {
            let _ = send.blocking_send(Err(sentence));
        }
    });
    let (id, mut version, mut last) = (import.id, import.version, import.next_row);
    // The first row of a file that names an entry counts, also where another server dealt with it.
    let met = Arc::new(Mutex::new(BTreeSet::new()));
    while let Some(chunk) = chunks.recv().await {
        let Chunk { rows, past, ends, total } = match chunk {
            Ok(chunk) => chunk,
            Err(sentence) => return fail(app, id, sentence).await,
        };
        if past {
            let (books, import) = (books.clone(), import.clone());
            let here = app.store.read(app.now(), move |tx| keys_named(tx, &books, &import, &rows)).await?;
            met.lock().unwrap_or_else(PoisonError::into_inner).extend(here);
            continue;
        }
        let first = rows.first().map_or(last, |row| row.number);
        last = rows.last().map_or(last, |row| row.number);
        let command = ImportRows {
            books: books.clone(),
            instance: app.instance.clone(),
            id,
            version,
            first,
            last,
            ends,
            total: Some(total),
            rows,
            met: met.clone(),
        };
        match persistently(app, command).await? {
            Some(Progress { version: next, goes_on: true, met: here }) => {
                version = next;
                met.lock().unwrap_or_else(PoisonError::into_inner).extend(here);
            }
            _ => break,
        }
    }
    drop(chunks);
    reader.await.map_err(Fault::broken)?;
    Ok(())
}

/// How often a chunk is tried that the database undoes because of a neighbour.
const TRIES: u32 = 20;

/// Deals with a chunk, again and again where a neighbour's change was in its way: a person's change goes first, and nobody
/// waits for this one.
async fn persistently(app: &App, command: ImportRows) -> Result<Option<Progress>, Stop> {
    for tried in 1.. {
        match perform(app, Caller::machine(), command.clone()).await {
            Err(Stop::Fault(fault)) if fault.kind == FaultKind::Unreachable && tried < TRIES => {
                tokio::time::sleep(Duration::from_millis(u64::from(tried) * 10)).await;
            }
            outcome => return Ok(outcome?.answer),
        }
    }
    Ok(None)
}

/// Some rows of the file.
struct Chunk {
    rows: Vec<Row>,
    /// Were they dealt with before?
    past: bool,
    /// Are they the last ones?
    ends: bool,
    /// How many rows the file has in all.
    total: u32,
}

/// What the thread that reads the file works with.
struct Reading<'a> {
    path: &'a Path,
    name: &'a str,
    columns: &'a [sheet::ColumnName],
    send: &'a mpsc::Sender<Result<Chunk, Sentence>>,
}

impl Reading<'_> {
    /// Reads the rows chunk by chunk, those apart that were dealt with before, up to a number; the last chunk says so.
    fn rows(&self, done: u32, total: Option<u32>) -> Result<(), Sentence> {
        // Reading is quick beside checking and writing, so a person is told the share of a file that was read once more.
        let total = total.map_or_else(|| self.count(), Ok)?;
        let mut workbook = open(self.path, self.name)?;
        let header = workbook.header(None, self.columns, &BTreeMap::new())?;
        let (mut waiting, mut past) = (Vec::new(), true);
        for row in workbook.rows_after(None, &header)? {
            let row = row?;
            let of_past = row.number <= done;
            if waiting.len() == ROWS || (past && !of_past && !waiting.is_empty()) {
                let chunk = Chunk { rows: std::mem::take(&mut waiting), past, ends: false, total };
                if self.send.blocking_send(Ok(chunk)).is_err() {
                    return Ok(());
                }
            }
            past = of_past;
            waiting.push(row);
        }
        if past && !waiting.is_empty() {
            let rows = std::mem::take(&mut waiting);
            let _ = self.send.blocking_send(Ok(Chunk { rows, past, ends: false, total }));
        }
        let _ = self.send.blocking_send(Ok(Chunk { rows: waiting, past: false, ends: true, total }));
        Ok(())
    }

    fn count(&self) -> Result<u32, Sentence> {
        let mut workbook = open(self.path, self.name)?;
        let header = workbook.header(None, self.columns, &BTreeMap::new())?;
        let mut rows = 0_u32;
        for row in workbook.rows_after(None, &header)? {
            row?;
            rows = rows.saturating_add(1);
        }
        Ok(rows)
    }
}

/// The file cannot be read on: said once, and what was written stays.
async fn fail(app: &App, id: base::Id, sentence: Sentence) -> Result<(), Stop> {
    app.store
        .write(app.now(), move |tx| {
            let Some(mut row) = store::import::import_by_id(tx, id)? else { return Ok(()) };
            "failed".clone_into(&mut row.state);
            row.problem = Some(sentence.clone());
            if update_import(tx, &row)? { Ok(()) } else { Err(Refusal::stale().into()) }
        })
        .await
}
