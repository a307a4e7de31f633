//! Begin an entry.

use crate::Command;
use crate::app::day_of;
use crate::check::Fields;
use crate::entry::kept::{cells_of, natural_key, search_words, title, write_beside};
use crate::entry::page::facts_of_keeper;
use crate::entry::sealed::seal_cells;
use crate::entry::{CheckedContent, EntryBody, EntryContent};
use crate::ledger::{Book, Books, Surroundings};
use crate::subject::subject_of;
use access::{Action, Grant};
use base::{Id, Language, Refusal, RefusalKind, Sentence, Stop};
use rules::field::Scalar;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::Tx;
use store::entry::{EntryRow, entries_by_keys, insert_entries};
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
    const ACTION: Action = Action::WriteEntry;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        check_keeper(grant, &around, book, self.organisation)?;
        let mut faults = Fields::default();
        let before = CheckedContent::default();
        let content = CheckedContent::read(book, &around, &self.content, &before, &BTreeSet::new(), &mut faults);
        faults.done()?;
        create(tx, book, &around, self.organisation, content, grant.user(), &actor_name(grant))
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

/// Writes a new entry in its first state.
pub(crate) fn create(
    tx: &mut Tx<'_>,
    book: &Book,
    around: &Surroundings,
    organisation: Id,
    content: CheckedContent,
    actor: Option<Id>,
    actor_name: &str,
) -> Result<Id, Stop> {
    let id = tx.new_id();
    let row = EntryRow {
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
        created_at: tx.now(),
        updated_at: tx.now(),
        cells: Vec::new(),
    };
    let mut body = EntryBody { row, content };
    body.settle(tx, book, around)?;
    body.refuse_same_key(tx, book)?;
    crate::entry::clock::enter_state(tx, book, &mut body, day_of(tx.now()))?;
    insert_entries(tx, &book.shape, std::slice::from_ref(&body.row))?;
    write_beside(tx, book, id, &body.content)?;
    insert_words(tx, &book.shape, &[(id, search_words(book, around, &body.content.values))])?;
    let first = EntryMoveRow {
        entry: id,
        ledger: book.ledger.code.clone(),
        code: "create".to_owned(),
        kind: "create".to_owned(),
        from: String::new(),
        to: body.row.state.clone(),
        actor,
        actor_name: actor_name.to_owned(),
        reason: String::new(),
        other: None,
        day: None,
        at: tx.now(),
    };
    insert_entry_moves(tx, &[first])?;
    tx.about("entry", id);
    body.revise(tx, book, "")?;
    Ok(id)
}

impl EntryBody {
    /// Works out what the row says of the content: key, title, unit, subject, event day, cells.
    pub(crate) fn settle(&mut self, tx: &mut Tx<'_>, book: &Book, around: &Surroundings) -> Result<(), Stop> {
        let ledger = &book.ledger;
        let before = (!self.row.cells.is_empty()).then(|| self.row.cells.clone());
        let sealed = seal_cells(tx, book, around, &mut self.content.values, before.as_deref())?;
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
        self.row.subject = subject_of(tx, book, values, &sealed)?;
        Ok(())
    }

    /// Refuses a second live entry of the same natural key.
    pub(crate) fn refuse_same_key(&self, tx: &Tx<'_>, book: &Book) -> Result<(), Stop> {
        let Some(key) = &self.row.natural_key else { return Ok(()) };
        let found = entries_by_keys(tx, &book.shape, std::slice::from_ref(key))?;
        if found.iter().any(|(_, id)| *id != self.row.id) {
            let refusal = Refusal {
                fields: book
                    .ledger
                    .natural_key
                    .iter()
                    .map(|cell| (format!("values.{cell}"), Sentence::new("work.entry.same_key")))
                    .collect(),
                ..Refusal::new(RefusalKind::Conflict, Sentence::new("work.entry.same_key"))
            };
            return Err(refusal.into());
        }
        Ok(())
    }
}
