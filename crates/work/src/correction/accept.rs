//! Say that it was corrected.

use super::kept::{ACCEPTED, answer, waiting};
use crate::Command;
use crate::check::{Fields, REASON};
use crate::ledger::Books;
use access::{Action, Grant};
use base::{Fault, Id, Refusal, Stop};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;
use store::Tx;
use store::entry::entry_by_id;
use store::revision::revisions_of;

/// Answers a request with the correction, which was made in the entry before.
#[derive(Clone, Debug, Serialize)]
pub struct AcceptCorrection {
    /// The installed ledgers.
    #[serde(skip)]
    pub books: Arc<Books>,
    /// The request.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// What is said with it; may be empty.
    pub answer: String,
}

impl Command for AcceptCorrection {
    const VERB: &'static str = "accept_correction";
    const ACTION: Action = Action::HandleCorrection;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let mut row = waiting(grant, tx, self.id, self.version)?;
        let mut faults = Fields::default();
        let words = faults.text_if("answer", &self.answer, REASON);
        faults.done()?;
        if let (Some(entry), Some(seen)) = (row.entry, row.entry_version) {
            let book = self.books.book(&row.ledger)?;
            let now = entry_by_id(tx, &book.shape, entry)?.ok_or_else(Refusal::not_found)?;
            if !was_changed(tx, entry, seen)? {
                return Err(Refusal::conflict("work.correction.not_corrected").into());
            }
            row.new_version = Some(now.version);
        }
        answer(grant, tx, &mut row, ACCEPTED, "accept", words)
    }
}

/// What can be corrected in an entry; that it moved on in its life corrects nothing.
#[derive(Default, Deserialize, PartialEq)]
#[serde(default)]
struct Content {
    values: Value,
    lines: Value,
    milestones: Value,
    files: Value,
}

/// Does the entry hold something else now than in the version that the raiser saw?
fn was_changed(tx: &Tx<'_>, entry: Id, seen: i64) -> Result<bool, Fault> {
    let revisions = revisions_of(tx, "entry", entry)?;
    let content = |body: &str| serde_json::from_str::<Content>(body).map_err(Fault::broken);
    let then = revisions.iter().rfind(|one| one.version <= seen).map(|one| content(&one.body)).transpose()?;
    let now = revisions.last().map(|one| content(&one.body)).transpose()?;
    Ok(then != now)
}
