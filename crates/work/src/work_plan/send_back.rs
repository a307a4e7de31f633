//! The head sends a work plan back.

use crate::Command;
use crate::work_plan::move_on::move_on;
use access::{Action, Grant};
use base::{Id, Stop};
use rules::life_cycle::MoveVerb;
use serde::Serialize;
use store::Tx;

/// Gives a submitted work plan back to its writers.
#[derive(Clone, Debug, Serialize)]
pub struct SendBackWorkPlan {
    /// Which.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl Command for SendBackWorkPlan {
    const VERB: &'static str = "send_back_work_plan";
    const ACTION: Action = Action::ApproveWorkPlan;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        move_on(grant, tx, self.id, self.version, MoveVerb::SendBack, &self.reason)
    }
}
