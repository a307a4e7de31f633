//! Give entries the marks of rules they have not been compared by: after a pack that brings other rules, and in a
//! database from before there were marks.

use crate::entry::marks::{all_rules_of, file_marks, marks_of};
use crate::ledger::{Book, Books};
use crate::{App, Caller, Command, perform};
use access::{Action, Grant, Scope};
use base::{Id, Stop};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::entry::EntryRow;
use store::entry_list::{Column, Cursor, EntryPage, entry_page};
use store::entry_mark::{EntryMarkRun, insert_marks, mark_runs, put_mark_run, remove_marks_of_others};
use store::{Tx, Value};

/// Entries of one transaction.
const ROWS: usize = 500;
/// A server has the work to itself this long.
const LEASE_SECONDS: i64 = 30;

/// Marks all entries that lack marks, some at a time, unless another server does. Where all have them, one short look.
///
/// # Errors
/// Where the database cannot be read or written.
pub async fn mark_entries(app: &App) -> Result<(), Stop> {
    while let Some(ledger) = next(app).await? {
        let command = MarkEntries { books: app.books(), ledger };
        perform(app, Caller::machine(), command).await?;
    }
    Ok(())
}

async fn next(app: &App) -> Result<Option<String>, Stop> {
    let books = app.books();
    let waiting = app.store.read(app.now(), move |tx| unmarked(tx, &books)).await?;
    let Some(ledger) = waiting else { return Ok(None) };
    let instance = app.instance.clone();
    let lease = move |tx: &mut Tx<'_>| Ok(store::seal::take_lease(tx, "marks", &instance, LEASE_SECONDS)?);
    Ok(app.store.write(app.now(), lease).await?.then_some(ledger))
}

/// The first ledger whose entries are not all marked by its rules.
fn unmarked(tx: &Tx<'_>, books: &Books) -> Result<Option<String>, Stop> {
    let runs = mark_runs(tx)?;
    let done = |book: &Book| {
        runs.iter().any(|run| run.ledger == book.ledger.code && run.rules == rules_text(book) && run.done_to.is_none())
    };
    Ok(books.all().find(|book| !done(book)).map(|book| book.ledger.code.clone()))
}

fn rules_text(book: &Book) -> String {
    all_rules_of(book).into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(",")
}

/// A ledger that is new has no entries to mark; one whose rules changed is begun anew by the job.
pub(crate) fn begin_marks(tx: &mut Tx<'_>, books: &Books) -> Result<(), Stop> {
    let runs = mark_runs(tx)?;
    for book in books.all().filter(|book| runs.iter().all(|run| run.ledger != book.ledger.code)) {
        if page_after(tx, book, None, 1)?.is_empty() {
            let run = EntryMarkRun { ledger: book.ledger.code.clone(), rules: rules_text(book), done_to: None };
            put_mark_run(tx, &run)?;
        }
    }
    Ok(())
}

/// Entries in the order in which they were begun, behind one of them.
pub(crate) fn page_after(tx: &Tx<'_>, book: &Book, after: Option<Id>, limit: usize) -> Result<Vec<EntryRow>, Stop> {
    let after = after.map(|id| Cursor { value: Value::from(id), id });
    let page = EntryPage {
        shape: &book.shape,
        scope: &Scope::All,
        masks: &[],
        conditions: &[],
        sort: &Column::Id,
        descending: false,
        after: after.as_ref(),
        limit,
    };
    Ok(entry_page(tx, &page)?)
}

/// Marks the next entries of a ledger.
#[derive(Clone, Debug, Serialize)]
pub struct MarkEntries {
    #[serde(skip)]
    books: Arc<Books>,
    ledger: String,
}

impl Command for MarkEntries {
    const VERB: &'static str = "mark_entries";
    const ACTION: Action = Action::WriteEntry;
    type Answer = ();

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let book = self.books.book(&self.ledger)?;
        let rules = rules_text(book);
        let run = mark_runs(tx)?.into_iter().find(|run| run.ledger == self.ledger && run.rules == rules);
        let done_to = match run {
            Some(EntryMarkRun { done_to: None, .. }) => return Ok(()),
            Some(run) => run.done_to,
            None => None,
        };
        let rows = page_after(tx, book, done_to, ROWS)?;
        let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
        let mut digests: BTreeMap<Id, Vec<String>> = BTreeMap::new();
        for (entry, digest) in store::evidence::evidence_digests(tx, &ids)? {
            digests.entry(entry).or_default().push(digest);
        }
        let files = |row: &EntryRow| file_marks(book, row, digests.get(&row.id).map(Vec::as_slice).unwrap_or_default());
        let marks: Vec<_> = rows.iter().flat_map(|row| [marks_of(book, row), files(row)].concat()).collect();
        insert_marks(tx, &self.ledger, &marks)?;
        let names: Vec<String> = all_rules_of(book).into_iter().map(|(name, _)| name).collect();
        // Marks of rules that are gone go last, some at a time too; the run ends when none is left.
        let done_to = match rows.last() {
            Some(last) => Some(last.id),
            None if remove_marks_of_others(tx, &self.ledger, &names, ROWS)? > 0 => done_to,
            None => None,
        };
        put_mark_run(tx, &EntryMarkRun { ledger: self.ledger.clone(), rules, done_to })?;
        Ok(())
    }
}
