//! How a duty is shown.

use crate::session::Ref;
use crate::word::{doer, word};
use base::{Fault, Id, Moment};
use rules::fan_out::{DutyRole, DutyState};
use serde::Serialize;
use store::Tx;
use store::duty::DutyRow;
use store::sub_assignment::{AssignmentRow, assignments_of};
use utoipa::ToSchema;

/// To whom a duty was passed on inside the organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Assignment)]
pub struct AssignmentView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// The division.
    pub division: Ref,
    /// The person.
    #[schema(required = true)]
    pub handler: Option<Ref>,
    /// What was said with it.
    pub note: String,
    /// Who passed it on.
    pub by: Ref,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
}

/// One organisation's part in one task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Duty)]
pub struct DutyView {
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
    /// Whose it is.
    pub organisation: Ref,
    /// As what.
    pub role: DutyRole,
    /// The place of the name by which it was named, from 1.
    pub ordinal: i64,
    /// The group through which it was named.
    #[schema(required = true)]
    pub via_group: Option<Ref>,
    /// How far it has come.
    pub state: DutyState,
    /// Who acknowledged it.
    #[schema(required = true)]
    pub received_by: Option<Ref>,
    /// When.
    #[schema(required = true, value_type = Option<String>)]
    pub received_at: Option<Moment>,
    /// To whom it was passed on; the last one counts.
    pub assignments: Vec<AssignmentView>,
    /// To be sent back with a change.
    pub version: i64,
}

/// A page of duties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DutyPage {
    /// In the order in which they were handed out.
    pub items: Vec<DutyView>,
    /// The cursor of the next page, if there is one.
    #[schema(required = true)]
    pub next: Option<String>,
}

/// Duties with their assignments.
pub(crate) fn duty_views(tx: &Tx<'_>, rows: Vec<DutyRow>) -> Result<Vec<DutyView>, Fault> {
    let ids: Vec<Id> = rows.iter().map(|row| row.id).collect();
    let mut assignments = assignments_of(tx, &ids)?;
    rows.into_iter()
        .map(|row| {
            let assigned = assignments.remove(&row.id).unwrap_or_default();
            duty_view(row, assigned.into_iter().map(assignment_view).collect())
        })
        .collect()
}

fn duty_view(row: DutyRow, assignments: Vec<AssignmentView>) -> Result<DutyView, Fault> {
    Ok(DutyView {
        id: row.id,
        plan_id: row.plan,
        task_id: row.item,
        task_number: row.task_number,
        task_title: row.task_title,
        organisation: row.organisation.into(),
        role: word(&row.role)?,
        ordinal: row.ordinal,
        via_group: row.via_group.map(Ref::from),
        state: word(&row.state)?,
        received_by: row.received_by.map(Ref::from),
        received_at: row.received_at,
        assignments,
        version: row.version,
    })
}

fn assignment_view(row: AssignmentRow) -> AssignmentView {
    AssignmentView {
        id: row.id,
        division: row.division.into(),
        handler: row.handler.map(Ref::from),
        note: row.note,
        by: doer(row.by),
        at: row.at,
    }
}
