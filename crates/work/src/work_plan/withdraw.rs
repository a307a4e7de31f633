//! Take a work plan back before the head has looked.

use crate::Command;
use crate::work_plan::move_on::move_on;
use access::{Action, Grant};
use base::{Id, Stop};
use rules::life_cycle::MoveVerb;
use serde::Serialize;
use store::Tx;

/// Takes a submitted work plan back to its draft.
#[derive(Clone, Debug, Serialize)]
pub struct WithdrawWorkPlan {
    /// Which.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// Why, if one says so.
    pub reason: String,
}

impl Command for WithdrawWorkPlan {
    const VERB: &'static str = "withdraw_work_plan";
    const ACTION: Action = Action::WriteWorkPlan;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        move_on(grant, tx, self.id, self.version, MoveVerb::Withdraw, &self.reason)
    }
}
