//! Hand a work plan to the head of the organisation.

use crate::Command;
use crate::work_plan::WorkPlanContent;
use crate::work_plan::move_on::{check_whole, enter, ready_for};
use access::{Action, Grant};
use base::{Id, Stop};
use rules::life_cycle::MoveVerb;
use serde::Serialize;
use store::Tx;
use store::work_plan_content::content_of;

/// Submits a work plan as it was last saved; it must be whole.
#[derive(Clone, Debug, Serialize)]
pub struct SubmitWorkPlan {
    /// Which.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// What is said with it.
    pub reason: String,
}

impl Command for SubmitWorkPlan {
    const VERB: &'static str = "submit_work_plan";
    const ACTION: Action = Action::WriteWorkPlan;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let (row, next) = ready_for(grant, tx, self.id, self.version, MoveVerb::Submit)?;
        let content = WorkPlanContent::of_row(tx, content_of(tx, self.id)?)?;
        check_whole(tx, &row, &content)?;
        enter(grant, tx, self.id, self.version, MoveVerb::Submit, next, &self.reason)
    }
}
