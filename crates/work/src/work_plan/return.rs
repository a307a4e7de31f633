//! The office returns a work plan.

use crate::Command;
use crate::work_plan::move_on::move_on;
use access::{Action, Grant};
use base::{Id, Stop};
use rules::life_cycle::MoveVerb;
use serde::Serialize;
use store::Tx;

/// Gives an approved work plan back to its writers.
#[derive(Clone, Debug, Serialize)]
pub struct ReturnWorkPlan {
    /// Which.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// Why.
    pub reason: String,
}

impl Command for ReturnWorkPlan {
    const VERB: &'static str = "return_work_plan";
    const ACTION: Action = Action::AcceptWorkPlan;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        move_on(grant, tx, self.id, self.version, MoveVerb::Return, &self.reason)
    }
}
