//! Say that nothing is corrected, and why.

use super::kept::{REFUSED, answer, waiting};
use crate::Command;
use crate::check::Fields;
use access::{Action, Grant};
use base::{Id, Stop};
use serde::Serialize;
use store::Tx;

/// Answers a request with a reason instead of a correction.
#[derive(Clone, Debug, Serialize)]
pub struct RefuseCorrection {
    /// The request.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// Why nothing is corrected.
    pub reason: String,
}

impl Command for RefuseCorrection {
    const VERB: &'static str = "refuse_correction";
    const ACTION: Action = Action::HandleCorrection;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let mut row = waiting(grant, tx, self.id, self.version)?;
        let mut faults = Fields::default();
        let reason = faults.reason(&self.reason);
        faults.done()?;
        answer(grant, tx, &mut row, REFUSED, "refuse", reason)
    }
}
