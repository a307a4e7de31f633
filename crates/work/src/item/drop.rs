//! Drop an item (不采纳), and take it back.

use super::board::is_live;
use super::write::{ItemSnapshot, draft, item_as_shown, keep_decision};
use crate::Command;
use crate::check::Fields;
use access::{Action, Grant};
use base::{Id, Refusal, Stop};
use rules::word::ItemState;
use serde::Serialize;
use store::Tx;
use store::item::update_item;

/// Drops one item, with a reason. It stays to be seen and can be taken back.
#[derive(Clone, Debug, Serialize)]
pub struct DropItem {
    /// The plan.
    pub plan: Id,
    /// The item.
    pub item: Id,
    /// The version shown.
    pub version: i64,
    /// Why it is no item.
    pub reason: String,
}

impl Command for DropItem {
    const VERB: &'static str = "drop_item";
    const ACTION: Action = Action::DecideItem;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        draft(tx, self.plan)?;
        let mut item = item_as_shown(tx, self.plan, self.item, self.version)?;
        let mut fields = Fields::default();
        let reason = fields.reason(&self.reason);
        fields.done()?;
        if !is_live(&item) {
            return Err(Refusal::conflict("work.item.is_dropped").into());
        }
        let before = ItemSnapshot::of(tx, &item)?;
        item.state = ItemState::Dropped.code().to_owned();
        item.version += 1;
        update_item(tx, &item)?;
        tx.about("item", item.id);
        keep_decision(tx, grant, "drop", Some(&reason), Some(&before), &item)?;
        Ok(item.id)
    }
}

/// Takes a dropped item back; it is to be decided about again.
#[derive(Clone, Debug, Serialize)]
pub struct RestoreItem {
    /// The plan.
    pub plan: Id,
    /// The item.
    pub item: Id,
    /// The version shown.
    pub version: i64,
}

impl Command for RestoreItem {
    const VERB: &'static str = "restore_item";
    const ACTION: Action = Action::DecideItem;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        draft(tx, self.plan)?;
        let mut item = item_as_shown(tx, self.plan, self.item, self.version)?;
        if is_live(&item) {
            return Err(Refusal::conflict("work.item.is_not_dropped").into());
        }
        let before = ItemSnapshot::of(tx, &item)?;
        item.state = ItemState::Pending.code().to_owned();
        item.merged_into = None;
        item.version += 1;
        update_item(tx, &item)?;
        tx.about("item", item.id);
        keep_decision(tx, grant, "restore", None, Some(&before), &item)?;
        Ok(item.id)
    }
}
