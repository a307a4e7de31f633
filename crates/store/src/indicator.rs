//! Indicators: what one or several mentions of a plan ask for.

use crate::tx::Tx;
use crate::value::{Row, Value, values};
use base::{Decimal, Fault, Id};

/// An indicator as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorRow {
    /// Its id.
    pub id: Id,
    /// Its plan.
    pub plan: Id,
    /// The pack's code, the same every year, or "".
    pub code: String,
    /// Its printed name.
    pub name: String,
    /// Place among the indicators of the plan.
    pub position: i64,
    /// What the result must do.
    pub requires: String,
    /// How far 左右 reaches.
    pub tolerance: Option<Decimal>,
    /// The organisation that owns it.
    pub owner: Option<Id>,
    /// It owns it until somebody else is named.
    pub owner_provisional: bool,
    /// The base year's value.
    pub base_value: Option<Decimal>,
    /// Who published that.
    pub base_source: Option<String>,
    /// The reading of an ambiguous percentage.
    pub percent_reading: Option<String>,
    /// For optimistic locking.
    pub version: i64,
}

const COLUMNS: &str = "id, plan, code, name, position, requires, tolerance, owner, owner_provisional, base_value, \
                       base_source, percent_reading, version";

fn indicator(row: Row) -> Result<IndicatorRow, Fault> {
    Ok(IndicatorRow {
        id: row.id(0)?,
        plan: row.id(1)?,
        code: row.text(2)?,
        name: row.text(3)?,
        position: row.int(4)?,
        requires: row.text(5)?,
        tolerance: row.opt_parsed(6)?,
        owner: row.opt_id(7)?,
        owner_provisional: row.truth(8)?,
        base_value: row.opt_parsed(9)?,
        base_source: row.opt_text(10)?,
        percent_reading: row.opt_text(11)?,
        version: row.int(12)?,
    })
}

fn arguments(tx: &Tx<'_>, one: &IndicatorRow) -> Vec<Value> {
    values![
        tx.site(),
        one.id,
        one.plan,
        &one.code,
        &one.name,
        one.position,
        &one.requires,
        one.tolerance,
        one.owner,
        one.owner_provisional,
        one.base_value,
        one.base_source.clone(),
        one.percent_reading.clone(),
        one.version
    ]
}

/// Writes new indicators as they are.
pub fn insert_indicators(tx: &mut Tx<'_>, indicators: &[IndicatorRow]) -> Result<(), Fault> {
    let rows: Vec<_> = indicators.iter().map(|one| arguments(tx, one)).collect();
    tx.insert_many(
        "INSERT INTO indicator (site, id, plan, code, name, position, requires, tolerance, owner, owner_provisional, \
         base_value, base_source, percent_reading, version)",
        &rows,
    )
}

/// Writes an indicator over its row; the caller has counted up the version.
pub fn update_indicator(tx: &mut Tx<'_>, indicator: &IndicatorRow) -> Result<(), Fault> {
    let args = arguments(tx, indicator);
    tx.execute(
        "UPDATE indicator SET plan = $3, code = $4, name = $5, position = $6, requires = $7, tolerance = $8, owner = $9, \
         owner_provisional = $10, base_value = $11, base_source = $12, percent_reading = $13, version = $14 \
         WHERE site = $1 AND id = $2",
        &args,
    )?;
    Ok(())
}

/// Takes an indicator away that nothing mentions any more.
pub fn delete_indicator(tx: &mut Tx<'_>, id: Id) -> Result<(), Fault> {
    tx.execute("DELETE FROM indicator WHERE site = $1 AND id = $2", &values![tx.site(), id])?;
    Ok(())
}

/// Indicators of a plan in order.
pub fn indicators_of_plan(tx: &Tx<'_>, plan: Id) -> Result<Vec<IndicatorRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM indicator WHERE site = $1 AND plan = $2 ORDER BY position, id");
    tx.query(&sql, &values![tx.site(), plan])?.into_iter().map(indicator).collect()
}

/// The indicator of an id.
pub fn indicator_by_id(tx: &Tx<'_>, id: Id) -> Result<Option<IndicatorRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM indicator WHERE site = $1 AND id = $2");
    tx.one(&sql, &values![tx.site(), id])?.map(indicator).transpose()
}
