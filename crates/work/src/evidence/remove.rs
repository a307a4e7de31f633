//! Take a file away from an entry. Its bytes stay: the history names them.

use super::attach::writable;
use crate::Command;
use crate::entry::edit;
use crate::entry::marks::file_marks;
use crate::ledger::{Books, Surroundings};
use access::{Action, Grant};
use base::{Id, Language, Refusal, Stop};
use serde::Serialize;
use std::sync::Arc;
use store::Tx;
use store::entry_mark::remove_marks;
use store::evidence::{evidence_by_id, evidence_of, remove_evidence};

/// Takes a file away.
#[derive(Clone, Debug, Serialize)]
pub struct RemoveEvidence {
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
    /// The file.
    pub file: Id,
}

impl Command for RemoveEvidence {
    const VERB: &'static str = "remove_evidence";
    const ACTION: Action = Action::WriteEntry;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let mut body = writable(grant, tx, book, &around, self.id)?;
        let file = evidence_by_id(tx, self.id, self.file)?.filter(|file| file.removed_at.is_none());
        let file = file.ok_or_else(Refusal::not_found)?;
        remove_evidence(tx, self.id, self.file)?;
        // The same file may lie in another field of the entry.
        if evidence_of(tx, self.id)?.iter().all(|other| other.digest != file.digest) {
            remove_marks(tx, &self.ledger, &file_marks(book, &body.row, std::slice::from_ref(&file.digest)))?;
        }
        let left = body.content.files.get(&file.field).copied().unwrap_or_default().saturating_sub(1);
        if left == 0 {
            body.content.files.remove(&file.field);
        } else {
            body.content.files.insert(file.field, left);
        }
        tx.about("entry", self.id);
        edit::write(tx, book, &around, &mut body, "")
    }
}
