//! Milestones of entries: planned and reached days with weights.

use crate::tx::Tx;
use crate::value::{Row, values};
use base::{Day, Fault, Id};

/// A milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneRow {
    /// What is reached.
    pub name: String,
    /// The day it is planned for.
    pub planned: Day,
    /// The day it was reached.
    pub actual: Option<Day>,
    /// Its share of the whole, in percent.
    pub weight: u32,
    /// What else is to be said.
    pub note: String,
}

fn milestone(row: Row) -> Result<MilestoneRow, Fault> {
    Ok(MilestoneRow {
        name: row.text(0)?,
        planned: row.parsed(1)?,
        actual: row.opt_parsed(2)?,
        weight: row.small(3)?,
        note: row.text(4)?,
    })
}

/// The milestones of an entry, in order.
pub fn milestones_of(tx: &Tx<'_>, entry: Id) -> Result<Vec<MilestoneRow>, Fault> {
    let sql =
        "SELECT name, planned, actual, weight, note FROM milestone WHERE site = $1 AND entry = $2 ORDER BY position";
    tx.query(sql, &values![tx.site(), entry])?.into_iter().map(milestone).collect()
}

/// Replaces the milestones of an entry.
pub fn set_milestones(tx: &mut Tx<'_>, ledger: &str, entry: Id, rows: &[MilestoneRow]) -> Result<(), Fault> {
    tx.execute("DELETE FROM milestone WHERE site = $1 AND entry = $2", &values![tx.site(), entry])?;
    let site = tx.site();
    let rows: Vec<_> = (0_i64..)
        .zip(rows)
        .map(|(position, one)| {
            values![site, entry, position, ledger, &one.name, one.planned, one.actual, one.weight, &one.note]
        })
        .collect();
    tx.insert_many("INSERT INTO milestone (site, entry, position, ledger, name, planned, actual, weight, note)", &rows)
}
