//! Split an item in which the reader saw one where there are several.

use super::add::{blank, insert_target};
use super::board::{Board, is_live};
use super::fields::{check_target, check_task};
use super::view::{TargetFields, TaskFields};
use super::write::{ItemSnapshot, draft, fill_target, fill_task, item_as_shown, keep_decision, write_bodies};
use crate::Command;
use crate::check::Fields;
use crate::indicator::{follow_leads, follow_mention};
use crate::word::word;
use access::{Action, Grant};
use base::{Fault, Id, Refusal, Sentence, Stop};
use rules::word::{ItemKind, ItemState};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::item::{ItemRow, insert_items, update_item};
use store::target::{target_of_item, update_target};
use utoipa::ToSchema;

/// One part: a task, or a target.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum PartFields {
    /// A part of a goal, task or safeguard.
    Task(TaskFields),
    /// A part of a target.
    Target(TargetFields),
}

/// Splits one item. The first part keeps its id and history, the others are new.
#[derive(Clone, Debug, Serialize)]
pub struct SplitItem {
    /// The plan.
    pub plan: Id,
    /// The item.
    pub item: Id,
    /// The version shown.
    pub version: i64,
    /// The parts in order.
    pub parts: Vec<PartFields>,
}

/// Most parts of one split.
const PARTS: usize = 50;

impl Command for SplitItem {
    const VERB: &'static str = "split_item";
    const ACTION: Action = Action::DecideItem;
    type Answer = Vec<Id>;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Vec<Id>, Stop> {
        draft(tx, self.plan)?;
        let mut item = item_as_shown(tx, self.plan, self.item, self.version)?;
        if !is_live(&item) {
            return Err(Refusal::conflict("work.item.is_dropped").into());
        }
        if !(2..=PARTS).contains(&self.parts.len()) {
            return Err(Refusal::field("parts", Sentence::new("work.item.parts").with("max", PARTS)).into());
        }
        let before = ItemSnapshot::of(tx, &item)?;
        if item.state != ItemState::Added.code() {
            item.state = ItemState::Corrected.code().to_owned();
        }
        item.version += 1;
        let board = Board::of_plan(tx, self.plan)?;
        let parts = match word(&item.kind)? {
            ItemKind::Target => self.split_target(tx, grant, &board, item)?,
            kind => self.split_task(tx, kind, &board, item)?,
        };
        follow_leads(tx, &board)?;
        tx.about("item", self.item);
        for (index, part) in parts.iter().enumerate() {
            keep_decision(tx, grant, "split", None, (index == 0).then_some(&before), part)?;
        }
        Ok(parts.into_iter().map(|part| part.id).collect())
    }
}

impl SplitItem {
    fn split_target(&self, tx: &mut Tx<'_>, grant: &Grant, board: &Board, item: ItemRow) -> Result<Vec<ItemRow>, Stop> {
        let mut fields = Fields::default();
        let mut checked = Vec::new();
        for (index, part) in self.parts.iter().enumerate() {
            match part {
                PartFields::Target(typed) => {
                    checked.extend(check_target(&mut fields, &format!("parts[{index}]."), board, typed));
                }
                PartFields::Task(_) => fields.fault(format!("parts[{index}]"), Sentence::new("work.item.other_kind")),
            }
        }
        fields.done()?;
        let mut parts = Vec::new();
        for (index, checked) in checked.iter().enumerate() {
            let mut part = if index == 0 { item.clone() } else { part_of(tx, &item, index) };
            if index == 0 {
                let mut target =
                    target_of_item(tx, item.id)?.ok_or_else(|| Fault::broken("a target without its row"))?;
                let old = target.clone();
                fill_target(&mut part, &mut target, checked);
                update_item(tx, &part)?;
                update_target(tx, &target)?;
                follow_mention(tx, &old, &target)?;
            } else {
                insert_target(tx, grant, &mut part, checked)?;
            }
            parts.push(part);
        }
        Ok(parts)
    }

    fn split_task(&self, tx: &mut Tx<'_>, kind: ItemKind, board: &Board, item: ItemRow) -> Result<Vec<ItemRow>, Stop> {
        let mut fields = Fields::default();
        let mut checked = Vec::new();
        for (index, part) in self.parts.iter().enumerate() {
            match part {
                PartFields::Task(typed) => {
                    checked.push(check_task(&mut fields, &format!("parts[{index}]."), kind, typed));
                }
                PartFields::Target(_) => fields.fault(format!("parts[{index}]"), Sentence::new("work.item.other_kind")),
            }
        }
        fields.done()?;
        let mut parts = Vec::new();
        for (index, checked) in checked.iter().enumerate() {
            let mut part = if index == 0 { item.clone() } else { part_of(tx, &item, index) };
            fill_task(&mut part, checked);
            if index == 0 {
                update_item(tx, &part)?;
            } else {
                insert_items(tx, std::slice::from_ref(&part))?;
            }
            write_bodies(tx, &part, &checked.lead, &checked.responsible)?;
            parts.push(part);
        }
        move_targets(tx, board, item.id, &parts)?;
        Ok(parts)
    }
}

/// A later part: beside the same sentence, right after the item.
fn part_of(tx: &Tx<'_>, item: &ItemRow, index: usize) -> ItemRow {
    let place = i64::try_from(index).unwrap_or(i64::MAX);
    let fresh = blank(tx, item.plan, ItemKind::Task, item.position.saturating_add(place));
    ItemRow {
        kind: item.kind.clone(),
        body: item.body.clone(),
        span: item.span,
        value_span: item.value_span,
        section: item.section.clone(),
        ..fresh
    }
}

/// A target goes to the part whose text says it; where none or several do, it stays with the first.
fn move_targets(tx: &mut Tx<'_>, board: &Board, task: Id, parts: &[ItemRow]) -> Result<(), Fault> {
    let held: Vec<_> = board.targets.values().filter(|target| target.task_item == Some(task)).collect();
    for target in held {
        let Some(said) = board.item(target.item).map(|item| item.body.as_str()) else { continue };
        let mut saying = parts.iter().filter(|part| part.body.contains(said));
        if let (Some(part), None) = (saying.next(), saying.next())
            && part.id != task
        {
            let mut target = target.clone();
            target.task_item = Some(part.id);
            update_target(tx, &target)?;
        }
    }
    Ok(())
}
