//! Lead and responsible bodies of tasks, as printed. Whom a name means stands in `plan_name`.

use crate::tx::Tx;
use crate::value::{Row, values};
use base::{Fault, Id};

/// A printed body of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemBodyRow {
    /// The task.
    pub item: Id,
    /// Its plan.
    pub plan: Id,
    /// `lead` or `responsible`.
    pub role: String,
    /// Place among the bodies of the role, from 1.
    pub position: i64,
    /// As printed.
    pub printed: String,
    /// Folded, for looking it up.
    pub folded: String,
}

fn body(row: Row) -> Result<ItemBodyRow, Fault> {
    Ok(ItemBodyRow {
        item: row.id(0)?,
        plan: row.id(1)?,
        role: row.text(2)?,
        position: row.int(3)?,
        printed: row.text(4)?,
        folded: row.text(5)?,
    })
}

/// Writes bodies.
pub fn insert_bodies(tx: &mut Tx<'_>, bodies: &[ItemBodyRow]) -> Result<(), Fault> {
    let rows: Vec<_> = bodies
        .iter()
        .map(|one| values![tx.site(), one.item, &one.role, one.position, one.plan, &one.printed, &one.folded])
        .collect();
    tx.insert_many("INSERT INTO item_body (site, item, role, position, plan, printed, folded)", &rows)
}

/// Takes the bodies of a task away, before new ones are written.
pub fn delete_bodies(tx: &mut Tx<'_>, item: Id) -> Result<(), Fault> {
    tx.execute("DELETE FROM item_body WHERE site = $1 AND item = $2", &values![tx.site(), item])?;
    Ok(())
}

/// Bodies of all tasks of a plan: by task, leads first, as printed.
pub fn bodies_of_plan(tx: &Tx<'_>, plan: Id) -> Result<Vec<ItemBodyRow>, Fault> {
    let rows = tx.query(
        "SELECT item, plan, role, position, printed, folded FROM item_body WHERE site = $1 AND plan = $2 \
         ORDER BY item, role, position",
        &values![tx.site(), plan],
    )?;
    rows.into_iter().map(body).collect()
}

/// Bodies of one task: leads first, as printed.
pub fn bodies_of_item(tx: &Tx<'_>, item: Id) -> Result<Vec<ItemBodyRow>, Fault> {
    let rows = tx.query(
        "SELECT item, plan, role, position, printed, folded FROM item_body WHERE site = $1 AND item = $2 \
         ORDER BY role, position",
        &values![tx.site(), item],
    )?;
    rows.into_iter().map(body).collect()
}
