//! One item, and what was decided about it.

use super::board::Board;
use super::view::ItemView;
use crate::Query;
use crate::plan::visible_plan;
use crate::session::Ref;
use crate::word::doer;
use access::{Action, Grant};
use base::{Fault, Id, Language, Moment, Refusal, Stop};
use serde::Serialize;
use store::Tx;
use store::item::item_by_id;
use store::item_decision::decisions_of_item;
use utoipa::ToSchema;

/// Asks for items of a plan, in the order asked for.
#[derive(Clone, Debug)]
pub struct ShowItems {
    /// The plan.
    pub plan: Id,
    /// The items.
    pub items: Vec<Id>,
    /// The reader's language.
    pub language: Language,
}

impl Query for ShowItems {
    const ACTION: Action = Action::SeePlan;
    type Answer = Vec<ItemView>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<ItemView>, Stop> {
        visible_plan(grant, tx, self.plan)?;
        let board = Board::of_plan(tx, self.plan)?;
        let one = |id: &Id| -> Result<ItemView, Stop> {
            Ok(board.view(board.item(*id).ok_or_else(Refusal::not_found)?, self.language)?)
        };
        self.items.iter().map(one).collect()
    }
}

/// Asks what was decided about an item.
#[derive(Clone, Debug)]
pub struct ItemHistory {
    /// The plan.
    pub plan: Id,
    /// The item.
    pub item: Id,
}

/// One decision about an item.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ItemMove)]
pub struct ItemMoveView {
    /// `confirm`, `correct`, `drop`, `restore`, `split`, `merge`, `add` or `amend`.
    pub verb: String,
    /// Who decided.
    pub by: Ref,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// Why.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// The item before.
    #[schema(required = true, value_type = Option<Object>)]
    pub before: Option<serde_json::Value>,
    /// The item after.
    #[schema(required = true, value_type = Option<Object>)]
    pub after: Option<serde_json::Value>,
}

impl Query for ItemHistory {
    const ACTION: Action = Action::SeePlan;
    type Answer = Vec<ItemMoveView>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<ItemMoveView>, Stop> {
        visible_plan(grant, tx, self.plan)?;
        item_by_id(tx, self.item)?.filter(|item| item.plan == self.plan).ok_or_else(Refusal::not_found)?;
        let json = |text: Option<String>| -> Result<Option<serde_json::Value>, Fault> {
            text.map(|text| serde_json::from_str(&text).map_err(Fault::broken)).transpose()
        };
        let mut moves = Vec::new();
        for one in decisions_of_item(tx, self.item)? {
            let by = doer(one.by);
            let (before, after) = (json(one.before)?, json(one.after)?);
            moves.push(ItemMoveView { verb: one.verb, by, at: one.at, reason: one.reason, before, after });
        }
        Ok(moves)
    }
}
