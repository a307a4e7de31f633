//! Look at a file. Each look is recorded.

use crate::Query;
use crate::entry::EntryBody;
use crate::entry::page::facts_of;
use crate::entry::reach::Reach;
use crate::ledger::{Books, Surroundings};
use access::{Action, Grant};
use base::{Id, Language, Refusal, Stop};
use std::sync::Arc;
use store::Tx;
use store::evidence::evidence_by_id;

/// Asks for a file of an entry.
#[derive(Clone, Debug)]
pub struct FetchEvidence {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// The entry.
    pub id: Id,
    /// The file.
    pub file: Id,
}

/// A file that may be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFile {
    /// SM3 of its bytes, under which it is kept.
    pub digest: String,
    /// As it was called.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
}

impl Query for FetchEvidence {
    const ACTION: Action = Action::SeeEntry;
    const LOGGED: Option<&'static str> = Some("fetch_evidence");
    type Answer = FoundFile;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<FoundFile, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, Language::default())?;
        let reach = Reach::new(grant, &around, book);
        let body = EntryBody::read(tx, book, self.id)?.ok_or_else(Refusal::not_found)?;
        let facts = facts_of(&body.row, &reach);
        grant.require(&facts)?;
        let file = evidence_by_id(tx, self.id, self.file)?.filter(|file| file.removed_at.is_none());
        let file = file.ok_or_else(Refusal::not_found)?;
        let field = book.ledger.field(&file.field).ok_or_else(Refusal::not_found)?;
        if !reach.field_scope(field).admits(&facts) {
            return Err(Refusal::not_found().into());
        }
        Ok(FoundFile { digest: file.digest, name: file.name, media_type: file.media_type, size: file.size })
    }
}
