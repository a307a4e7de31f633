//! The office accepts a work plan.

use crate::Command;
use crate::work_plan::move_on::move_on;
use access::{Action, Grant};
use base::{Id, Stop};
use rules::life_cycle::MoveVerb;
use serde::Serialize;
use store::Tx;

/// Accepts an approved work plan: from now on only an amendment changes it.
#[derive(Clone, Debug, Serialize)]
pub struct AcceptWorkPlan {
    /// Which.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// Why, if one says so.
    pub reason: String,
}

impl Command for AcceptWorkPlan {
    const VERB: &'static str = "accept_work_plan";
    const ACTION: Action = Action::AcceptWorkPlan;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        move_on(grant, tx, self.id, self.version, MoveVerb::Accept, &self.reason)
    }
}
