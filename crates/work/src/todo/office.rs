//! Drafts to confirm and open decisions to settle.

use super::list::Desk;
use crate::decision::{OpenDecisionView, decision_views};
use crate::item::Board;
use crate::todo::{TodoKind, TodoView};
use access::{Action, Facts, Scope};
use base::{Fault, Sentence};
use rules::word::{DecisionState, ItemState, PlanState};
use store::plan::{PlanRow, item_counts};

pub(super) fn drafts(desk: &Desk<'_>) -> Result<Vec<TodoView>, Fault> {
    if desk.rows(Action::DecideItem) == Scope::None {
        return Ok(Vec::new());
    }
    let mut items = Vec::new();
    for plan in desk.plans.values().filter(|plan| plan.state == PlanState::Draft.code()) {
        let counts = item_counts(desk.tx, Some(plan.id))?.remove(&plan.id).unwrap_or_default();
        let pending: i64 =
            counts.iter().filter(|one| one.state == ItemState::Pending.code()).map(|one| one.count).sum();
        let detail = if pending == 0 {
            Sentence::new("work.todo.all_confirmed")
        } else {
            Sentence::new("work.todo.pending").with("count", pending)
        };
        items.push(TodoView {
            kind: TodoKind::ConfirmPlan,
            title: plan.title.clone(),
            detail: detail.render(desk.language),
            plan_id: Some(plan.id),
            task_id: None,
            subject_id: plan.id,
            organisation: None,
            due: None,
            since: plan.created_at,
        });
    }
    Ok(items)
}

pub(super) fn decisions(desk: &Desk<'_>) -> Result<Vec<TodoView>, Fault> {
    if desk.rows(Action::SettleDecision) == Scope::None {
        return Ok(Vec::new());
    }
    let sees_drafts = desk.rows(Action::SeeDraft) != Scope::None;
    let mut items = Vec::new();
    for plan in desk.plans.values().filter(|plan| sees_drafts || plan.state == PlanState::Published.code()) {
        let board = Board::of_plan(desk.tx, plan.id)?;
        for decision in decision_views(desk.tx, &board, desk.language)? {
            let facts = Facts { organisation: Some(decision.owner.id), ..Facts::default() };
            if decision.state == DecisionState::Open && desk.granted.may(Action::SettleDecision, &facts) {
                items.push(todo(plan, decision));
            }
        }
    }
    Ok(items)
}

fn todo(plan: &PlanRow, decision: OpenDecisionView) -> TodoView {
    TodoView {
        kind: TodoKind::SettleDecision,
        title: decision.indicator.name,
        detail: decision.question,
        plan_id: Some(plan.id),
        task_id: None,
        subject_id: decision.id,
        organisation: Some(decision.owner),
        due: decision.due.parse().ok(),
        since: plan.published_at.unwrap_or(plan.created_at),
    }
}
