//! Requests that a reader may see: raised by them, their organisation's turn, or all for those who oversee.

use super::view::{CorrectionView, Reader};
use crate::Query;
use crate::ledger::Books;
use access::{Action, Grant};
use base::{Id, Language, Stop};
use serde::Deserialize;
use std::sync::Arc;
use store::Tx;
use store::correction::{CorrectionFilter, corrections};
use utoipa::IntoParams;

/// About what requests are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct CorrectionsAsked {
    /// About this entry.
    #[param(required = false, value_type = Option<String>)]
    pub entry: Option<Id>,
    /// About this subject or one of its entries.
    #[param(required = false, value_type = Option<String>)]
    pub subject: Option<Id>,
}

/// Most requests that are shown at once.
const SHOWN: usize = 100;

/// Asks for requests, the last first.
#[derive(Clone, Debug)]
pub struct Corrections {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// About what.
    pub asked: CorrectionsAsked,
    /// The reader's language.
    pub language: Language,
}

impl Query for Corrections {
    const ACTION: Action = Action::SeeCorrection;
    type Answer = Vec<CorrectionView>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<CorrectionView>, Stop> {
        let reader = Reader::new(grant, tx, &self.books, self.language)?;
        let filter =
            CorrectionFilter { entry: self.asked.entry, subject: self.asked.subject, ..CorrectionFilter::default() };
        corrections(tx, grant.scope(), &filter, SHOWN)?.iter().map(|row| reader.view(tx, row)).collect()
    }
}
