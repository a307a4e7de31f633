//! Merge two items in which the reader saw two where there is one.

use super::board::{Board, LEAD, RESPONSIBLE, is_live};
use super::fields::TEXT;
use super::write::{ItemSnapshot, draft, item_as_shown, keep_decision, write_bodies};
use crate::Command;
use crate::indicator::follow_leads;
use access::{Action, Grant};
use base::{Fault, Id, Refusal, Sentence, Stop, fold_name};
use rules::word::{ItemKind, ItemState};
use serde::Serialize;
use std::collections::BTreeSet;
use store::Tx;
use store::item::{ItemRow, update_item};
use store::target::update_target;

/// Merges another item into one; the other is dropped and says where it went.
#[derive(Clone, Debug, Serialize)]
pub struct MergeItem {
    /// The plan.
    pub plan: Id,
    /// The item that stays.
    pub item: Id,
    /// The version of it shown.
    pub version: i64,
    /// The item that becomes part of it.
    pub other: Id,
    /// The version of that shown.
    pub other_version: i64,
}

impl Command for MergeItem {
    const VERB: &'static str = "merge_item";
    const ACTION: Action = Action::DecideItem;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        draft(tx, self.plan)?;
        let mut item = item_as_shown(tx, self.plan, self.item, self.version)?;
        let mut other = item_as_shown(tx, self.plan, self.other, self.other_version)?;
        if item.id == other.id || item.kind != other.kind {
            return Err(Refusal::field("other", Sentence::new("work.item.other_kind")).into());
        }
        if !is_live(&item) || !is_live(&other) {
            return Err(Refusal::conflict("work.item.is_dropped").into());
        }
        let (before, other_before) = (ItemSnapshot::of(tx, &item)?, ItemSnapshot::of(tx, &other)?);
        let board = Board::of_plan(tx, self.plan)?;
        other.state = ItemState::Dropped.code().to_owned();
        other.merged_into = Some(item.id);
        other.version += 1;
        if item.state != ItemState::Added.code() {
            item.state = ItemState::Corrected.code().to_owned();
        }
        item.version += 1;
        if item.kind != ItemKind::Target.code() {
            join_texts(&mut item, &other)?;
        }
        update_item(tx, &item)?;
        update_item(tx, &other)?;
        if item.kind == ItemKind::Task.code() {
            join_bodies(tx, &board, &item, &other)?;
        }
        take_targets(tx, &board, &item, &other)?;
        follow_leads(tx, &board)?;
        tx.about("item", item.id);
        keep_decision(tx, grant, "merge", None, Some(&before), &item)?;
        keep_decision(tx, grant, "merge", None, Some(&other_before), &other)?;
        Ok(item.id)
    }
}

/// Both texts in source order, unless one says the other already.
fn join_texts(item: &mut ItemRow, other: &ItemRow) -> Result<(), Refusal> {
    if !item.body.contains(&other.body) {
        let (first, second) =
            if item.position <= other.position { (&item.body, &other.body) } else { (&other.body, &item.body) };
        item.body = if second.contains(first.as_str()) { second.clone() } else { format!("{first}\n{second}") };
    }
    if item.body.chars().count() > TEXT {
        return Err(Refusal::field("other", Sentence::new("base.too_long").with("max", TEXT)));
    }
    if item.deadline.is_empty() {
        item.deadline.clone_from(&other.deadline);
    }
    item.span = match (item.span, other.span) {
        (Some(one), Some(other)) => Some(one.join(other)),
        (one, other) => one.or(other),
    };
    Ok(())
}

/// The bodies of both, each once; who leads one of them leads.
fn join_bodies(tx: &mut Tx<'_>, board: &Board, item: &ItemRow, other: &ItemRow) -> Result<(), Fault> {
    let mut seen = BTreeSet::new();
    let mut of_role = |role| -> Vec<String> {
        let both = board.bodies_as(item.id, role).chain(board.bodies_as(other.id, role));
        both.filter(|body| seen.insert(fold_name(&body.printed))).map(|body| body.printed.clone()).collect()
    };
    let lead = of_role(LEAD);
    let responsible = of_role(RESPONSIBLE);
    write_bodies(tx, item, &lead, &responsible)
}

fn take_targets(tx: &mut Tx<'_>, board: &Board, item: &ItemRow, other: &ItemRow) -> Result<(), Fault> {
    for target in board.targets.values().filter(|target| target.task_item == Some(other.id)) {
        let mut target = target.clone();
        target.task_item = Some(item.id);
        update_target(tx, &target)?;
    }
    Ok(())
}
