//! Everything about one task: its sentence, targets, duties, work plans, amendments.

use crate::Query;
use crate::amendment::{AmendmentView, amendment_views};
use crate::duty::{DutyView, duty_views};
use crate::indicator::{IndicatorView, indicator_views};
use crate::item::{Board, ItemView};
use crate::plan::visible_plan;
use crate::work_plan::{WorkPlanSummary, facts_of, summary};
use access::{Action, Facts, Grant};
use base::{Fault, Id, Language, Refusal, Stop};
use rules::word::{ItemKind, PlanState};
use serde::Serialize;
use std::collections::BTreeSet;
use store::Tx;
use store::duty::{DutyRow, duties_of_item, leads_of_item};
use store::item::ItemRow;
use store::plan::PlanRow;
use store::reading::reading_of;
use store::work_plan::{WorkPlanFilter, WorkPlanRow, work_plans};
use utoipa::ToSchema;

/// Asks for a task of a plan.
#[derive(Clone, Copy, Debug)]
pub struct TaskPage {
    /// The plan.
    pub plan: Id,
    /// The task.
    pub item: Id,
    /// The reader's language.
    pub language: Language,
}

/// A task with everything that hangs on it, as far as the reader may see it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = TaskPage)]
pub struct TaskPageView {
    /// The task.
    pub task: ItemView,
    /// Figures to be reached in it.
    pub targets: Vec<ItemView>,
    /// The indicators that those mention.
    pub indicators: Vec<IndicatorView>,
    /// The words of the notice it was read from; "" where a person added it.
    pub sentence: String,
    /// Who has which part in it.
    pub duties: Vec<DutyView>,
    /// What its leads promise.
    pub work_plans: Vec<WorkPlanSummary>,
    /// What was changed since it was published, the last first.
    pub amendments: Vec<AmendmentView>,
    /// What the reader may do now: `receive_duty`, `assign_duty`, `create_work_plan`, `amend_item`.
    pub may: Vec<String>,
}

impl Query for TaskPage {
    const ACTION: Action = Action::SeePlan;
    type Answer = TaskPageView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<TaskPageView, Stop> {
        let plan = visible_plan(grant, tx, self.plan)?;
        let board = Board::of_plan(tx, plan.id)?;
        let task = board.item(self.item).filter(|item| item.kind == ItemKind::Task.code());
        let task = task.ok_or_else(Refusal::not_found)?;
        let inside = |item: &&ItemRow| board.targets.get(&item.id).is_some_and(|one| one.task_item == Some(task.id));
        let targets: Vec<&ItemRow> = board.live().filter(inside).collect();
        let mentioned: BTreeSet<Id> =
            targets.iter().filter_map(|item| board.targets.get(&item.id)?.indicator).collect();
        let indicators = indicator_views(tx, &board, self.language)?;
        let (duties, work_plans) = (duties_in_sight(grant, tx, task.id)?, work_plans_in_sight(grant, tx, task.id)?);
        let shown: BTreeSet<Id> =
            targets.iter().map(|item| item.id).chain([task.id]).chain(work_plans.iter().map(|one| one.id)).collect();
        Ok(TaskPageView {
            task: board.view(task, self.language)?,
            targets: targets.iter().map(|item| board.view(item, self.language)).collect::<Result<_, _>>()?,
            indicators: indicators.into_iter().filter(|one| mentioned.contains(&one.id)).collect(),
            sentence: sentence_of(tx, task)?,
            may: may(grant, &plan, &duties, &work_plans),
            duties: duty_views(tx, duties)?,
            work_plans: work_plans.iter().map(summary).collect::<Result<_, _>>()?,
            amendments: amendment_views(tx, plan.id, |one| shown.contains(&one.subject))?,
        })
    }
}

/// The words of the notice from which an item was read.
fn sentence_of(tx: &Tx<'_>, item: &ItemRow) -> Result<String, Fault> {
    let Some(span) = item.span else { return Ok(String::new()) };
    let reading = reading_of(tx, item.plan)?;
    let words = reading.and_then(|reading| reading.source_text.get(span.from..span.to).map(str::to_owned));
    Ok(words.unwrap_or_default())
}

fn duties_in_sight(grant: &Grant, tx: &Tx<'_>, item: Id) -> Result<Vec<DutyRow>, Fault> {
    let leads = leads_of_item(tx, item)?;
    let seen = |duty: &DutyRow| {
        let facts = Facts { organisation: Some(duty.organisation.0), leads: leads.clone(), ..Facts::default() };
        duty.state != "withdrawn" && grant.may(Action::SeeDuty, &facts)
    };
    Ok(duties_of_item(tx, item)?.into_iter().filter(seen).collect())
}

fn work_plans_in_sight(grant: &Grant, tx: &Tx<'_>, item: Id) -> Result<Vec<WorkPlanRow>, Fault> {
    let filter = WorkPlanFilter { item: Some(item), ..WorkPlanFilter::default() };
    let rows = work_plans(tx, &access::Scope::All, &filter)?;
    Ok(rows.into_iter().filter(|row| grant.may(Action::SeeWorkPlan, &facts_of(row))).collect())
}

fn may(grant: &Grant, plan: &PlanRow, duties: &[DutyRow], work_plans: &[WorkPlanRow]) -> Vec<String> {
    let own = |action: Action, state: &str, role: Option<&str>| {
        duties.iter().any(|duty| {
            let facts = Facts { organisation: Some(duty.organisation.0), ..Facts::default() };
            let planned = role.is_some() && work_plans.iter().any(|one| one.organisation.0 == duty.organisation.0);
            let fits = duty.state == state && role.is_none_or(|role| duty.role == role);
            fits && !planned && grant.may(action, &facts)
        })
    };
    let published = plan.state == PlanState::Published.code();
    let verbs = [
        ("receive_duty", own(Action::ReceiveDuty, "issued", None)),
        ("assign_duty", own(Action::AssignDuty, "received", None)),
        ("create_work_plan", own(Action::WriteWorkPlan, "received", Some("lead"))),
        ("amend_item", published && grant.may(Action::AmendPlan, &Facts::default())),
    ];
    verbs.into_iter().filter(|(_, open)| *open).map(|(verb, _)| verb.to_owned()).collect()
}
