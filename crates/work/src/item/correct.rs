//! Correct an item that was read wrongly.

use super::board::{Board, is_live};
use super::fields::{check_target, check_task};
use super::view::{TargetFields, TaskFields};
use super::write::{ItemSnapshot, draft, fill_target, fill_task, item_as_shown, keep_decision, write_bodies};
use crate::Command;
use crate::check::{Fields, REASON};
use crate::indicator::{follow_leads, follow_mention};
use crate::word::word;
use access::{Action, Grant};
use base::{Fault, Id, Refusal, Sentence, Stop};
use rules::word::{ItemKind, ItemState};
use serde::Serialize;
use store::Tx;
use store::item::{ItemRow, update_item};
use store::target::{target_of_item, update_target};

/// Corrects one item.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectItem {
    /// The plan.
    pub plan: Id,
    /// The item.
    pub item: Id,
    /// The version shown.
    pub version: i64,
    /// What it is, for goals, tasks and safeguards.
    pub task: Option<TaskFields>,
    /// What it is, for targets.
    pub target: Option<TargetFields>,
    /// Why, if somebody wants to say.
    pub reason: Option<String>,
}

impl Command for CorrectItem {
    const VERB: &'static str = "correct_item";
    const ACTION: Action = Action::DecideItem;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        draft(tx, self.plan)?;
        let mut item = item_as_shown(tx, self.plan, self.item, self.version)?;
        if !is_live(&item) {
            return Err(Refusal::conflict("work.item.is_dropped").into());
        }
        let mut fields = Fields::default();
        let reason = fields.text_if("reason", self.reason.as_deref().unwrap_or_default(), REASON);
        let before = ItemSnapshot::of(tx, &item)?;
        if item.state != ItemState::Added.code() {
            item.state = ItemState::Corrected.code().to_owned();
        }
        item.version += 1;
        rewrite_item(tx, &mut item, self.task.as_ref(), self.target.as_ref(), fields)?;
        tx.about("item", item.id);
        keep_decision(tx, grant, "correct", Some(&reason), Some(&before), &item)?;
        Ok(item.id)
    }
}

/// Checks what a person says an item is and writes it, with everything that hangs on it. Also how an amendment changes
/// an item: the caller has set state and version.
pub(crate) fn rewrite_item(
    tx: &mut Tx<'_>,
    item: &mut ItemRow,
    task: Option<&TaskFields>,
    target: Option<&TargetFields>,
    mut fields: Fields,
) -> Result<(), Stop> {
    let kind: ItemKind = word(&item.kind)?;
    let board = Board::of_plan(tx, item.plan)?;
    match (kind, task, target) {
        (ItemKind::Target, None, Some(typed)) => {
            let checked = check_target(&mut fields, "target.", &board, typed);
            fields.done()?;
            let mut target = target_of_item(tx, item.id)?.ok_or_else(|| Fault::broken("a target without its row"))?;
            let old = target.clone();
            fill_target(item, &mut target, &checked.ok_or_else(|| Fault::broken("an unchecked target"))?);
            update_item(tx, item)?;
            update_target(tx, &target)?;
            follow_mention(tx, &old, &target)?;
        }
        (ItemKind::Goal | ItemKind::Task | ItemKind::Safeguard, Some(typed), None) => {
            let checked = check_task(&mut fields, "task.", kind, typed);
            fields.done()?;
            fill_task(item, &checked);
            update_item(tx, item)?;
            write_bodies(tx, item, &checked.lead, &checked.responsible)?;
        }
        (ItemKind::Target, ..) => return Err(Refusal::field("target", Sentence::new("base.required")).into()),
        _ => return Err(Refusal::field("task", Sentence::new("base.required")).into()),
    }
    Ok(follow_leads(tx, &board)?)
}
