//! Take note of an answer, so that it no longer waits.

use super::kept::{ACCEPTED, REFUSED, facts_of, revise};
use crate::Command;
use access::{Action, Grant};
use base::{Id, Refusal, Stop};
use serde::Serialize;
use store::Tx;
use store::correction::{correction_by_id, update_correction};

/// Takes note of the answer to a request of one's own.
#[derive(Clone, Debug, Serialize)]
pub struct NoteAnswer {
    /// The request.
    pub id: Id,
}

impl Command for NoteAnswer {
    const VERB: &'static str = "note_answer";
    const ACTION: Action = Action::FollowCorrection;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let mut row = correction_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        grant.require(&facts_of(&row))?;
        tx.about("correction", self.id);
        if ![ACCEPTED, REFUSED].contains(&row.state.as_str()) {
            return Err(Refusal::conflict("work.correction.not_answered").into());
        }
        if row.noted_at.is_some() {
            return Ok(());
        }
        row.noted_at = Some(tx.now());
        if !update_correction(tx, &row)? {
            return Err(Refusal::stale().into());
        }
        row.version += 1;
        revise(tx, &row)
    }
}
