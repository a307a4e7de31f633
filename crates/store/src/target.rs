//! Quantified mentions: one row for each item of the kind `target`.

use crate::tx::Tx;
use crate::value::{Row, Value, values};
use base::{Decimal, Fault, Id};

/// A mention as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetRow {
    /// The item it is.
    pub item: Id,
    /// Its plan.
    pub plan: Id,
    /// The indicator it mentions.
    pub indicator: Option<Id>,
    /// What is counted or measured.
    pub subject: String,
    /// The printed comparator.
    pub op: String,
    /// The figure, or the lower end of a range.
    pub value: Decimal,
    /// The upper end of a range.
    pub value_max: Option<Decimal>,
    /// 计量单位.
    pub unit: String,
    /// What the figure measures.
    pub kind: String,
    /// 力争、争取、争创.
    pub aspiration: bool,
    /// A date tied to the figure, as printed, or "".
    pub time: String,
    /// The task or goal it stands in.
    pub task_item: Option<Id>,
}

const COLUMNS: &str = "item, plan, indicator, subject, op, value, value_max, unit, kind, aspiration, time, task_item";

fn target(row: Row) -> Result<TargetRow, Fault> {
    Ok(TargetRow {
        item: row.id(0)?,
        plan: row.id(1)?,
        indicator: row.opt_id(2)?,
        subject: row.text(3)?,
        op: row.text(4)?,
        value: row.parsed(5)?,
        value_max: row.opt_parsed(6)?,
        unit: row.text(7)?,
        kind: row.text(8)?,
        aspiration: row.truth(9)?,
        time: row.text(10)?,
        task_item: row.opt_id(11)?,
    })
}

fn arguments(tx: &Tx<'_>, one: &TargetRow) -> Vec<Value> {
    values![
        tx.site(),
        one.item,
        one.plan,
        one.indicator,
        &one.subject,
        &one.op,
        one.value,
        one.value_max,
        &one.unit,
        &one.kind,
        one.aspiration,
        &one.time,
        one.task_item
    ]
}

/// Writes mentions.
pub fn insert_targets(tx: &mut Tx<'_>, targets: &[TargetRow]) -> Result<(), Fault> {
    let rows: Vec<_> = targets.iter().map(|one| arguments(tx, one)).collect();
    tx.insert_many(
        "INSERT INTO target (site, item, plan, indicator, subject, op, value, value_max, unit, kind, aspiration, time, \
         task_item)",
        &rows,
    )
}

/// Writes a mention over its row.
pub fn update_target(tx: &mut Tx<'_>, target: &TargetRow) -> Result<(), Fault> {
    let args = arguments(tx, target);
    tx.execute(
        "UPDATE target SET plan = $3, indicator = $4, subject = $5, op = $6, value = $7, value_max = $8, unit = $9, \
         kind = $10, aspiration = $11, time = $12, task_item = $13 WHERE site = $1 AND item = $2",
        &args,
    )?;
    Ok(())
}

/// Mentions of a plan.
pub fn targets_of_plan(tx: &Tx<'_>, plan: Id) -> Result<Vec<TargetRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM target WHERE site = $1 AND plan = $2 ORDER BY item");
    tx.query(&sql, &values![tx.site(), plan])?.into_iter().map(target).collect()
}

/// The mention that an item is.
pub fn target_of_item(tx: &Tx<'_>, item: Id) -> Result<Option<TargetRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM target WHERE site = $1 AND item = $2");
    tx.one(&sql, &values![tx.site(), item])?.map(target).transpose()
}

/// Has the mentions of one indicator mention another.
pub fn move_mentions(tx: &mut Tx<'_>, from: Id, to: Id) -> Result<(), Fault> {
    tx.execute("UPDATE target SET indicator = $3 WHERE site = $1 AND indicator = $2", &values![tx.site(), from, to])?;
    Ok(())
}
