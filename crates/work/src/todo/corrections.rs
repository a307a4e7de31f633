//! Requests to correct that the reader's organisation has to answer, and answers to the reader's own.

use super::list::Desk;
use crate::correction::{CorrectionView, Reader};
use crate::todo::{TodoKind, TodoView};
use access::{Action, Scope};
use base::{Sentence, Stop};
use store::correction::{CorrectionFilter, corrections};

/// More requests than anybody answers in a week.
const AT_MOST: usize = 500;

pub(super) fn all(desk: &Desk<'_>) -> Result<Vec<TodoView>, Stop> {
    let waiting = CorrectionFilter { states: vec!["raised"], ..CorrectionFilter::default() };
    let answered = CorrectionFilter { states: vec!["accepted", "refused"], unnoted: true, ..Default::default() };
    let asked = [
        (TodoKind::HandleCorrection, Action::HandleCorrection, waiting),
        (TodoKind::ReadAnswer, Action::FollowCorrection, answered),
    ];
    let mut items = Vec::new();
    let mut reader = None;
    for (kind, action, filter) in asked {
        let scope = desk.rows(action);
        if scope == Scope::None {
            continue;
        }
        for row in corrections(desk.tx, &scope, &filter, AT_MOST)? {
            let reader = match &reader {
                Some(reader) => reader,
                None => &*reader.insert(Reader::new(desk.granted, desk.tx, &desk.books, desk.language)?),
            };
            items.push(todo(desk, kind, reader.view(desk.tx, &row)?));
        }
    }
    Ok(items)
}

fn todo(desk: &Desk<'_>, kind: TodoKind, view: CorrectionView) -> TodoView {
    let detail = if kind == TodoKind::ReadAnswer {
        let code = if view.state == "accepted" {
            "work.correction.todo_corrected"
        } else {
            "work.correction.todo_not_corrected"
        };
        Sentence::new(code).with("organisation", &view.handler.name)
    } else if view.due.is_none() {
        Sentence::new("work.correction.todo_correct_without_due").with("by", &view.raised_by)
    } else {
        Sentence::new("work.correction.todo_correct").with("by", &view.raised_by)
    };
    let unnamed = || Sentence::new("work.correction.todo_unnamed").render(desk.language);
    TodoView {
        kind,
        title: if view.title.is_empty() { unnamed() } else { view.title },
        detail: detail.render(desk.language),
        plan_id: None,
        task_id: None,
        subject_id: view.id,
        due: view.due,
        organisation: Some(view.handler),
        since: view.answered_at.unwrap_or(view.raised_at),
    }
}
