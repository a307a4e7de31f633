//! Take a request back.

use super::kept::{WITHDRAWN, waiting, write};
use crate::Command;
use access::{Action, Grant};
use base::{Id, Stop};
use serde::Serialize;
use store::Tx;

/// Takes back a request of one's own that waits for an answer.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawCorrection {
    /// The request.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
}

impl Command for WithdrawCorrection {
    const VERB: &'static str = "withdraw_correction";
    const ACTION: Action = Action::FollowCorrection;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let mut row = waiting(grant, tx, self.id, self.version)?;
        WITHDRAWN.clone_into(&mut row.state);
        write(grant, tx, &mut row, "withdraw", "")
    }
}
