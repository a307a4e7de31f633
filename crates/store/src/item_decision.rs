//! What was decided about an item of a draft: who, when, before, after, why.

use crate::tx::Tx;
use crate::value::values;
use base::{Fault, Id, Moment};

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemDecisionRow {
    /// The item.
    pub item: Id,
    /// What was done.
    pub verb: String,
    /// By whom, and the name of who.
    pub by: Option<(Id, String)>,
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: Option<String>,
    /// The item before, as JSON.
    pub before: Option<String>,
    /// The item after, as JSON.
    pub after: Option<String>,
}

/// Keeps decisions, made now.
pub fn insert_item_decisions(tx: &mut Tx<'_>, decisions: &[ItemDecisionRow]) -> Result<(), Fault> {
    let rows: Vec<_> = decisions
        .iter()
        .map(|one| {
            let by = one.by.as_ref().map(|(id, _)| *id);
            let (reason, before, after) = (one.reason.clone(), one.before.clone(), one.after.clone());
            values![tx.site(), tx.new_id(), one.item, &one.verb, by, one.at, reason, before, after]
        })
        .collect();
    tx.insert_many(
        "INSERT INTO item_decision (site, id, item, verb, by_user, at, reason, before_body, after_body)",
        &rows,
    )
}

/// Decisions about an item, the first first.
pub fn decisions_of_item(tx: &Tx<'_>, item: Id) -> Result<Vec<ItemDecisionRow>, Fault> {
    let rows = tx.query(
        "SELECT d.item, d.verb, d.by_user, u.name, d.at, d.reason, d.before_body, d.after_body FROM item_decision d \
         LEFT JOIN user_account u ON u.site = d.site AND u.id = d.by_user \
         WHERE d.site = $1 AND d.item = $2 ORDER BY d.id",
        &values![tx.site(), item],
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(ItemDecisionRow {
                item: row.id(0)?,
                verb: row.text(1)?,
                by: row.opt_id(2)?.zip(row.opt_text(3)?),
                at: row.moment(4)?,
                reason: row.opt_text(5)?,
                before: row.opt_text(6)?,
                after: row.opt_text(7)?,
            })
        })
        .collect()
}
