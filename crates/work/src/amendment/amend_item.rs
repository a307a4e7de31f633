//! Change an item of a published plan, with a reason.

use crate::Command;
use crate::amendment::duties::fan_out_again;
use crate::check::Fields;
use crate::item::{Board, ItemSnapshot, LEAD, TargetFields, TaskFields, is_live, keep_decision, rewrite_item};
use access::{Action, Grant};
use base::{Fault, Id, Refusal, Sentence, Stop};
use rules::word::{ItemKind, PlanState};
use serde::Serialize;
use store::Tx;
use store::amendment::{AmendmentRow, insert_amendment};
use store::item::{ItemRow, item_by_id};
use store::item_body::bodies_of_item;
use store::plan::plan_by_id;

/// Amends one item of a published plan; both wordings are kept, and its duties follow its bodies.
#[derive(Clone, Debug, Serialize)]
pub struct AmendItem {
    /// The plan.
    pub plan: Id,
    /// The item.
    pub item: Id,
    /// As it was shown.
    pub version: i64,
    /// What it is now, for goals, tasks and safeguards.
    pub task: Option<TaskFields>,
    /// What it is now, for targets.
    pub target: Option<TargetFields>,
    /// Why.
    pub reason: String,
}

impl Command for AmendItem {
    const VERB: &'static str = "amend_item";
    const ACTION: Action = Action::AmendPlan;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        let plan = plan_by_id(tx, self.plan)?.ok_or_else(Refusal::not_found)?;
        if plan.state != PlanState::Published.code() {
            return Err(Refusal::conflict("work.amend.not_published").into());
        }
        let found = item_by_id(tx, self.item)?.filter(|item| item.plan == self.plan && is_live(item));
        let mut item = found.ok_or_else(Refusal::not_found)?;
        tx.about("item", item.id);
        if item.version != self.version {
            return Err(Refusal::stale().into());
        }
        let mut fields = Fields::default();
        let reason = fields.reason(&self.reason);
        let (before, bodies) = (ItemSnapshot::of(tx, &item)?, bodies_of_item(tx, item.id)?);
        item.version += 1;
        rewrite_item(tx, &mut item, self.task.as_ref(), self.target.as_ref(), fields)?;
        let after = ItemSnapshot::of(tx, &item)?;
        if before == after {
            return Err(Refusal::conflict("work.nothing_changed").into());
        }
        keep_decision(tx, grant, "amend", Some(&reason), Some(&before), &item)?;
        let board = Board::of_plan(tx, self.plan)?;
        refuse_gaps(&board, &item)?;
        if bodies_of_item(tx, item.id)? != bodies {
            fan_out_again(tx, &board, &item)?;
        }
        let json = |one: &ItemSnapshot| serde_json::to_string(one).map_err(Fault::broken);
        let amendment = AmendmentRow {
            id: tx.new_id(),
            plan: self.plan,
            subject_kind: "item".to_owned(),
            subject: item.id,
            title: format!("{} {}", item.number, item.title).trim().to_owned(),
            reason,
            by: grant.user().map(|user| (user, String::new())),
            at: tx.now(),
            before: json(&before)?,
            after: json(&after)?,
        };
        insert_amendment(tx, &amendment)?;
        Ok(amendment.id)
    }
}

/// A task of a published plan keeps a lead, and everybody on it is known.
fn refuse_gaps(board: &Board, item: &ItemRow) -> Result<(), Refusal> {
    if item.kind != ItemKind::Task.code() {
        return Ok(());
    }
    let mut fields = Fields::default();
    if board.bodies_as(item.id, LEAD).next().is_none() {
        fields.fault("task.lead", Sentence::new("base.required"));
    }
    for body in board.bodies.get(&item.id).into_iter().flatten().filter(|body| board.named(body).is_none()) {
        let path = format!("task.{}[{}]", body.role, body.position - 1);
        fields.fault(path, Sentence::new("work.amend.unknown_name").with("name", &body.printed));
    }
    fields.done()
}
