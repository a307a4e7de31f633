//! Look at the file of a request. Each look is recorded.

use super::kept::facts_of;
use super::view::Reader;
use crate::Query;
use crate::evidence::FoundFile;
use crate::ledger::Books;
use access::{Action, Grant};
use base::{Id, Language, Refusal, Stop};
use std::sync::Arc;
use store::Tx;
use store::correction::correction_by_id;

/// Asks for the file of a request; not found for whoever may not read the request's words.
#[derive(Clone, Debug)]
pub struct FetchCorrectionFile {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// The request.
    pub id: Id,
}

impl Query for FetchCorrectionFile {
    const ACTION: Action = Action::SeeCorrection;
    const LOGGED: Option<&'static str> = Some("fetch_correction_file");
    type Answer = FoundFile;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<FoundFile, Stop> {
        let row = correction_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        grant.require(&facts_of(&row))?;
        let view = Reader::new(grant, tx, &self.books, Language::default())?.view(tx, &row)?;
        let file = row.file.filter(|_| !view.hidden).ok_or_else(Refusal::not_found)?;
        Ok(FoundFile { digest: file.digest, name: file.name, media_type: file.media_type, size: file.size })
    }
}
