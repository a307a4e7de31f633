//! Change what stands in an entry.

use crate::Command;
use crate::check::Fields;
use crate::entry::kept::{replace_beside, search_words};
use crate::entry::marks::{marks_of, replace_marks};
use crate::entry::mentioned::check_mentioned;
use crate::entry::page::facts_of;
use crate::entry::reach::Reach;
use crate::entry::{CheckedContent, EntryBody, EntryContent};
use crate::ledger::{Book, Books, Surroundings};
use crate::subject::Roll;
use access::{Action, Grant};
use base::{Id, Language, Refusal, Stop};
use rules::ledger::Stage;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::Tx;
use store::entry::update_entry;
use store::entry_search::replace_words;

/// Changes an entry; after its draft a reason is needed.
#[derive(Clone, Debug, Serialize)]
pub struct EditEntry {
    /// The installed ledgers.
    #[serde(skip)]
    pub books: Arc<Books>,
    /// The language of those who are told what is wrong.
    #[serde(skip)]
    pub language: Language,
    /// Code of the ledger.
    pub ledger: String,
    /// The entry.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// What stands in it now.
    pub content: EntryContent,
    /// Why; may be empty while it is a draft.
    pub reason: String,
}

impl Command for EditEntry {
    const VERB: &'static str = "edit_entry";
    const ACTION: Action = Action::WriteEntry;
    type Answer = i64;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<i64, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let reach = Reach::new(grant, &around, book);
        let mut body = EntryBody::read(tx, book, self.id)?.ok_or_else(Refusal::not_found)?;
        grant.require(&facts_of(&body.row, &reach))?;
        tx.about("entry", self.id);
        if body.row.version != self.version {
            return Err(Refusal::stale().into());
        }
        may_edit(grant, tx, book, &around, &reach, &body)?;
        let mut faults = Fields::default();
        let draft = is_draft(book, &body);
        let reason = if draft {
            faults.text_if("reason", &self.reason, crate::check::REASON)
        } else {
            faults.reason(&self.reason)
        };
        let unseen = unseen(book, &reach, &body);
        let content = CheckedContent::read(book, &around, &self.content, &body.content, &unseen, &mut faults);
        let mentioned = (&content, &body.content);
        check_mentioned(tx, &self.books, book, &around, grant.actor(), mentioned, &mut faults)?;
        if !draft {
            content.check_whole(book, &mut faults, self.language);
        }
        faults.done()?;
        body.content = content;
        write(tx, book, &around, &mut body, &reason)?;
        Ok(body.row.version)
    }
}

/// Writes an entry over the version that was read, with its lines, marks, words and revision.
pub(crate) fn write(
    tx: &mut Tx<'_>,
    book: &Book,
    around: &Surroundings,
    body: &mut EntryBody,
    reason: &str,
) -> Result<(), Stop> {
    let marks = marks_of(book, &body.row);
    let mut roll = Roll::default();
    body.settle(tx, book, around, &mut roll)?;
    roll.write(tx)?;
    body.refuse_same_key(tx, book)?;
    if !update_entry(tx, &book.shape, &body.row)? {
        return Err(Refusal::stale().into());
    }
    body.row.version += 1;
    replace_beside(tx, book, body.row.id, &body.content)?;
    replace_marks(tx, book, marks, marks_of(book, &body.row))?;
    replace_words(tx, &book.shape, body.row.id, search_words(book, around, &body.content.values))?;
    body.revise(tx, book, reason)
}

/// Is the entry still a draft?
pub(crate) fn is_draft(book: &Book, body: &EntryBody) -> bool {
    let state = book.cycle(body.row.cycle).state(&body.row.state);
    state.is_some_and(|state| state.stage == Stage::Draft)
}

/// Refuses a change in a state in which it is nobody's, or somebody else's, to change.
pub(crate) fn may_edit(
    grant: &Grant,
    tx: &Tx<'_>,
    book: &Book,
    around: &Surroundings,
    reach: &Reach,
    body: &EntryBody,
) -> Result<(), Stop> {
    let state = book.cycle(body.row.cycle).state(&body.row.state);
    let editors = state.map(|state| state.editors.as_slice()).unwrap_or_default();
    if editors.is_empty() {
        return Err(Refusal::conflict("work.entry.closed").into());
    }
    if !body.is_turn_of(grant, tx, around, reach, editors)? {
        return Err(Refusal::forbidden().into());
    }
    Ok(())
}

/// May files be added or taken away now? Whoever may change the entry may, and whoever may make a move from this state
/// that asks for a file.
pub(crate) fn may_add_files(
    grant: &Grant,
    tx: &Tx<'_>,
    book: &Book,
    around: &Surroundings,
    reach: &Reach,
    body: &EntryBody,
) -> Result<bool, Stop> {
    if may_edit(grant, tx, book, around, reach, body).is_ok() {
        return Ok(true);
    }
    let cycle = book.cycle(body.row.cycle);
    for one in cycle.moves_from(&body.row.state).filter(|one| !one.evidence.is_empty()) {
        if body.is_turn_of(grant, tx, around, reach, &one.who)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Codes of the fields that the writer does not see on this row: they keep their values.
pub(crate) fn unseen(book: &Book, reach: &Reach, body: &EntryBody) -> BTreeSet<String> {
    let facts = facts_of(&body.row, reach);
    let hidden = book.ledger.fields.iter().filter(|field| !reach.field_scope(field).admits(&facts));
    hidden.map(|field| field.code.clone()).collect()
}
