//! Entries in which a day is over that a move waits for. An index over state and day makes a look at them as cheap at a
//! million entries as at ten.

use crate::entry::Shape;
use crate::ledger_table::cell_column;
use crate::tx::Tx;
use crate::value::{Value, values};
use base::{Day, Fault, Id};

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The state in which the move waits.
    pub state: String,
    /// Version of the life cycle that has the move.
    pub cycle: u32,
    /// The day cell that it waits for.
    pub cell: String,
}

/// The entries whose day lies before `today`, the earliest first, behind the day and id where the look before ended.
pub fn entries_past(
    tx: &Tx<'_>,
    shape: &Shape,
    past: &Past,
    today: Day,
    behind: Option<&(Day, Id)>,
    limit: usize,
) -> Result<Vec<(Day, Id)>, Fault> {
    let column = cell_column(&past.cell);
    let mut args = values![tx.site(), &past.state, past.cycle, today];
    let mut rest = String::new();
    if let Some((day, id)) = behind {
        args.extend([Value::from(*day), Value::from(*id)]);
        rest = format!(" AND ({column}, id) > ($5, $6)");
    }
    args.push(Value::from(limit));
    let sql = format!(
        "SELECT {column}, id FROM {} WHERE site = $1 AND state = $2 AND cycle = $3 AND {column} < $4{rest} \
         ORDER BY {column}, id LIMIT ${}",
        shape.table(),
        args.len()
    );
    tx.query(&sql, &args)?.into_iter().map(|row| Ok((row.parsed(0)?, row.id(1)?))).collect()
}
