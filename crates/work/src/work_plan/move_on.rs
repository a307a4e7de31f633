//! What all moves of a work plan share: the row, who it belongs to, what the life cycle allows.

use crate::check::Fields;
use crate::word::word;
use crate::work_plan::WorkPlanContent;
use access::{Action, Facts, Grant};
use base::{Fault, Id, Refusal, Stop};
use rules::deadline::deadline_day;
use rules::life_cycle::{MoveVerb, WorkPlanState};
use rules::milestones::Bounds;
use serde_json::json;
use std::collections::BTreeSet;
use store::Tx;
use store::duty::duties_of_item;
use store::work_plan::{WorkPlanRow, insert_move, set_work_plan_state, work_plan_by_id};

/// The right that a verb needs.
pub(crate) fn action_of(verb: MoveVerb) -> Action {
    match verb {
        MoveVerb::Create | MoveVerb::Save | MoveVerb::Submit | MoveVerb::Withdraw => Action::WriteWorkPlan,
        MoveVerb::Approve | MoveVerb::SendBack => Action::ApproveWorkPlan,
        MoveVerb::Accept | MoveVerb::Return => Action::AcceptWorkPlan,
        MoveVerb::Amend => Action::AmendWorkPlan,
    }
}

/// What a work plan says of itself when rights are asked.
pub(crate) fn facts_of(row: &WorkPlanRow) -> Facts {
    Facts { organisation: Some(row.organisation.0), state: Some(row.state.clone()), ..Facts::default() }
}

/// The work plan, if the grant covers it, nobody was faster, and its life allows the verb; with the state that follows.
pub(crate) fn ready_for(
    grant: &Grant,
    tx: &mut Tx<'_>,
    id: Id,
    version: i64,
    verb: MoveVerb,
) -> Result<(WorkPlanRow, WorkPlanState), Stop> {
    let row = work_plan_by_id(tx, id)?.ok_or_else(Refusal::not_found)?;
    grant.require(&facts_of(&row))?;
    tx.about("work_plan", id);
    if row.version != version {
        return Err(Refusal::stale().into());
    }
    let state: WorkPlanState = word(&row.state)?;
    let next = state.after(verb).ok_or_else(|| Refusal::conflict("work.work_plan.not_now"))?;
    if !still_leads(tx, &row)? {
        return Err(Refusal::conflict("work.work_plan.duty_withdrawn").into());
    }
    Ok((row, next))
}

/// Does the organisation still lead the task?
pub(crate) fn still_leads(tx: &Tx<'_>, row: &WorkPlanRow) -> Result<bool, Fault> {
    Ok(store::duty::leads_of_item(tx, row.item)?.contains(&row.organisation.0))
}

/// Moves a work plan on, with the reason that some verbs need.
pub(crate) fn move_on(
    grant: &Grant,
    tx: &mut Tx<'_>,
    id: Id,
    version: i64,
    verb: MoveVerb,
    reason: &str,
) -> Result<(), Stop> {
    let (_, next) = ready_for(grant, tx, id, version, verb)?;
    enter(grant, tx, id, version, verb, next, reason)
}

/// Enters a state that `ready_for` allowed.
pub(crate) fn enter(
    grant: &Grant,
    tx: &mut Tx<'_>,
    id: Id,
    version: i64,
    verb: MoveVerb,
    next: WorkPlanState,
    reason: &str,
) -> Result<(), Stop> {
    let mut fields = Fields::default();
    let reason = if verb.needs_reason() {
        fields.reason(reason)
    } else {
        fields.text_if("reason", reason, crate::check::REASON)
    };
    fields.done()?;
    let reason = Some(reason.as_str()).filter(|reason| !reason.is_empty());
    set_work_plan_state(tx, id, next.code())?;
    insert_move(tx, id, verb.code(), grant.user(), reason)?;
    Ok(tx.revise("work_plan", id, version + 1, &json!({ "state": next, "verb": verb, "reason": reason }))?)
}

/// Whether the content may be handed in: what the task demands of it.
pub(crate) fn bounds_of(tx: &Tx<'_>, row: &WorkPlanRow) -> Result<Bounds, Fault> {
    let partners = duties_of_item(tx, row.item)?
        .into_iter()
        .filter(|duty| duty.state != "withdrawn" && duty.organisation.0 != row.organisation.0)
        .map(|duty| duty.organisation.0)
        .collect();
    Ok(Bounds { year: row.year, deadline: deadline_day(&row.task_deadline, row.year), partners })
}

/// The organisations that are responsible for the task, without the one that writes.
pub(crate) fn responsible_of(tx: &Tx<'_>, item: Id, writer: Id) -> Result<Vec<Id>, Fault> {
    let mut met = BTreeSet::from([writer]);
    let duties = duties_of_item(tx, item)?;
    let live = duties.into_iter().filter(|duty| duty.state != "withdrawn" && duty.role == "responsible");
    Ok(live.map(|duty| duty.organisation.0).filter(|one| met.insert(*one)).collect())
}

/// Refuses content that may not be handed in.
pub(crate) fn check_whole(tx: &Tx<'_>, row: &WorkPlanRow, content: &WorkPlanContent) -> Result<(), Stop> {
    let bounds = bounds_of(tx, row)?;
    let mut fields = Fields::default();
    content.check(tx, &mut fields, row.organisation.0, Some(&bounds))?;
    Ok(fields.done()?)
}
