//! The clocks of entries: until when somebody must act, and when the clock stood still.

use crate::tx::Tx;
use crate::value::{Row, values};
use base::{Day, Fault, Id};

/// A clock of an entry in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryClockRow {
    /// Its id.
    pub id: Id,
    /// The entry.
    pub entry: Id,
    /// Code of the ledger.
    pub ledger: String,
    /// The state in which it runs.
    pub state: String,
    /// The day before its first day.
    pub began: Day,
    /// Its last day.
    pub due: Day,
    /// By how many days it was extended.
    pub extended: u32,
    /// Since when it stands still.
    pub stopped_on: Option<Day>,
    /// Stops that are over: first and last day of each.
    pub stops: Vec<(Day, Day)>,
    /// When the entry left the state.
    pub ended: Option<Day>,
}

const COLUMNS: &str = "id, entry, ledger, state, began, due, extended, stopped_on, shifts, ended";

fn clock(row: Row) -> Result<EntryClockRow, Fault> {
    Ok(EntryClockRow {
        id: row.id(0)?,
        entry: row.id(1)?,
        ledger: row.text(2)?,
        state: row.text(3)?,
        began: row.parsed(4)?,
        due: row.parsed(5)?,
        extended: row.small(6)?,
        stopped_on: row.opt_parsed(7)?,
        stops: row.json(8)?,
        ended: row.opt_parsed(9)?,
    })
}

/// The clock that runs for an entry, if one does.
pub fn running_clock(tx: &Tx<'_>, entry: Id) -> Result<Option<EntryClockRow>, Fault> {
    let sql =
        format!("SELECT {COLUMNS} FROM entry_clock WHERE site = $1 AND entry = $2 AND ended IS NULL ORDER BY id DESC");
    tx.one(&sql, &values![tx.site(), entry])?.map(clock).transpose()
}

/// Starts clocks.
pub fn insert_clocks(tx: &mut Tx<'_>, rows: &[EntryClockRow]) -> Result<(), Fault> {
    let site = tx.site();
    let rows = rows
        .iter()
        .map(|one| {
            let stops = serde_json::to_string(&one.stops).map_err(Fault::broken)?;
            Ok(values![
                site,
                one.entry,
                one.id,
                &one.ledger,
                &one.state,
                one.began,
                one.due,
                one.extended,
                one.stopped_on,
                stops,
                one.ended
            ])
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    tx.insert_many(
        "INSERT INTO entry_clock (site, entry, id, ledger, state, began, due, extended, stopped_on, shifts, ended)",
        &rows,
    )
}

/// Keeps what became of a clock.
pub fn update_clock(tx: &mut Tx<'_>, row: &EntryClockRow) -> Result<(), Fault> {
    let stops = serde_json::to_string(&row.stops).map_err(Fault::broken)?;
    tx.execute(
        "UPDATE entry_clock SET due = $4, extended = $5, stopped_on = $6, shifts = $7, ended = $8 \
         WHERE site = $1 AND entry = $2 AND id = $3",
        &values![tx.site(), row.entry, row.id, row.due, row.extended, row.stopped_on, stops, row.ended],
    )?;
    Ok(())
}
