//! A published plan by organisation: who leads what, who takes part in what, how far they are.

use crate::Query;
use crate::plan::visible_plan;
use crate::word::word;
use crate::work_plan::facts_of;
use access::{Action, Facts, Grant, Scope};
use base::{Fault, Id, Stop};
use rules::fan_out::DutyState;
use rules::life_cycle::WorkPlanState;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::duty::{DutyRow, duties_of_plan};
use store::work_plan::{WorkPlanFilter, WorkPlanRow, work_plans};
use utoipa::ToSchema;

/// Asks for a plan by organisation.
#[derive(Clone, Copy, Debug)]
pub struct ByOrganisation {
    /// Which plan.
    pub plan: Id,
}

/// An organisation by name and kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OrganisationBrief {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What sort of body it is.
    pub kind: String,
}

/// A task in the list of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TaskRef {
    /// The task.
    #[schema(value_type = String)]
    pub item_id: Id,
    /// Its number as printed.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The organisation's duty.
    #[schema(value_type = String)]
    pub duty_id: Id,
    /// How far that has come.
    pub duty_state: DutyState,
    /// The organisation's work plan, where the reader may see one.
    #[schema(required = true, value_type = Option<String>)]
    pub work_plan_id: Option<Id>,
    /// Where that stands.
    #[schema(required = true)]
    pub work_plan_state: Option<WorkPlanState>,
}

/// What one organisation has in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OrganisationShare {
    /// Which organisation.
    pub organisation: OrganisationBrief,
    /// Tasks that it leads.
    pub lead: Vec<TaskRef>,
    /// Tasks in which it takes part.
    pub responsible: Vec<TaskRef>,
    /// Duties acknowledged.
    pub received: usize,
    /// Duties in all.
    pub total: usize,
    /// Work plans that the office accepted.
    pub work_plans_accepted: usize,
    /// Work plans that it has to file: one a task that it leads.
    pub work_plans_due: usize,
}

impl Query for ByOrganisation {
    const ACTION: Action = Action::SeePlan;
    type Answer = Vec<OrganisationShare>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<OrganisationShare>, Stop> {
        visible_plan(grant, tx, self.plan)?;
        let duties = duties_of_plan(tx, self.plan)?;
        let filter = WorkPlanFilter { plan: Some(self.plan), ..WorkPlanFilter::default() };
        let rows = work_plans(tx, &Scope::All, &filter)?;
        let seen = rows.iter().filter(|row| grant.may(Action::SeeWorkPlan, &facts_of(row)));
        let plans: BTreeMap<(Id, Id), &WorkPlanRow> = seen.map(|row| ((row.item, row.organisation.0), row)).collect();
        Ok(shares(&in_sight(grant, &duties), &plans)?)
    }
}

/// Duties of the reader's organisations and of tasks that those lead, or all.
fn in_sight<'a>(grant: &Grant, duties: &'a [DutyRow]) -> Vec<&'a DutyRow> {
    let mut leads: BTreeMap<Id, BTreeSet<Id>> = BTreeMap::new();
    for duty in duties.iter().filter(|duty| duty.role == "lead") {
        leads.entry(duty.item).or_default().insert(duty.organisation.0);
    }
    let seen = |duty: &&DutyRow| {
        let leads = leads.get(&duty.item).cloned().unwrap_or_default();
        grant.may(Action::SeeDuty, &Facts { organisation: Some(duty.organisation.0), leads, ..Facts::default() })
    };
    duties.iter().filter(seen).collect()
}

/// Duties come by organisation, then by task.
fn shares(duties: &[&DutyRow], plans: &BTreeMap<(Id, Id), &WorkPlanRow>) -> Result<Vec<OrganisationShare>, Fault> {
    let mut shares = Vec::new();
    for own in duties.chunk_by(|one, other| one.organisation.0 == other.organisation.0) {
        let Some(first) = own.first() else { continue };
        let (id, name) = first.organisation.clone();
        let tasks = |role: &str| {
            let mine = own.iter().filter(|duty| duty.role == role);
            mine.map(|duty| task_ref(duty, plans)).collect::<Result<Vec<_>, Fault>>()
        };
        let (lead, responsible) = (tasks("lead")?, tasks("responsible")?);
        let accepted = lead.iter().filter(|one| one.work_plan_state == Some(WorkPlanState::Accepted));
        shares.push(OrganisationShare {
            organisation: OrganisationBrief { id, name, kind: first.organisation_kind.clone() },
            received: own.iter().filter(|duty| duty.state == DutyState::Received.code()).count(),
            total: own.len(),
            work_plans_accepted: accepted.count(),
            work_plans_due: lead.len(),
            lead,
            responsible,
        });
    }
    Ok(shares)
}

fn task_ref(duty: &DutyRow, plans: &BTreeMap<(Id, Id), &WorkPlanRow>) -> Result<TaskRef, Fault> {
    // Only the lead has a work plan; a responsible organisation may lead the same task by another duty.
    let own = plans.get(&(duty.item, duty.organisation.0)).filter(|_| duty.role == "lead");
    Ok(TaskRef {
        item_id: duty.item,
        number: duty.task_number.clone(),
        title: duty.task_title.clone(),
        duty_id: duty.id,
        duty_state: word(&duty.state)?,
        work_plan_id: own.map(|row| row.id),
        work_plan_state: own.map(|row| word(&row.state)).transpose()?,
    })
}
