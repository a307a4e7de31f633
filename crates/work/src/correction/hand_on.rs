//! Hand a request on to the organisation that it concerns.

use super::handler::due;
use super::kept::{waiting, write};
use crate::Command;
use crate::app::day_of;
use crate::check::Fields;
use crate::ledger::Books;
use access::{Action, Grant};
use base::{Id, Sentence, Stop};
use serde::Serialize;
use std::sync::Arc;
use store::Tx;
use store::organisation::organisation_by_id;

/// Makes a request another organisation's turn; its days begin anew.
#[derive(Clone, Debug, Serialize)]
pub struct HandOnCorrection {
    /// The installed ledgers.
    #[serde(skip)]
    pub books: Arc<Books>,
    /// The request.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// To whom.
    pub organisation: Id,
    /// Why it is theirs.
    pub reason: String,
}

impl Command for HandOnCorrection {
    const VERB: &'static str = "hand_on_correction";
    const ACTION: Action = Action::HandleCorrection;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let mut row = waiting(grant, tx, self.id, self.version)?;
        let today = day_of(tx.now());
        let mut faults = Fields::default();
        let reason = faults.reason(&self.reason);
        let found = organisation_by_id(tx, self.organisation)?;
        let lives = found.filter(|one| one.valid_until.is_none_or(|until| until >= today));
        faults.exists("organisation_id", self.organisation, lives);
        if self.organisation == row.organisation {
            faults.fault("organisation_id", Sentence::new("work.correction.same_organisation"));
        }
        faults.done()?;
        row.organisation = self.organisation;
        row.due = due(&self.books, today);
        write(grant, tx, &mut row, "hand_on", &reason)
    }
}
