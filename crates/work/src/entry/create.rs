//! Begin an entry.

use crate::Command;
use crate::app::day_of;
use crate::check::Fields;
use crate::entry::clock::fresh_clock;
use crate::entry::kept::{cells_of, insert_beside, natural_key, search_words, title};
use crate::entry::marks::marks_of;
use crate::entry::mentioned::check_mentioned;
use crate::entry::page::facts_of_keeper;
use crate::entry::sealed::seal_cells;
use crate::entry::{CheckedContent, EntryBody, EntryContent};
use crate::ledger::{Book, Books, Surroundings};
use crate::subject::{Roll, roll_of, subject_of};
use access::{Action, Grant};
use base::{Fault, Id, Language, Moment, Refusal, RefusalKind, Sentence, Stop};
use rules::field::Scalar;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::Tx;
use store::entry::{EntryRow, entries_by_keys, insert_entries};
use store::entry_clock::{EntryClockRow, insert_clocks};
use store::entry_mark::{EntryMark, insert_marks};
use store::entry_move::{EntryMoveRow, insert_entry_moves};
use store::entry_search::insert_words;

/// Begins an entry as a draft; it may be unfinished.
#[derive(Clone, Debug, Serialize)]
pub struct CreateEntry {
    /// The installed ledgers.
    #[serde(skip)]
    pub books: Arc<Books>,
    /// The language of those who are told what is wrong.
    #[serde(skip)]
    pub language: Language,
    /// Code of the ledger.
    pub ledger: String,
    /// Who keeps it.
    pub organisation: Id,
    /// What stands in it.
    pub content: EntryContent,
}

impl Command for CreateEntry {
    const VERB: &'static str = "create_entry";
    const ACTION: Action = Action::BeginEntry;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        check_keeper(grant, &around, book, self.organisation)?;
        let mut faults = Fields::default();
        let before = CheckedContent::default();
        let content = CheckedContent::read(book, &around, &self.content, &before, &BTreeSet::new(), &mut faults);
        check_mentioned(tx, &self.books, book, &around, grant.actor(), (&content, &before), &mut faults)?;
        faults.done()?;
        refuse_known_key(tx, book, natural_key(book, &content.values).as_ref(), Id(0))?;
        let (actor, name) = (grant.user(), actor_name(grant));
        let made = create_many(tx, book, &around, self.organisation, vec![content], actor, &name)?;
        let id = made.into_iter().next().ok_or_else(|| Fault::broken("an entry was begun and has no id"))?;
        tx.about("entry", id);
        Ok(id)
    }
}

/// Refuses to begin an entry for somebody else, or for an organisation that keeps none.
pub(crate) fn check_keeper(grant: &Grant, around: &Surroundings, book: &Book, keeper: Id) -> Result<(), Refusal> {
    grant.require(&facts_of_keeper(keeper))?;
    if !around.organisation(keeper).is_some_and(|row| book.may_keep(row)) {
        return Err(Refusal::field("organisation_id", Sentence::new("work.entry.not_a_keeper")));
    }
    Ok(())
}

/// The name under which a step is kept.
pub(crate) fn actor_name(grant: &Grant) -> String {
    grant.person().map(|person| person.name.clone()).unwrap_or_default()
}

/// A new entry as it will be written: what stands in it, its first steps, and the clock that runs for it.
pub(crate) struct NewEntry {
    pub(crate) body: EntryBody,
    pub(crate) steps: Vec<EntryMoveRow>,
    pub(crate) clock: Option<EntryClockRow>,
}

impl NewEntry {
    /// In the first state of its life, begun by somebody now.
    fn begun(
        tx: &Tx<'_>,
        book: &Book,
        organisation: Id,
        content: CheckedContent,
        actor: Option<Id>,
        actor_name: &str,
    ) -> Result<Self, Stop> {
        let (id, now) = (tx.new_id(), tx.now());
        let mut row = blank_row(book, id, organisation, now);
        let clock = fresh_clock(tx, book, &row, day_of(now))?;
        row.due = clock.as_ref().map(|clock| clock.due);
        let first = EntryMoveRow {
            entry: id,
            ledger: book.ledger.code.clone(),
            code: "create".to_owned(),
            kind: "create".to_owned(),
            from: String::new(),
            to: row.state.clone(),
            actor,
            actor_name: actor_name.to_owned(),
            reason: String::new(),
            other: None,
            day: None,
            at: now,
        };
        Ok(Self { body: EntryBody { row, content }, steps: vec![first], clock })
    }
}

/// The row of an entry in its first state, in which nothing stands yet; what stands in it settles the rest.
pub(crate) fn blank_row(book: &Book, id: Id, organisation: Id, begun: Moment) -> EntryRow {
    EntryRow {
        id,
        version: 1,
        state: book.ledger.life_cycle.initial.clone(),
        cycle: book.ledger.life_cycle.version,
        organisation,
        unit: None,
        natural_key: None,
        title: String::new(),
        subject: None,
        event_day: None,
        due: None,
        created_at: begun,
        updated_at: begun,
        cells: Vec::new(),
    }
}

