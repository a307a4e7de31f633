//! Duties to acknowledge, to pass on, and to write a work plan for.

use super::list::{Desk, task_line};
use crate::todo::{TodoKind, TodoView};
use access::{Action, Scope};
use base::{Fault, Moment, Sentence};
use store::duty::{DutyFilter, DutyRow, duties, duties_to_assign, duties_to_plan};

/// More waiting duties than any organisation has.
const AT_MOST: usize = 2_000;

pub(super) fn all(desk: &Desk<'_>) -> Result<Vec<TodoView>, Fault> {
    let mut items = Vec::new();
    let receiving = desk.rows(Action::ReceiveDuty);
    if receiving != Scope::None {
        let issued = DutyFilter { state: Some("issued".to_owned()), ..DutyFilter::default() };
        for duty in duties(desk.tx, &receiving, &issued, AT_MOST)? {
            items.push(todo(desk, TodoKind::ReceiveDuty, part(&duty), duty));
        }
    }
    let assigning = desk.rows(Action::AssignDuty);
    if assigning != Scope::None {
        for duty in duties_to_assign(desk.tx, &assigning)? {
            items.push(todo(desk, TodoKind::AssignDuty, part(&duty), duty));
        }
    }
    let writing = desk.rows(Action::WriteWorkPlan);
    if writing != Scope::None {
        for duty in duties_to_plan(desk.tx, &writing)? {
            let detail = Sentence::new("work.todo.draft").with("organisation", &duty.organisation.1);
            items.push(todo(desk, TodoKind::DraftWorkPlan, detail, duty));
        }
    }
    Ok(items)
}

/// As what the organisation stands on the task.
fn part(duty: &DutyRow) -> Sentence {
    let code = match (duty.role.as_str(), &duty.via_group) {
        ("lead", _) => "work.todo.as_lead",
        (_, Some((_, group))) => {
            return Sentence::new("work.todo.through_group")
                .with("organisation", &duty.organisation.1)
                .with("group", group);
        }
        _ => "work.todo.as_responsible",
    };
    Sentence::new(code).with("organisation", &duty.organisation.1)
}

fn todo(desk: &Desk<'_>, kind: TodoKind, detail: Sentence, duty: DutyRow) -> TodoView {
    let since: Option<Moment> = duty.received_at;
    TodoView {
        kind,
        title: task_line(&duty.task_number, &duty.task_title),
        detail: detail.render(desk.language),
        plan_id: Some(duty.plan),
        task_id: Some(duty.item),
        subject_id: duty.id,
        due: desk.deadline(duty.plan, &duty.task_deadline),
        organisation: Some(duty.organisation.into()),
        since: since.unwrap_or(duty.issued_at),
    }
}
