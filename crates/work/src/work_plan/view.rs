//! How a work plan is shown.

use crate::amendment::AmendmentView;
use crate::session::Ref;
use crate::word::word;
use crate::work_plan::WorkPlanContent;
use base::{Fault, Id, Moment};
use rules::life_cycle::{MoveVerb, WorkPlanState};
use serde::Serialize;
use store::work_plan::WorkPlanRow;
use utoipa::ToSchema;

/// A work plan in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WorkPlanSummary {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// The plan.
    #[schema(value_type = String)]
    pub plan_id: Id,
    /// The task.
    #[schema(value_type = String)]
    pub task_id: Id,
    /// Number of the task as printed.
    pub task_number: String,
    /// Title of the task.
    pub task_title: String,
    /// The lead that wrote it.
    pub organisation: Ref,
    /// Where it stands.
    pub state: WorkPlanState,
    /// To be sent back with a change.
    pub version: i64,
    /// When it was last changed or moved.
    #[schema(value_type = String)]
    pub updated_at: Moment,
}

/// A step in the life of a work plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Move)]
pub struct MoveView {
    /// What was done.
    pub verb: MoveVerb,
    /// By whom.
    pub by: Ref,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Why.
    #[schema(required = true)]
    pub reason: Option<String>,
}

/// A hint to the writer that keeps nothing from being done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WorkPlanRemark {
    /// Its code.
    pub code: String,
    /// In the reader's language.
    pub message: String,
}

/// A work plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = WorkPlan)]
pub struct WorkPlanView {
    /// As in a list.
    #[serde(flatten)]
    pub summary: WorkPlanSummary,
    /// The year in which its milestones lie.
    pub year: i16,
    /// Deadline of the task as printed, or "".
    pub task_deadline: String,
    /// What stands in it.
    pub content: WorkPlanContent,
    /// The deputy leader in charge.
    pub deputy_leader: String,
    /// The division that works on it.
    #[schema(required = true)]
    pub division: Option<Ref>,
    /// The person who works on it.
    #[schema(required = true)]
    pub handler: Option<Ref>,
    /// Its life so far.
    pub moves: Vec<MoveView>,
    /// Changes since it was accepted.
    pub amendments: Vec<AmendmentView>,
    /// Hints that keep nothing from being done.
    pub remarks: Vec<WorkPlanRemark>,
    /// What the reader may do with it now.
    pub may: Vec<MoveVerb>,
}

/// As in a list.
pub(crate) fn summary(row: &WorkPlanRow) -> Result<WorkPlanSummary, Fault> {
    Ok(WorkPlanSummary {
        id: row.id,
        plan_id: row.plan,
        task_id: row.item,
        task_number: row.task_number.clone(),
        task_title: row.task_title.clone(),
        organisation: row.organisation.clone().into(),
        state: word(&row.state)?,
        version: row.version,
        updated_at: row.updated_at,
    })
}
