//! Entries of the ledgers that wait for the reader: counted by ledger, with those that somebody calls for.

use super::list::Desk;
use crate::entry::reach::Reach;
use crate::ledger::{Book, Books, COUNTED, Surroundings, said};
use crate::todo::{CalledEntryView, EntryTodoView};
use access::{Action, grant};
use base::Stop;
use std::sync::Arc;
use store::entry_call::called_entries;

/// So many calls of a ledger are shown one by one; the list has the rest.
const CALLS: usize = 20;

pub(super) fn all(desk: &Desk<'_>, books: &Arc<Books>) -> Result<Vec<EntryTodoView>, Stop> {
    // Who may move nothing has no turn.
    let Ok(moving) = grant(desk.granted.actor(), Action::MoveEntry) else { return Ok(Vec::new()) };
    let around = Surroundings::of(desk.tx, books, desk.language)?;
    let mut views = Vec::new();
    for book in books.all() {
        let reach = Reach::new(&moving, &around, book);
        views.extend(of_ledger(desk, book, &around, &reach)?);
    }
    Ok(views)
}

fn of_ledger(
    desk: &Desk<'_>,
    book: &Book,
    around: &Surroundings,
    reach: &Reach,
) -> Result<Option<EntryTodoView>, Stop> {
    let turn = reach.turn(desk.tx, book, around)?;
    let (waiting, overdue) = turn.count(desk.tx, book, reach, COUNTED + 1)?;
    if waiting == 0 {
        return Ok(None);
    }
    let state_name = |cycle: u32, code: &str| {
        book.cycle(cycle).state(code).map(|state| said(&state.name, desk.language)).unwrap_or_default()
    };
    let called = called_entries(desk.tx, &book.shape, &reach.scope, &[turn.condition()], CALLS)?;
    Ok(Some(EntryTodoView {
        ledger: book.ledger.code.clone(),
        name: said(&book.ledger.name, desk.language),
        waiting: waiting.min(COUNTED),
        waiting_exact: waiting <= COUNTED,
        overdue: overdue.min(COUNTED),
        called: called
            .into_iter()
            .map(|one| CalledEntryView {
                entry_id: one.call.entry,
                title: one.title,
                state_name: state_name(one.cycle, &one.state),
                kind: one.call.kind,
                by: one.call.actor_name,
                reason: one.call.reason,
                at: one.at,
                due: one.due,
            })
            .collect(),
    }))
}