/// Begins entries of one keeper in their first state, and answers their ids in the same order. Natural keys are the
/// caller's to look at; a second live entry of one is a fault of the unique index.
pub(crate) fn create_many(
    tx: &mut Tx<'_>,
    book: &Book,
    around: &Surroundings,
    organisation: Id,
    contents: Vec<CheckedContent>,
    actor: Option<Id>,
    actor_name: &str,
) -> Result<Vec<Id>, Stop> {
    let entries = contents.into_iter();
    let entries = entries.map(|content| NewEntry::begun(tx, book, organisation, content, actor, actor_name));
    let mut entries = entries.collect::<Result<Vec<_>, Stop>>()?;
    settle_all(tx, book, around, &mut entries)?;
    write_all(tx, book, around, &entries)?;
    Ok(entries.iter().map(|one| one.body.row.id).collect())
}

/// Works out the rows of new entries of what stands in them.
pub(crate) fn settle_all(
    tx: &mut Tx<'_>,
    book: &Book,
    around: &Surroundings,
    entries: &mut [NewEntry],
) -> Result<(), Stop> {
    let mut roll = roll_of(tx, book, entries.iter().map(|one| &one.body.content.values))?;
    for one in entries.iter_mut() {
        one.body.settle(tx, book, around, &mut roll)?;
    }
    Ok(roll.write(tx)?)
}

/// Writes settled entries with all that lies beside them, each kind of row at once.
pub(crate) fn write_all(tx: &mut Tx<'_>, book: &Book, around: &Surroundings, entries: &[NewEntry]) -> Result<(), Stop> {
    let rows: Vec<EntryRow> = entries.iter().map(|one| one.body.row.clone()).collect();
    insert_entries(tx, &book.shape, &rows)?;
    let contents: Vec<_> = entries.iter().map(|one| (one.body.row.id, &one.body.content)).collect();
    insert_beside(tx, book, &contents)?;
    let words = contents.iter().map(|(id, content)| (*id, search_words(book, around, &content.values)));
    insert_words(tx, &book.shape, &words.collect::<Vec<_>>())?;
    let marks: Vec<EntryMark> = rows.iter().flat_map(|row| marks_of(book, row)).collect();
    insert_marks(tx, &book.ledger.code, &marks)?;
    let clocks: Vec<EntryClockRow> = entries.iter().filter_map(|one| one.clock.clone()).collect();
    insert_clocks(tx, &clocks)?;
    let steps: Vec<EntryMoveRow> = entries.iter().flat_map(|one| one.steps.iter().cloned()).collect();
    insert_entry_moves(tx, &steps)?;
    for one in entries {
        one.body.revise(tx, book, "")?;
    }
    Ok(())
}

impl EntryBody {
    /// Works out what the row says of the content: key, title, unit, subject, event day, cells.
    pub(crate) fn settle(
        &mut self,
        tx: &mut Tx<'_>,
        book: &Book,
        around: &Surroundings,
        roll: &mut Roll,
    ) -> Result<(), Stop> {
        let ledger = &book.ledger;
        let before = (!self.row.cells.is_empty()).then(|| self.row.cells.clone());
        let sealed = seal_cells(tx, book, around, &mut self.content.values, before.as_deref(), roll)?;
        let values = &self.content.values;
        let keeper_unit = around.organisation(self.row.organisation).and_then(|row| row.assessment_unit.clone());
        self.row.unit = ledger.unit.as_ref().and_then(|key| values.get(key)).map(Scalar::plain).or(keeper_unit);
        self.row.event_day = match ledger.event_day.as_ref().and_then(|key| values.get(key)) {
            Some(Scalar::Day(day)) => Some(*day),
            _ => None,
        };
        self.row.title = title(book, around, values);
        self.row.natural_key = natural_key(book, values);
        self.row.cells = cells_of(&ledger.fields, values, &sealed)?;
        self.row.subject = subject_of(tx, book, values, &sealed, roll)?;
        Ok(())
    }

    /// Refuses a second live entry of the same natural key.
    pub(crate) fn refuse_same_key(&self, tx: &Tx<'_>, book: &Book) -> Result<(), Stop> {
        refuse_known_key(tx, book, self.row.natural_key.as_ref(), self.row.id)
    }
}

/// Refuses a natural key that another live entry has.
fn refuse_known_key(tx: &Tx<'_>, book: &Book, key: Option<&String>, but: Id) -> Result<(), Stop> {
    let Some(key) = key else { return Ok(()) };
    let found = entries_by_keys(tx, &book.shape, std::slice::from_ref(key))?;
    if found.iter().any(|(_, id)| *id != but) {
        let said = Sentence::new("work.entry.same_key");
        let cells = book.ledger.natural_key.iter();
        let refusal = Refusal {
            fields: cells.map(|cell| (format!("values.{cell}"), said.clone())).collect(),
            ..Refusal::new(RefusalKind::Conflict, said.clone())
        };
        return Err(refusal.into());
    }
    Ok(())
}
