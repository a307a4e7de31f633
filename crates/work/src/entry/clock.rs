//! The clock of an entry: started when it enters a state that has one, ended when it leaves, stopped, resumed, extended.

use crate::entry::EntryBody;
use crate::ledger::Book;
use base::{Day, Fault, Refusal, RefusalKind, Sentence, Stop};
use rules::working_day::{self, CountedDays, Due};
use store::Tx;
use store::entry::EntryRow;
use store::entry_clock::{EntryClockRow, insert_clocks, running_clock, update_clock};

/// Ends the clock of the state before and starts the one of the state now; sets the row's due day, which the caller writes.
pub(crate) fn enter_state(tx: &mut Tx<'_>, book: &Book, body: &mut EntryBody, today: Day) -> Result<(), Stop> {
    // The new day is worked out before anything is written: a year without a calendar refuses the whole move.
    let fresh = fresh_clock(tx, book, &body.row, today)?;
    if let Some(mut clock) = running_clock(tx, body.row.id)? {
        clock.ended = Some(today);
        update_clock(tx, &clock)?;
    }
    body.row.due = fresh.as_ref().map(|row| row.due);
    Ok(insert_clocks(tx, &fresh.into_iter().collect::<Vec<_>>())?)
}

/// The clock that starts when an entry comes into its state, if the state has one.
pub(crate) fn fresh_clock(
    tx: &Tx<'_>,
    book: &Book,
    entry: &EntryRow,
    today: Day,
) -> Result<Option<EntryClockRow>, Stop> {
    let state = book.cycle(entry.cycle).state(&entry.state);
    let Some(clock) = state.and_then(|state| state.clock) else { return Ok(None) };
    let mut row = EntryClockRow {
        id: tx.new_id(),
        entry: entry.id,
        ledger: book.ledger.code.clone(),
        state: entry.state.clone(),
        began: today,
        due: today,
        extended: 0,
        stopped_on: None,
        stops: Vec::new(),
        ended: None,
    };
    row.due = due_of(book, &row, clock)?.unwrap_or(today);
    Ok(Some(row))
}

/// The last day of a clock; nothing while it stands still.
fn due_of(book: &Book, row: &EntryClockRow, clock: rules::ledger::Clock) -> Result<Option<Day>, Stop> {
    let stops = row.stops.iter().map(|(from, until)| working_day::Stop { from: *from, until: Some(*until) });
    let open = row.stopped_on.map(|from| working_day::Stop { from, until: None });
    let counted = working_day::Clock {
        start: row.began,
        days: clock.days,
        counts: if clock.working { CountedDays::Working } else { CountedDays::Calendar },
        stops: stops.chain(open).collect(),
        extension: row.extended,
    };
    match counted.due(&book.calendar).map_err(refused)? {
        Due::On(day) => Ok(Some(day)),
        Due::Standing { .. } => Ok(None),
    }
}

/// The clock that runs, with what the state says of it.
fn current(tx: &Tx<'_>, book: &Book, body: &EntryBody) -> Result<(EntryClockRow, rules::ledger::Clock), Stop> {
    let row = running_clock(tx, body.row.id)?;
    let state = book.cycle(body.row.cycle).state(&body.row.state);
    match (row, state.and_then(|state| state.clock)) {
        (Some(row), Some(clock)) => Ok((row, clock)),
        _ => Err(Refusal::conflict("work.entry.no_clock").into()),
    }
}

/// Stops the clock: what follows is not counted.
pub(crate) fn stop_clock(tx: &mut Tx<'_>, book: &Book, body: &mut EntryBody, today: Day) -> Result<(), Stop> {
    let (mut row, _) = current(tx, book, body)?;
    if row.stopped_on.is_some() {
        return Err(Refusal::conflict("work.entry.clock_stands").into());
    }
    row.stopped_on = Some(today);
    body.row.due = None;
    Ok(update_clock(tx, &row)?)
}

/// Lets the clock run on.
pub(crate) fn resume_clock(tx: &mut Tx<'_>, book: &Book, body: &mut EntryBody, today: Day) -> Result<(), Stop> {
    let (mut row, clock) = current(tx, book, body)?;
    let Some(since) = row.stopped_on.take() else { return Err(Refusal::conflict("work.entry.clock_runs").into()) };
    row.stops.push((since, today));
    row.due = due_of(book, &row, clock)?.unwrap_or(row.due);
    body.row.due = Some(row.due);
    Ok(update_clock(tx, &row)?)
}

/// Extends the clock by so many days more.
pub(crate) fn extend(tx: &mut Tx<'_>, book: &Book, body: &mut EntryBody, days: u32) -> Result<(), Stop> {
    let (mut row, clock) = current(tx, book, body)?;
    let extended = row.extended.saturating_add(days);
    if days == 0 || extended > clock.extension {
        let left = clock.extension.saturating_sub(row.extended);
        return Err(Refusal::field("days", Sentence::new("work.entry.extension").with("days", left)).into());
    }
    row.extended = extended;
    if let Some(due) = due_of(book, &row, clock)? {
        row.due = due;
        body.row.due = Some(due);
    }
    Ok(update_clock(tx, &row)?)
}

/// A year without a calendar is no fault of the reader, nor of ours: the pack lacks a table.
fn refused(sentence: Sentence) -> Stop {
    Refusal::new(RefusalKind::Conflict, sentence).into()
}

/// How far the clock could still be extended.
pub(crate) fn extension_left(book: &Book, body: &EntryBody, row: &EntryClockRow) -> Result<u32, Fault> {
    let state = book.cycle(body.row.cycle).state(&body.row.state);
    Ok(state.and_then(|state| state.clock).map_or(0, |clock| clock.extension.saturating_sub(row.extended)))
}
