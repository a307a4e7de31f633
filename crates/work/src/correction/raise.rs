//! Say that something in the books is wrong.

use super::handler::{due, keeper_of_subject};
use super::kept::{RAISED, revise};
use crate::Command;
use crate::app::day_of;
use crate::check::Fields;
use crate::entry::page::facts_of;
use crate::entry::reach::Reach;
use crate::ledger::{Books, Surroundings};
use access::{Action, Grant};
use base::{Id, Language, Refusal, Stop};
use serde::Serialize;
use std::sync::Arc;
use store::Tx;
use store::correction::{CorrectionRow, insert_correction, insert_correction_step};
use store::entry::entry_by_id;

/// Raises a request about an entry, or about a subject itself.
#[derive(Clone, Debug, Serialize)]
pub struct RaiseCorrection {
    /// The installed ledgers.
    #[serde(skip)]
    pub books: Arc<Books>,
    /// Code of the ledger and the entry; absent where the subject itself is meant.
    pub entry: Option<(String, Id)>,
    /// The subject; absent where an entry is meant.
    pub subject: Option<Id>,
    /// Code of the field, or `name` or `address` of a subject; empty where the whole is meant.
    pub field: String,
    /// What is wrong.
    pub wrong: String,
    /// What it should be.
    pub proposed: String,
}

/// Longest words about one thing, in characters.
const WORDS: usize = 1_000;
/// What can be wrong with a subject itself.
const OF_SUBJECT: [&str; 3] = ["", "name", "address"];

/// About what a request is, and whose turn it is.
struct About {
    ledger: String,
    entry: Option<Id>,
    subject: Option<Id>,
    version: Option<i64>,
    organisation: Id,
}

impl Command for RaiseCorrection {
    const VERB: &'static str = "raise_correction";
    const ACTION: Action = Action::RaiseCorrection;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        let around = Surroundings::of(tx, &self.books, Language::default())?;
        let today = day_of(tx.now());
        let mut faults = Fields::default();
        let wrong = faults.text("wrong", &self.wrong, WORDS);
        let proposed = faults.text("proposed", &self.proposed, WORDS);
        let about = match (&self.entry, self.subject) {
            (Some((ledger, id)), None) => self.about_entry(grant, tx, &around, ledger, *id, &mut faults)?,
            (None, Some(id)) => {
                crate::subject::require_seen(grant, tx, &self.books, &around, id)?;
                faults.choice("field", &self.field, OF_SUBJECT.contains(&self.field.as_str()));
                let organisation = keeper_of_subject(tx, &self.books, &around, id, today)?;
                About { ledger: String::new(), entry: None, subject: Some(id), version: None, organisation }
            }
            _ => return Err(Refusal::not_found().into()),
        };
        faults.done()?;
        let row = CorrectionRow {
            id: tx.new_id(),
            ledger: about.ledger,
            entry: about.entry,
            subject: about.subject,
            field: self.field.clone(),
            entry_version: about.version,
            wrong,
            proposed,
            state: RAISED.to_owned(),
            organisation: about.organisation,
            due: due(&self.books, today),
            raised_by: grant.person()?.user,
            raised_by_name: String::new(),
            raised_at: tx.now(),
            answer: String::new(),
            answered_by: None,
            answered_by_name: String::new(),
            answered_at: None,
            new_version: None,
            noted_at: None,
            file: None,
            version: 1,
        };
        insert_correction(tx, &row)?;
        insert_correction_step(tx, &row, "raise", grant.user(), "")?;
        tx.about("correction", row.id);
        revise(tx, &row)?;
        Ok(row.id)
    }
}

impl RaiseCorrection {
    fn about_entry(
        &self,
        grant: &Grant,
        tx: &Tx<'_>,
        around: &Surroundings,
        ledger: &str,
        id: Id,
        faults: &mut Fields,
    ) -> Result<About, Stop> {
        let book = self.books.book(ledger)?;
        let reach = Reach::new(grant, around, book);
        let row = entry_by_id(tx, &book.shape, id)?.ok_or_else(Refusal::not_found)?;
        let facts = facts_of(&row, &reach);
        grant.require(&facts)?;
        let seen = book.ledger.field(&self.field).is_some_and(|field| reach.field_scope(field).admits(&facts));
        faults.choice("field", &self.field, seen || self.field.is_empty());
        Ok(About {
            ledger: ledger.to_owned(),
            entry: Some(id),
            subject: row.subject,
            version: Some(row.version),
            organisation: row.organisation,
        })
    }
}
