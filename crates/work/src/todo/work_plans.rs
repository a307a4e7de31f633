//! Work plans that came back, that the head has to approve, that the office has to accept.

use super::list::{Desk, task_line};
use crate::todo::{TodoKind, TodoView};
use access::{Action, Scope};
use base::{Fault, Sentence};
use rules::life_cycle::WorkPlanState;
use store::duty::leads_of_item;
use store::work_plan::{MoveRow, WorkPlanFilter, WorkPlanRow, moves_of, work_plans};

const WAITING: [(TodoKind, Action, WorkPlanState); 3] = [
    (TodoKind::MendWorkPlan, Action::WriteWorkPlan, WorkPlanState::Returned),
    (TodoKind::ApproveWorkPlan, Action::ApproveWorkPlan, WorkPlanState::Submitted),
    (TodoKind::AcceptWorkPlan, Action::AcceptWorkPlan, WorkPlanState::Approved),
];

pub(super) fn all(desk: &Desk<'_>) -> Result<Vec<TodoView>, Fault> {
    let mut items = Vec::new();
    for (kind, action, state) in WAITING {
        let scope = desk.rows(action);
        if scope == Scope::None {
            continue;
        }
        let filter = WorkPlanFilter { state: Some(state.code().to_owned()), ..WorkPlanFilter::default() };
        for row in work_plans(desk.tx, &scope, &filter)? {
            if leads_of_item(desk.tx, row.item)?.contains(&row.organisation.0) {
                let detail = detail(desk, kind, &row)?;
                items.push(todo(desk, kind, detail, row));
            }
        }
    }
    Ok(items)
}

fn detail(desk: &Desk<'_>, kind: TodoKind, row: &WorkPlanRow) -> Result<Sentence, Fault> {
    if kind == TodoKind::AcceptWorkPlan {
        return Ok(Sentence::new("work.todo.accept").with("organisation", &row.organisation.1));
    }
    // The writers may have saved since it came back; what they have to answer is the last no.
    let said_no = |step: &MoveRow| matches!(step.verb.as_str(), "send_back" | "return");
    let moves = moves_of(desk.tx, row.id)?;
    let last = moves.into_iter().rev().find(|step| kind == TodoKind::ApproveWorkPlan || said_no(step));
    let (by, reason) = last.map_or((None, None), |step| (step.by, step.reason));
    let by = by.map(|(_, name)| name).unwrap_or_default();
    Ok(if kind == TodoKind::ApproveWorkPlan {
        Sentence::new("work.todo.approve").with("by", by)
    } else {
        Sentence::new("work.todo.came_back").with("by", by).with("reason", reason.unwrap_or_default())
    })
}

fn todo(desk: &Desk<'_>, kind: TodoKind, detail: Sentence, row: WorkPlanRow) -> TodoView {
    TodoView {
        kind,
        title: task_line(&row.task_number, &row.task_title),
        detail: detail.render(desk.language),
        plan_id: Some(row.plan),
        task_id: Some(row.item),
        subject_id: row.id,
        due: desk.deadline(row.plan, &row.task_deadline),
        organisation: Some(row.organisation.into()),
        since: row.updated_at,
    }
}
