//! Who calls on those whose turn it is at an entry, until the entry moves on.

use crate::entry::Shape;
use crate::entry_list::{Column, Condition, where_rows};
use crate::tx::Tx;
use crate::value::{Value, values};
use access::Scope;
use base::{Day, Fault, Id, Moment};

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryCallRow {
    /// Code of the ledger.
    pub ledger: String,
    /// The entry.
    pub entry: Id,
    /// `remind` or `send_back`.
    pub kind: String,
    /// Who calls.
    pub actor: Option<Id>,
    /// The name as it was then.
    pub actor_name: String,
    /// Why.
    pub reason: String,
}

/// A call with the entry that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalledEntry {
    /// The call.
    pub call: EntryCallRow,
    /// When.
    pub at: Moment,
    /// What the entry is called.
    pub title: String,
    /// Code of its state.
    pub state: String,
    /// Version of its life cycle.
    pub cycle: u32,
    /// Until when somebody must act.
    pub due: Option<Day>,
}

/// Adds a call, made now.
pub fn insert_call(tx: &mut Tx<'_>, row: &EntryCallRow) -> Result<(), Fault> {
    tx.execute(
        "INSERT INTO entry_call (site, ledger, entry, id, kind, actor, actor_name, reason, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &values![
            tx.site(),
            &row.ledger,
            row.entry,
            tx.new_id(),
            &row.kind,
            row.actor,
            &row.actor_name,
            &row.reason,
            tx.now()
        ],
    )?;
    Ok(())
}

/// The entry moved on: nobody calls any more.
pub fn clear_calls(tx: &mut Tx<'_>, ledger: &str, entry: Id) -> Result<(), Fault> {
    let args = values![tx.site(), ledger, entry];
    tx.execute("DELETE FROM entry_call WHERE site = $1 AND ledger = $2 AND entry = $3", &args)?;
    Ok(())
}

/// Calls about entries of a ledger that the scope covers and for which the conditions hold, the last first.
pub fn called_entries(
    tx: &Tx<'_>,
    shape: &Shape,
    scope: &Scope,
    conditions: &[Condition],
    limit: usize,
) -> Result<Vec<CalledEntry>, Fault> {
    // The calls are few and the rows of a ledger are many: only those that are called for are looked at.
    let called = "SELECT DISTINCT entry FROM entry_call WHERE site = $1 AND ledger = $2";
    let called = tx.query(called, &values![tx.site(), &shape.ledger])?;
    let called = called.into_iter().map(|row| Ok(Value::from(row.id(0)?))).collect::<Result<Vec<_>, Fault>>()?;
    if called.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for chunk in called.chunks(500) {
        let among = [&[Condition::AnyOf(Column::Id, chunk.to_vec())], conditions].concat();
        found.extend(among_called(tx, shape, scope, &among, limit)?);
    }
    found.sort_by_key(|one| std::cmp::Reverse((one.at, one.call.entry)));
    found.truncate(limit);
    Ok(found)
}

fn among_called(
    tx: &Tx<'_>,
    shape: &Shape,
    scope: &Scope,
    conditions: &[Condition],
    limit: usize,
) -> Result<Vec<CalledEntry>, Fault> {
    let (mut args, all) = where_rows(tx, shape, scope, conditions);
    args.extend([Value::from(shape.ledger.as_str()), Value::from(limit)]);
    let sql = format!(
        "SELECT call.entry, call.kind, call.actor, call.actor_name, call.reason, call.at, kept.title, kept.state, \
         kept.cycle, kept.due FROM entry_call call JOIN {table} kept ON kept.site = call.site AND kept.id = call.entry \
         WHERE call.site = $1 AND call.ledger = ${ledger} AND call.entry IN (SELECT id FROM {table} WHERE {all}) \
         ORDER BY call.at DESC, call.id DESC LIMIT ${limit}",
        table = shape.table(),
        ledger = args.len() - 1,
        all = all.join(" AND "),
        limit = args.len()
    );
    let rows = tx.query(&sql, &args)?.into_iter().map(|row| {
        Ok(CalledEntry {
            call: EntryCallRow {
                ledger: shape.ledger.clone(),
                entry: row.id(0)?,
                kind: row.text(1)?,
                actor: row.opt_id(2)?,
                actor_name: row.text(3)?,
                reason: row.text(4)?,
            },
            at: row.moment(5)?,
            title: row.text(6)?,
            state: row.text(7)?,
            cycle: row.small(8)?,
            due: row.opt_parsed(9)?,
        })
    });
    rows.collect()
}
