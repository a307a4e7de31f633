//! The job that carries imports on: one server at a time, chunk by chunk, from where the last transaction left it.

use super::chunk::{ImportRows, Progress};
use super::reading::{column_names, open};
use crate::{App, Caller, perform};
use base::{Fault, FaultKind, Language, Refusal, Sentence, Stop};
use sheet::Row;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;
use store::import::{ImportRow, update_import, waiting_import};
use store::seal::take_lease;
use tokio::sync::mpsc;

/// Rows of one transaction: long enough to be quick, short enough that a person's change waits no longer than a blink.
const ROWS: usize = 200;
/// A server has an import to itself this long after each chunk. Should a chunk ever take longer, a second one may take the
/// import up; whichever writes first goes on, because a chunk counts only over the version it was read at.
const LEASE_SECONDS: i64 = 30;

/// Carries on all imports that wait, unless another server does.
///
/// # Errors
/// Where the database cannot be written; the import stays where it is.
pub async fn run_imports(app: &App) -> Result<(), Stop> {
    let _turn = app.importing.lock().await;
    while let Some(import) = next(app).await? {
        run(app, import).await?;
    }
    Ok(())
}

/// The import that waits longest, if this server may have it.
async fn next(app: &App) -> Result<Option<ImportRow>, Stop> {
    let idle = app.store.read(app.now(), |tx| Ok(waiting_import(tx)?.is_none())).await?;
    if idle {
        return Ok(None);
    }
    if !keep_lease(app).await? {
        return Ok(None);
    }
    app.store.read(app.now(), |tx| Ok(waiting_import(tx)?)).await
}

/// Takes the lease on imports, or renews it; answers whether it is this server's.
async fn keep_lease(app: &App) -> Result<bool, Stop> {
    let instance = app.instance.clone();
    app.store.write(app.now(), move |tx| Ok(take_lease(tx, "import", &instance, LEASE_SECONDS)?)).await
}

async fn run(app: &App, import: ImportRow) -> Result<(), Stop> {
    let path = crate::file::path_of(app, &import.digest)?;
    let books = app.books();
    let columns = column_names(books.book(&import.ledger)?, Language::default());
    // The file is read on a thread of its own, a few chunks ahead of the writing.
    let (send, mut chunks) = mpsc::channel::<Result<(Vec<Row>, bool), Sentence>>(2);
    let (name, from) = (import.name.clone(), import.next_row);
    let reader = tokio::task::spawn_blocking(move || read(&path, &name, &columns, from, &send));
    let (id, mut version, mut last) = (import.id, import.version, import.next_row);
    while let Some(chunk) = chunks.recv().await {
        let (rows, ends) = match chunk {
            Ok(chunk) => chunk,
            Err(sentence) => return fail(app, id, sentence).await,
        };
        let first = rows.first().map_or(last, |row| row.number);
        last = rows.last().map_or(last, |row| row.number);
        let command = ImportRows { books: books.clone(), id, version, first, last, ends, rows };
        match persistently(app, command).await? {
            Some(Progress { version: next, goes_on: true }) => version = next,
            _ => break,
        }
        if !keep_lease(app).await? {
            break;
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

/// Reads the rows behind one that was dealt with, chunk by chunk; the last chunk says so.
fn read(
    path: &Path,
    name: &str,
    columns: &[sheet::ColumnName],
    from: u32,
    send: &mpsc::Sender<Result<(Vec<Row>, bool), Sentence>>,
) {
    let outcome = (|| {
        let mut workbook = open(path, name)?;
        let header = workbook.header(None, columns, &BTreeMap::new())?;
        let mut waiting = Vec::new();
        for row in workbook.rows_after(None, &header)? {
            let row = row?;
            if row.number <= from {
                continue;
            }
            if waiting.len() == ROWS && send.blocking_send(Ok((std::mem::take(&mut waiting), false))).is_err() {
                return Ok(());
            }
            waiting.push(row);
        }
        let _ = send.blocking_send(Ok((waiting, true)));
        Ok(())
    })();
    if let Err(sentence) = outcome {
        let _ = send.blocking_send(Err(sentence));
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
