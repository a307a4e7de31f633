//! The job that makes happen what happens by itself: a certificate runs out, a time of publicity is over. It is no use
//! case of a person: the machine moves each entry by the same rules, with a step, a revision and an audit row of its own.

use crate::App;
use crate::app::day_of;
use crate::entry::move_on::Mover;
use crate::ledger::{Book, Surroundings};
use access::{Action, Actor, grant};
use base::{Day, Id, Language, Stop};
use rules::ledger::MoveKind;
use std::sync::Arc;
use store::Tx;
use store::audit::{AuditEntry, insert_audit};
use store::demonstration::demonstration;
use store::entry_past::{Past, entries_past};
use store::seal::take_lease;

/// Entries of one transaction: a person's change waits behind no more than these.
const ENTRIES: usize = 50;
/// A server has the job to itself this long after each chunk.
const LEASE_SECONDS: i64 = 30;

/// Moves every entry for which a day is over, unless another server is at it. Answers how many moved.
///
/// # Errors
/// Where the database cannot be written; what was moved stays, and the rest is moved the next time.
pub async fn move_by_itself(app: &App) -> Result<usize, Stop> {
    // An invented city stands still at the end of its year: what would run out since then is not news.
    if app.store.read(app.now(), |tx| Ok(!demonstration(tx)?.is_empty())).await? {
        return Ok(0);
    }
    let books = app.books();
    let mut moved = 0;
    for book in books.all() {
        for past in awaited(book) {
            let mut behind = None;
            while let Some(chunk) = next(app, book, &past, behind).await? {
                behind = chunk.last().copied();
                match move_some(app, book, chunk).await? {
                    Some(count) => moved += count,
                    None => return Ok(moved),
                }
            }
        }
    }
    Ok(moved)
}

/// The states of a ledger in which a move waits for a day, in every life cycle that entries still follow.
fn awaited(book: &Book) -> Vec<Past> {
    let mut all = Vec::new();
    for cycle in book.cycles.values() {
        for one in cycle.moves.iter().filter(|one| one.kind == MoveKind::Automatic) {
            let Some(cell) = &one.after else { continue };
            let past = |state: &String| Past { state: state.clone(), cycle: cycle.version, cell: cell.clone() };
            all.extend(one.from.iter().map(past));
        }
    }
    all
}

/// The next entries whose day is over. Those that stay, because their move is refused, are passed over until the next
/// time, so that they hold nobody up.
async fn next(
    app: &App,
    book: &Arc<Book>,
    past: &Past,
    behind: Option<(Day, Id)>,
) -> Result<Option<Vec<(Day, Id)>>, Stop> {
    let (book, past) = (Arc::clone(book), past.clone());
    let found = app
        .store
        .read(app.now(), move |tx| {
            Ok(entries_past(tx, &book.shape, &past, day_of(tx.now()), behind.as_ref(), ENTRIES)?)
        })
        .await?;
    Ok((!found.is_empty()).then_some(found))
}

/// Moves some entries in one transaction; nothing where another server has the job. What is there is read anew, so an
/// entry that was moved meanwhile is not moved twice.
async fn move_some(app: &App, book: &Arc<Book>, entries: Vec<(Day, Id)>) -> Result<Option<usize>, Stop> {
    let (book, books, instance) = (Arc::clone(book), app.books(), app.instance.clone());
    app.store
        .write(app.now(), move |tx| {
            if !take_lease(tx, "move_by_itself", &instance, LEASE_SECONDS)? {
                return Ok(None);
            }
            let grant = grant(&Actor::Machine, Action::MoveEntry)?;
            let around = Surroundings::of(tx, &books, Language::default())?;
            let mut moved = 0;
            for (_, id) in &entries {
                match Mover::new(&grant, tx, &book, &around).make_by_itself(*id) {
                    Ok(true) => {
                        audit(tx)?;
                        moved += 1;
                    }
                    // Such as a clock that would run into a year without a calendar: the entry waits until there is one.
                    Ok(false) | Err(Stop::Refusal(_)) => {}
                    Err(fault) => return Err(fault),
                }
            }
            Ok(Some(moved))
        })
        .await
}

fn audit(tx: &mut Tx<'_>) -> Result<(), Stop> {
    let entry = AuditEntry {
        actor: None,
        actor_name: "",
        address: "localhost",
        verb: "move_by_itself",
        outcome: "done",
        code: "",
    };
    insert_audit(tx, &entry)?;
    Ok(())
}
