//! What people type about items, checked: every fault with the path of its field.

use super::board::{Board, is_live};
use super::view::{TargetFields, TaskFields};
use crate::check::{Fields, NAME};
use base::{Decimal, Id, Sentence, fold_name};
use rules::word::{ItemKind, Op, TargetKind};
use std::collections::BTreeSet;

/// Longest title or subject.
pub(crate) const TITLE: usize = 200;
/// Longest text.
pub(crate) const TEXT: usize = 20_000;
/// Most bodies of one role at a task.
const BODIES: usize = 100;

/// What a person says a target is, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedTarget {
    /// What is counted or measured.
    pub subject: String,
    /// The comparator.
    pub op: Op,
    /// The figure, or the lower end of a range.
    pub value: Decimal,
    /// The upper end of a range.
    pub value_max: Option<Decimal>,
    /// 计量单位.
    pub unit: String,
    /// What the figure measures.
    pub kind: TargetKind,
    /// 力争、争取、争创.
    pub aspiration: bool,
    /// A date tied to the figure, or "".
    pub time: String,
    /// The task or goal it stands in.
    pub task_item: Option<Id>,
}

/// Checks a task, goal or safeguard; `path` ends in a point or is empty.
pub(crate) fn check_task(fields: &mut Fields, path: &str, kind: ItemKind, typed: &TaskFields) -> TaskFields {
    let at = |field: &str| format!("{path}{field}");
    let number = fields.text(&at("number"), &typed.number, NAME);
    let title = fields.text(&at("title"), &typed.title, TITLE);
    let text = fields.text(&at("text"), &typed.text, TEXT);
    let deadline = fields.text_if(&at("deadline"), typed.deadline.as_deref().unwrap_or_default(), NAME);
    let lead = check_bodies(fields, &at("lead"), &typed.lead);
    let responsible = check_bodies(fields, &at("responsible"), &typed.responsible);
    if kind != ItemKind::Task && !(lead.is_empty() && responsible.is_empty()) {
        fields.fault(at("lead"), Sentence::new("work.item.bodies_of_tasks_only"));
    }
    TaskFields { number, title, text, deadline: Some(deadline), lead, responsible }
}

fn check_bodies(fields: &mut Fields, path: &str, typed: &[String]) -> Vec<String> {
    if typed.len() > BODIES {
        fields.fault(path, Sentence::new("work.item.too_many_bodies").with("max", BODIES));
    }
    let mut seen = BTreeSet::new();
    let mut bodies = Vec::new();
    for (index, printed) in typed.iter().take(BODIES).enumerate() {
        let path = format!("{path}[{index}]");
        let printed = fields.text(&path, printed, NAME);
        let folded = fold_name(&printed);
        let has_control = printed.chars().any(char::is_control);
        if folded.is_empty() && !printed.is_empty() && !has_control {
            fields.fault(path, Sentence::new("work.item.no_name").with("name", &printed));
        } else if !seen.insert(folded) {
            fields.fault(path, Sentence::new("work.item.body_twice").with("name", &printed));
        }
        bodies.push(printed);
    }
    bodies
}

/// Checks a target; nothing where a figure cannot be read.
pub(crate) fn check_target(
    fields: &mut Fields,
    path: &str,
    board: &Board,
    typed: &TargetFields,
) -> Option<CheckedTarget> {
    let at = |field: &str| format!("{path}{field}");
    let subject = fields.text(&at("subject"), &typed.subject, TITLE);
    let unit = fields.text_if(&at("unit"), &typed.unit, NAME);
    let time = fields.text_if(&at("time"), typed.time.as_deref().unwrap_or_default(), NAME);
    let value = figure(fields, &at("value"), &typed.value);
    let value_max = match typed.value_max.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => figure(fields, &at("value_max"), text).map(Some),
        None => Some(None),
    };
    match (typed.op, value, value_max.flatten()) {
        (Op::Range, Some(low), Some(high)) if high <= low => {
            fields.fault(at("value_max"), Sentence::new("work.item.range_is_empty"));
        }
        (Op::Range, _, None) if value_max == Some(None) => {
            fields.fault(at("value_max"), Sentence::new("base.required"))
        }
        (op, _, Some(_)) if op != Op::Range => {
            fields.fault(at("value_max"), Sentence::new("work.item.only_a_range_has_two_ends"));
        }
        _ => {}
    }
    if let Some(task) = typed.task_item_id {
        let holds = |kind: &str| kind != ItemKind::Target.code();
        let found = board.item(task).filter(|item| is_live(item) && holds(&item.kind));
        fields.exists(&at("task_item_id"), task, found);
    }
    Some(CheckedTarget {
        subject,
        op: typed.op,
        value: value?,
        value_max: value_max?,
        unit,
        kind: typed.kind,
        aspiration: typed.aspiration,
        time,
        task_item: typed.task_item_id,
    })
}

/// A figure: digits with a point, as printed or with the commas of thousands taken out by the person.
pub(crate) fn figure(fields: &mut Fields, path: &str, text: &str) -> Option<Decimal> {
    let text = text.trim();
    let plain = text.bytes().all(|one| one.is_ascii_digit() || matches!(one, b'.' | b'-'));
    let value = text.parse().ok().filter(|_| plain && text.len() <= 20);
    if text.is_empty() {
        fields.fault(path, Sentence::new("base.required"));
    } else if value.is_none() {
        fields.fault(path, Sentence::new("work.item.not_a_figure"));
    }
    value.map(|value: Decimal| value.normalize())
}
