//! Add an item that the reader did not find.

use super::board::Board;
use super::fields::{CheckedTarget, check_target, check_task};
use super::view::{TargetFields, TaskFields};
use super::write::{draft, fill_target, fill_task, keep_decision, write_bodies};
use crate::Command;
use crate::check::Fields;
use crate::indicator::add_indicator_of;
use access::{Action, Grant};
use base::{Decimal, Fault, Id, Refusal, Sentence, Span, Stop};
use rules::word::{ItemKind, ItemState};
use serde::Serialize;
use store::Tx;
use store::item::{ItemRow, insert_items};
use store::reading::reading_of;
use store::target::{TargetRow, insert_targets};

/// Adds one item.
#[derive(Clone, Debug, Serialize)]
pub struct AddItem {
    /// The plan.
    pub plan: Id,
    /// What it is.
    pub kind: ItemKind,
    /// For goals, tasks and safeguards.
    pub task: Option<TaskFields>,
    /// For targets.
    pub target: Option<TargetFields>,
    /// Where it stands in the source.
    pub span: Option<Span>,
}

/// Places between two items that are read one after the other.
pub(crate) const STEP: i64 = 1_000;

impl Command for AddItem {
    const VERB: &'static str = "add_item";
    const ACTION: Action = Action::DecideItem;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        draft(tx, self.plan)?;
        let board = Board::of_plan(tx, self.plan)?;
        let mut fields = Fields::default();
        let sentence = self.sentence(tx, &mut fields)?;
        let mut item = blank(tx, self.plan, self.kind, place_after(&board, self.span));
        item.span = self.span;
        match (self.kind, &self.task, &self.target) {
            (ItemKind::Target, None, Some(typed)) => {
                let checked = check_target(&mut fields, "target.", &board, typed);
                fields.done()?;
                let checked = checked.ok_or_else(|| Fault::broken("an unchecked target"))?;
                item.body = if sentence.is_empty() { checked.subject.clone() } else { sentence };
                item.value_span = self.span.and_then(|span| figure_in(span, &item.body, checked.value));
                insert_target(tx, grant, &mut item, &checked)?;
            }
            (ItemKind::Target, ..) => return Err(Refusal::field("target", Sentence::new("base.required")).into()),
            (kind, Some(typed), None) => {
                let checked = check_task(&mut fields, "task.", kind, typed);
                fields.done()?;
                fill_task(&mut item, &checked);
                insert_items(tx, std::slice::from_ref(&item))?;
                write_bodies(tx, &item, &checked.lead, &checked.responsible)?;
            }
            _ => return Err(Refusal::field("task", Sentence::new("base.required")).into()),
        }
        tx.about("item", item.id);
        keep_decision(tx, grant, "add", None, None, &item)?;
        Ok(item.id)
    }
}

impl AddItem {
    /// The words of the source that were marked, or "".
    fn sentence(&self, tx: &Tx<'_>, fields: &mut Fields) -> Result<String, Stop> {
        let Some(span) = self.span else { return Ok(String::new()) };
        let reading = reading_of(tx, self.plan)?.ok_or_else(|| Fault::broken("a plan without its reading"))?;
        let marked = span.of(&reading.source_text).trim().to_owned();
        if marked.is_empty() {
            fields.fault("span", Sentence::new("work.item.span_outside"));
        }
        Ok(marked)
    }
}

/// A new item that nobody has filled yet.
pub(crate) fn blank(tx: &Tx<'_>, plan: Id, kind: ItemKind, position: i64) -> ItemRow {
    ItemRow {
        id: tx.new_id(),
        plan,
        kind: kind.code().to_owned(),
        key: String::new(),
        position,
        number: String::new(),
        title: String::new(),
        body: String::new(),
        deadline: String::new(),
        span: None,
        value_span: None,
        section: Vec::new(),
        confidence: None,
        reasons: Vec::new(),
        state: ItemState::Added.code().to_owned(),
        merged_into: None,
        version: 1,
    }
}

/// Writes a new target with an indicator of its own.
pub(crate) fn insert_target(
    tx: &mut Tx<'_>,
    grant: &Grant,
    item: &mut ItemRow,
    checked: &CheckedTarget,
) -> Result<(), Stop> {
    let mut target = TargetRow {
        item: item.id,
        plan: item.plan,
        indicator: None,
        subject: String::new(),
        op: String::new(),
        value: Decimal::ZERO,
        value_max: None,
        unit: String::new(),
        kind: String::new(),
        aspiration: false,
        time: String::new(),
        task_item: None,
    };
    fill_target(item, &mut target, checked);
    insert_items(tx, std::slice::from_ref(&*item))?;
    target.indicator = Some(add_indicator_of(tx, grant, &target, &item.body)?);
    Ok(insert_targets(tx, std::slice::from_ref(&target))?)
}

/// A place after the items that begin before a span, or at the end.
fn place_after(board: &Board, span: Option<Span>) -> i64 {
    let starts_before = |item: &&ItemRow| match (span, item.span) {
        (Some(span), Some(other)) => other.from <= span.from,
        (Some(_), None) => false,
        (None, _) => true,
    };
    let before = board.items.iter().filter(starts_before).map(|item| item.position).max().unwrap_or(0);
    let after = board.items.iter().map(|item| item.position).filter(|position| *position > before).min();
    after.map_or(before + STEP, |after| before + (after - before) / 2)
}

/// Where a figure stands in a marked sentence, if it is printed in plain digits.
fn figure_in(span: Span, sentence: &str, value: Decimal) -> Option<Span> {
    let printed = value.to_string();
    let at = sentence.find(&printed)?;
    Some(Span::new(span.from + at, span.from + at + printed.len()))
}
