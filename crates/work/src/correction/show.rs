//! One request with what became of it.

use super::kept::facts_of;
use super::view::{CorrectionView, Reader};
use crate::Query;
use crate::ledger::Books;
use access::{Action, Grant};
use base::{Id, Language, Refusal, Stop};
use std::sync::Arc;
use store::Tx;
use store::correction::correction_by_id;

/// Asks for one request.
#[derive(Clone, Debug)]
pub struct ShowCorrection {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// The request.
    pub id: Id,
    /// The reader's language.
    pub language: Language,
}

impl Query for ShowCorrection {
    const ACTION: Action = Action::SeeCorrection;
    type Answer = CorrectionView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<CorrectionView, Stop> {
        let row = correction_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        grant.require(&facts_of(&row))?;
        let reader = Reader::new(grant, tx, &self.books, self.language)?;
        let mut view = reader.view(tx, &row)?;
        view.steps = reader.steps(tx, &row, view.hidden)?;
        Ok(view)
    }
}
