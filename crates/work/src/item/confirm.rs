//! Confirm items: they are as they were read.

use super::ItemVersion;
use super::write::{ItemSnapshot, draft, item_as_shown, keep_decision};
use crate::bulk::refuse_too_many;
use crate::{BulkOutcome, Command};
use access::{Action, Grant};
use base::{Id, Refusal, Stop};
use rules::word::ItemState;
use serde::Serialize;
use store::Tx;
use store::item::update_item;

/// Confirms one item.
#[derive(Clone, Debug, Serialize)]
pub struct ConfirmItem {
    /// The plan.
    pub plan: Id,
    /// The item.
    pub item: Id,
    /// The version shown.
    pub version: i64,
}

impl Command for ConfirmItem {
    const VERB: &'static str = "confirm_item";
    const ACTION: Action = Action::DecideItem;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        draft(tx, self.plan)?;
        confirm(tx, grant, self.plan, ItemVersion { id: self.item, version: self.version })?;
        tx.about("item", self.item);
        Ok(self.item)
    }
}

/// Confirms many items: each for itself, so that one that somebody else changed does not hold up the others.
#[derive(Clone, Debug, Serialize)]
pub struct ConfirmItems {
    /// The plan.
    pub plan: Id,
    /// The items with the versions shown.
    pub items: Vec<ItemVersion>,
}

impl Command for ConfirmItems {
    const VERB: &'static str = "confirm_items";
    const ACTION: Action = Action::DecideItem;
    type Answer = Vec<BulkOutcome>;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Vec<BulkOutcome>, Stop> {
        draft(tx, self.plan)?;
        refuse_too_many(self.items.len())?;
        tx.about("plan", self.plan);
        let mut outcomes = Vec::new();
        for shown in &self.items {
            let outcome = confirm(tx, grant, self.plan, *shown);
            outcomes.push(BulkOutcome::of(shown.id, outcome)?);
        }
        Ok(outcomes)
    }
}

/// Refuses before it writes, so a refusal leaves nothing behind.
fn confirm(tx: &mut Tx<'_>, grant: &Grant, plan: Id, shown: ItemVersion) -> Result<(), Stop> {
    let mut item = item_as_shown(tx, plan, shown.id, shown.version)?;
    if item.state != ItemState::Pending.code() {
        return Err(Refusal::conflict("work.item.is_decided").into());
    }
    let before = ItemSnapshot::of(tx, &item)?;
    item.state = ItemState::Confirmed.code().to_owned();
    item.version += 1;
    update_item(tx, &item)?;
    Ok(keep_decision(tx, grant, "confirm", None, Some(&before), &item)?)
}
