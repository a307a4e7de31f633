//! What became of an entry step by step, who stands in, and who has agreed.

use crate::tx::Tx;
use crate::value::{Row, values};
use base::{Day, Fault, Id, Moment};

/// A step in the life of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryMoveRow {
    /// The entry.
    pub entry: Id,
    /// Code of its ledger.
    pub ledger: String,
    /// Code of the move.
    pub code: String,
    /// What kind of move.
    pub kind: String,
    /// From which state.
    pub from: String,
    /// To which state.
    pub to: String,
    /// Who did it; absent for the machine.
    pub actor: Option<Id>,
    /// The name as it was then.
    pub actor_name: String,
    /// Why.
    pub reason: String,
    /// The organisation that keeps it from now on, or the person who stands in.
    pub other: Option<Id>,
    /// The new due day.
    pub day: Option<Day>,
    /// When.
    pub at: Moment,
}

fn entry_move(row: Row) -> Result<EntryMoveRow, Fault> {
    Ok(EntryMoveRow {
        entry: row.id(0)?,
        ledger: row.text(1)?,
        code: row.text(2)?,
        kind: row.text(3)?,
        from: row.text(4)?,
        to: row.text(5)?,
        actor: row.opt_id(6)?,
        actor_name: row.text(7)?,
        reason: row.text(8)?,
        other: row.opt_id(9)?,
        day: row.opt_parsed(10)?,
        at: row.moment(11)?,
    })
}

/// The steps of an entry, the first first.
pub fn moves_of_entry(tx: &Tx<'_>, entry: Id) -> Result<Vec<EntryMoveRow>, Fault> {
    let sql = "SELECT entry, ledger, code, kind, from_state, to_state, actor, actor_name, reason, other, day, at \
               FROM entry_move WHERE site = $1 AND entry = $2 ORDER BY id";
    tx.query(sql, &values![tx.site(), entry])?.into_iter().map(entry_move).collect()
}

/// Adds steps; `at` is the moment of the transaction unless it is set.
pub fn insert_entry_moves(tx: &mut Tx<'_>, rows: &[EntryMoveRow]) -> Result<(), Fault> {
    let site = tx.site();
    let rows: Vec<_> = rows
        .iter()
        .map(|one| {
            values![
                site,
                one.entry,
                tx.new_id(),
                &one.ledger,
                &one.code,
                &one.kind,
                &one.from,
                &one.to,
                one.actor,
                &one.actor_name,
                &one.reason,
                one.other,
                one.day,
                one.at,
            ]
        })
        .collect();
    tx.insert_many(
        "INSERT INTO entry_move (site, entry, id, ledger, code, kind, from_state, to_state, actor, actor_name, reason, \
         other, day, at)",
        &rows,
    )
}

/// Names somebody who acts for those whose turn it is.
pub fn put_stand_in(tx: &mut Tx<'_>, entry: Id, user: Id, named_by: Id) -> Result<(), Fault> {
    tx.execute(
        "INSERT INTO entry_stand_in (site, entry, user_id, named_by, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (site, entry, user_id) DO UPDATE SET named_by = excluded.named_by, at = excluded.at",
        &values![tx.site(), entry, user, named_by, tx.now()],
    )?;
    Ok(())
}

/// Who named a person as stand-in at an entry.
pub fn named_by(tx: &Tx<'_>, entry: Id, user: Id) -> Result<Vec<Id>, Fault> {
    let sql = "SELECT named_by FROM entry_stand_in WHERE site = $1 AND entry = $2 AND user_id = $3 ORDER BY named_by";
    tx.query(sql, &values![tx.site(), entry, user])?.into_iter().map(|row| row.id(0)).collect()
}

/// The entries at which a person stands in.
pub fn stood_in_by(tx: &Tx<'_>, user: Id) -> Result<Vec<Id>, Fault> {
    let sql = "SELECT entry FROM entry_stand_in WHERE site = $1 AND user_id = $2 ORDER BY entry";
    tx.query(sql, &values![tx.site(), user])?.into_iter().map(|row| row.id(0)).collect()
}

/// The entry moved on: nobody stands in any more.
pub fn clear_stand_ins(tx: &mut Tx<'_>, entry: Id) -> Result<(), Fault> {
    tx.execute("DELETE FROM entry_stand_in WHERE site = $1 AND entry = $2", &values![tx.site(), entry])?;
    Ok(())
}

/// An organisation agrees to a step; the same again changes nothing.
pub fn put_signature(
    tx: &mut Tx<'_>,
    entry: Id,
    state: &str,
    organisation: Id,
    actor: Option<Id>,
) -> Result<(), Fault> {
    tx.execute(
        "INSERT INTO entry_signature (site, entry, state, organisation, actor, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (site, entry, state, organisation) DO NOTHING",
        &values![tx.site(), entry, state, organisation, actor, tx.now()],
    )?;
    Ok(())
}

/// The organisations that have agreed to a step.
pub fn signatures_of(tx: &Tx<'_>, entry: Id, state: &str) -> Result<Vec<Id>, Fault> {
    let sql =
        "SELECT organisation FROM entry_signature WHERE site = $1 AND entry = $2 AND state = $3 ORDER BY organisation";
    tx.query(sql, &values![tx.site(), entry, state])?.into_iter().map(|row| row.id(0)).collect()
}

/// The entry goes back: agreements are asked for anew.
pub fn clear_signatures(tx: &mut Tx<'_>, entry: Id) -> Result<(), Fault> {
    tx.execute("DELETE FROM entry_signature WHERE site = $1 AND entry = $2", &values![tx.site(), entry])?;
    Ok(())
}

/// Was any entry of any ledger ever begun?
pub fn any_moves(tx: &Tx<'_>) -> Result<bool, Fault> {
    let sql = "SELECT COUNT(*) FROM (SELECT entry FROM entry_move WHERE site = $1 LIMIT 1) AS one";
    Ok(tx.count(sql, &values![tx.site()])? > 0)
}
