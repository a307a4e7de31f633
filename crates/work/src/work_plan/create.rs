//! Begin the work plan of a task.

use crate::Command;
use crate::work_plan::move_on::responsible_of;
use access::{Action, Facts, Grant};
use base::{Fault, Id, Refusal, Stop};
use rules::deadline::deadline_day;
use rules::life_cycle::MoveVerb;
use serde::Serialize;
use serde_json::json;
use store::Tx;
use store::duty::{DutyRow, duties_of_item};
use store::sub_assignment::assignments_of;
use store::work_plan::{WorkPlanFilter, insert_move, insert_work_plan, work_plan_by_id, work_plans};
use store::work_plan_content::{WorkPlanContentRow, write_content};

/// Begins a draft for a task and one of its lead organisations, with what is known already.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct CreateWorkPlan {
    /// The plan.
    pub plan: Id,
    /// The task.
    pub item: Id,
    /// The lead that writes.
    pub organisation: Id,
}

impl Command for CreateWorkPlan {
    const VERB: &'static str = "create_work_plan";
    const ACTION: Action = Action::WriteWorkPlan;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        grant.require(&Facts { organisation: Some(self.organisation), ..Facts::default() })?;
        let on_task = duties_of_item(tx, self.item)?;
        let mine = |duty: &&DutyRow| duty.plan == self.plan && duty.organisation.0 == self.organisation;
        let mut own = on_task.iter().filter(mine).filter(|duty| duty.state != "withdrawn").peekable();
        if own.peek().is_none() {
            return Err(Refusal::not_found().into());
        }
        let Some(lead) = own.find(|duty| duty.role == "lead") else {
            return Err(Refusal::conflict("work.work_plan.not_lead").into());
        };
        if lead.state != "received" {
            return Err(Refusal::conflict("work.work_plan.receive_first").into());
        }
        let filter = WorkPlanFilter {
            item: Some(self.item),
            organisation: Some(self.organisation),
            ..WorkPlanFilter::default()
        };
        if !work_plans(tx, &access::Scope::All, &filter)?.is_empty() {
            return Err(Refusal::conflict("work.work_plan.exists").into());
        }
        let id = insert_work_plan(tx, self.plan, self.item, self.organisation)?;
        tx.about("work_plan", id);
        let content = self.first_content(tx, id, lead)?;
        write_content(tx, id, &content)?;
        insert_move(tx, id, MoveVerb::Create.code(), grant.user(), None)?;
        tx.revise("work_plan", id, 2, &json!({ "item": self.item, "organisation": self.organisation }))?;
        Ok(id)
    }
}

impl CreateWorkPlan {
    /// A part for each responsible organisation, the task's deadline where it is a day, and those to whom the duty was
    /// passed on.
    fn first_content(&self, tx: &Tx<'_>, id: Id, lead: &DutyRow) -> Result<WorkPlanContentRow, Fault> {
        let row = work_plan_by_id(tx, id)?.ok_or_else(|| Fault::broken("the work plan just written is gone"))?;
        let deadline = deadline_day(&row.task_deadline, row.year).filter(|day| day.year() == row.year);
        let passed_on = assignments_of(tx, &[lead.id])?.remove(&lead.id).and_then(|mut all| all.pop());
        Ok(WorkPlanContentRow {
            milestones: deadline.map(|day| (String::new(), Some(day), 100)).into_iter().collect(),
            parts: responsible_of(tx, self.item, self.organisation)?
                .into_iter()
                .map(|organisation| (organisation, String::new()))
                .collect(),
            division: passed_on.as_ref().map(|one| one.division.0),
            handler: passed_on.and_then(|one| one.handler.map(|(id, _)| id)),
            ..WorkPlanContentRow::default()
        })
    }
}
