//! An invented entry of the pack as a new entry of a book: read as a form would be, with its life behind it.

use crate::app::TIME_ZONE;
use crate::check::Fields;
use crate::entry::clock::fresh_clock;
use crate::entry::create::{NewEntry, blank_row};
use crate::entry::{CheckedContent, EntryBody, EntryContent, MilestoneInput};
use crate::ledger::{Book, Surroundings};
use base::{Day, Fault, Moment, Stop};
use pack::demo::{MadeEntry, MadeStep};
use rules::ledger::MoveKind;
use std::collections::BTreeSet;
use store::Tx;
use store::entry::EntryRow;
use store::entry_clock::EntryClockRow;
use store::entry_move::EntryMoveRow;

/// The new entry, not yet settled. An entry that its ledger would not take is a fault of the pack and stops the load.
pub(crate) fn new_entry(tx: &Tx<'_>, book: &Book, around: &Surroundings, made: MadeEntry) -> Result<NewEntry, Stop> {
    let content = content_of(book, around, &made)?;
    let keeper = around.id_of(&made.keeper).ok_or_else(|| broken(book, &format!("no organisation {}", made.keeper)))?;
    let id = tx.new_id();
    let mut row = blank_row(book, id, keeper, hour_of(made.begun, 0));
    row.state.clone_from(&made.state);
    if let Some(step) = made.steps.last() {
        row.updated_at = hour_of(step.day, made.steps.len());
    }
    let clock = clock_of(tx, book, &row, &made)?;
    row.due = clock.as_ref().filter(|clock| clock.stopped_on.is_none()).map(|clock| clock.due);
    let steps = steps_of(book, &row, &made)?;
    Ok(NewEntry { body: EntryBody { row, content }, steps, clock })
}

fn content_of(book: &Book, around: &Surroundings, made: &MadeEntry) -> Result<CheckedContent, Stop> {
    let milestones = made.milestones.iter().map(|one| MilestoneInput {
        name: one.name.clone(),
        planned: one.planned.to_string(),
        actual: one.actual.map(|day| day.to_string()),
        weight: one.weight,
        note: String::new(),
    });
    let written =
        EntryContent { values: made.values.clone(), lines: made.lines.clone(), milestones: milestones.collect() };
    let mut before = CheckedContent::default();
    before.files.extend(made.evidence.iter().map(|field| (field.clone(), 1)));
    let mut faults = Fields::default();
    let mut content = CheckedContent::read(book, around, &written, &before, &BTreeSet::new(), &mut faults);
    if let Some((path, sentence)) = faults.into_faults().first() {
        return Err(broken(book, &format!("{path}: {}", sentence.render(around.language()))).into());
    }
    // A paper for a field that is not asked of this entry would prove nothing.
    let ruled_out = book.expressions.ruled_out(&book.ledger, &content.facts());
    content.files.retain(|field, _| !ruled_out.contains(field));
    Ok(content)
}

/// The clock that runs, or waits, in the state where the entry is.
fn clock_of(tx: &Tx<'_>, book: &Book, row: &EntryRow, made: &MadeEntry) -> Result<Option<EntryClockRow>, Stop> {
    let came = |steps: &[MadeStep]| steps.last().map_or(made.begun, |step| step.day);
    let stops = made.steps.split_last().filter(|(step, _)| kind_of(book, step) == Some(MoveKind::StopClock));
    let Some((stop, before)) = stops else { return fresh_clock(tx, book, row, came(&made.steps)) };
    let waiting = EntryRow { state: stop.from.clone(), ..row.clone() };
    let clock = fresh_clock(tx, book, &waiting, came(before))?;
    Ok(clock.map(|clock| EntryClockRow { stopped_on: Some(stop.day), ..clock }))
}

fn kind_of(book: &Book, step: &MadeStep) -> Option<MoveKind> {
    book.ledger.life_cycle.find_move(&step.code).map(|one| one.kind)
}

fn steps_of(book: &Book, row: &EntryRow, made: &MadeEntry) -> Result<Vec<EntryMoveRow>, Fault> {
    let step = |code: &str, kind: &str, at: Moment| EntryMoveRow {
        entry: row.id,
        ledger: book.ledger.code.clone(),
        code: code.to_owned(),
        kind: kind.to_owned(),
        from: String::new(),
        to: book.ledger.life_cycle.initial.clone(),
        actor: None,
        actor_name: made.steps.first().map(|step| step.actor.clone()).unwrap_or_default(),
        reason: String::new(),
        other: None,
        day: None,
        at,
    };
    let mut rows = vec![step("create", "create", row.created_at)];
    for (place, one) in made.steps.iter().enumerate() {
        let kind = kind_of(book, one).ok_or_else(|| broken(book, &format!("no move {}", one.code)))?;
        rows.push(EntryMoveRow {
            from: one.from.clone(),
            to: one.to.clone(),
            actor_name: one.actor.clone(),
            reason: one.reason.clone(),
            ..step(&one.code, kind.code(), hour_of(one.day, place + 1))
        });
    }
    Ok(rows)
}

/// A moment of a working day; what comes later in a life comes later on the same day too.
fn hour_of(day: Day, place: usize) -> Moment {
    const NINE: i64 = 9 * 60 * 60;
    const QUARTER: i64 = 15 * 60;
    day.begins_in(TIME_ZONE).plus_seconds(NINE + QUARTER * i64::try_from(place).unwrap_or_default())
}

fn broken(book: &Book, what: &str) -> Fault {
    Fault::broken(format!("the demonstration of {} does not fit: {what}", book.ledger.code))
}
