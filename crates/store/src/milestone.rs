//! Milestones of entries: planned and reached days with weights.

use crate::among::{Among, Many};
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

fn milestone(row: &Row) -> Result<MilestoneRow, Fault> {
    Ok(MilestoneRow {
        name: row.text(1)?,
        planned: row.parsed(2)?,
        actual: row.opt_parsed(3)?,
        weight: row.small(4)?,
        note: row.text(5)?,
    })
}

/// The milestones of entries, each with the entry it belongs to, in order.
pub fn milestones_of(tx: &Tx<'_>, entries: &[Id]) -> Result<Vec<(Id, MilestoneRow)>, Fault> {
    let question = Among {
        columns: "entry, name, planned, actual, weight, note",
        table: "milestone",
        of: "site = $1",
        column: "entry",
        end: "ORDER BY entry, position",
    };
    let rows = tx.among(&question, &values![tx.site()], Many::Ids(entries))?;
    rows.iter().map(|row| Ok((row.id(0)?, milestone(row)?))).collect()
}

/// Takes away the milestones of an entry.
pub fn clear_milestones(tx: &mut Tx<'_>, entry: Id) -> Result<(), Fault> {
    tx.execute("DELETE FROM milestone WHERE site = $1 AND entry = $2", &values![tx.site(), entry])?;
    Ok(())
}

/// Adds the milestones of entries that have none, in the order of each entry's milestones.
pub fn insert_milestones(tx: &mut Tx<'_>, ledger: &str, entries: &[(Id, &[MilestoneRow])]) -> Result<(), Fault> {
    let site = tx.site();
    let rows = entries.iter().flat_map(|(entry, rows)| (0_i64..).zip(*rows).map(move |(at, one)| (*entry, at, one)));
    let rows: Vec<_> = rows
        .map(|(entry, at, one)| {
            values![site, entry, at, ledger, &one.name, one.planned, one.actual, one.weight, &one.note]
        })
        .collect();
    tx.insert_many("INSERT INTO milestone (site, entry, position, ledger, name, planned, actual, weight, note)", &rows)
}
