//! The head approves a work plan.

use crate::Command;
use crate::work_plan::move_on::move_on;
use access::{Action, Grant};
use base::{Id, Stop};
use rules::life_cycle::MoveVerb;
use serde::Serialize;
use store::Tx;

/// Passes a submitted work plan on to the office.
#[derive(Clone, Debug, Serialize)]
pub struct ApproveWorkPlan {
    /// Which.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// Why, if one says so.
    pub reason: String,
}

impl Command for ApproveWorkPlan {
    const VERB: &'static str = "approve_work_plan";
    const ACTION: Action = Action::ApproveWorkPlan;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        move_on(grant, tx, self.id, self.version, MoveVerb::Approve, &self.reason)
    }
}
