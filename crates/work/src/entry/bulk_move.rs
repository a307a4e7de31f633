//! One move of many entries: each is made or refused for itself.

use crate::Command;
use crate::bulk::{BulkOutcome, refuse_too_many};
use crate::entry::move_on::{MoveAsked, Mover};
use crate::ledger::{Books, Surroundings};
use access::{Action, Grant};
use base::{Id, Language, Stop};
use serde::Serialize;
use std::sync::Arc;
use store::Tx;

/// Makes one move of many entries of a ledger.
#[derive(Clone, Debug, Serialize)]
pub struct MoveEntries {
    /// The installed ledgers.
    #[serde(skip)]
    pub books: Arc<Books>,
    /// The language of those who are told what is wrong.
    #[serde(skip)]
    pub language: Language,
    /// Code of the ledger.
    pub ledger: String,
    /// The entries, each with the version that was shown.
    pub entries: Vec<(Id, i64)>,
    /// Code of the move.
    pub code: String,
    /// What it needs.
    pub asked: MoveAsked,
}

impl Command for MoveEntries {
    const VERB: &'static str = "move_entries";
    const ACTION: Action = Action::MoveEntry;
    type Answer = Vec<BulkOutcome>;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Vec<BulkOutcome>, Stop> {
        refuse_too_many(self.entries.len())?;
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let mut outcomes = Vec::new();
        let mut mover = Mover::new(grant, tx, book, &around);
        for (id, version) in &self.entries {
            let moved = mover.make(*id, *version, &self.code, &self.asked);
            outcomes.push(BulkOutcome::of(*id, moved.map(|_| ()))?);
        }
        tx.about_nothing();
        Ok(outcomes)
    }
}
