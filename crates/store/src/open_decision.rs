//! Open decisions: what is not settled about an indicator, who answers it, by when.

use crate::tx::Tx;
use crate::value::{Row, Value, values};
use base::{Day, Fault, Id, Moment};

/// An open decision as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDecisionRow {
    /// Its id.
    pub id: Id,
    /// Its plan.
    pub plan: Id,
    /// The indicator it is about.
    pub indicator: Id,
    /// `owner`, `base`, `tolerance` or `reading`.
    pub kind: String,
    /// The question in the pack's words; "" where it follows from the kind.
    pub question: String,
    /// The organisation that answers.
    pub owner: Id,
    /// By when.
    pub due: Day,
    /// `open` or `settled`.
    pub state: String,
    /// The answer: an id, a value or a reading.
    pub answer: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who settled it.
    pub settled_by: Option<Id>,
    /// When.
    pub settled_at: Option<Moment>,
    /// For optimistic locking.
    pub version: i64,
}

const COLUMNS: &str =
    "id, plan, indicator, kind, question, owner, due, state, answer, reason, settled_by, settled_at, version";

fn decision(row: Row) -> Result<OpenDecisionRow, Fault> {
    Ok(OpenDecisionRow {
        id: row.id(0)?,
        plan: row.id(1)?,
        indicator: row.id(2)?,
        kind: row.text(3)?,
        question: row.text(4)?,
        owner: row.id(5)?,
        due: row.parsed(6)?,
        state: row.text(7)?,
        answer: row.opt_text(8)?,
        reason: row.opt_text(9)?,
        settled_by: row.opt_id(10)?,
        settled_at: row.opt_moment(11)?,
        version: row.int(12)?,
    })
}

fn arguments(tx: &Tx<'_>, one: &OpenDecisionRow) -> Vec<Value> {
    values![
        tx.site(),
        one.id,
        one.plan,
        one.indicator,
        &one.kind,
        &one.question,
        one.owner,
        one.due,
        &one.state,
        one.answer.clone(),
        one.reason.clone(),
        one.settled_by,
        one.settled_at,
        one.version
    ]
}

/// Writes new decisions as they are.
pub fn insert_open_decisions(tx: &mut Tx<'_>, decisions: &[OpenDecisionRow]) -> Result<(), Fault> {
    let rows: Vec<_> = decisions.iter().map(|one| arguments(tx, one)).collect();
    tx.insert_many(
        "INSERT INTO open_decision (site, id, plan, indicator, kind, question, owner, due, state, answer, reason, \
         settled_by, settled_at, version)",
        &rows,
    )
}

/// Writes a decision over its row; the caller has counted up the version.
pub fn update_open_decision(tx: &mut Tx<'_>, decision: &OpenDecisionRow) -> Result<(), Fault> {
    let args = arguments(tx, decision);
    tx.execute(
        "UPDATE open_decision SET plan = $3, indicator = $4, kind = $5, question = $6, owner = $7, due = $8, state = $9, \
         answer = $10, reason = $11, settled_by = $12, settled_at = $13, version = $14 WHERE site = $1 AND id = $2",
        &args,
    )?;
    Ok(())
}

/// Takes a decision away that nothing asks for any more.
pub fn delete_open_decision(tx: &mut Tx<'_>, id: Id) -> Result<(), Fault> {
    tx.execute("DELETE FROM open_decision WHERE site = $1 AND id = $2", &values![tx.site(), id])?;
    Ok(())
}

/// Decisions of a plan: by due day.
pub fn open_decisions_of_plan(tx: &Tx<'_>, plan: Id) -> Result<Vec<OpenDecisionRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM open_decision WHERE site = $1 AND plan = $2 ORDER BY due, id");
    tx.query(&sql, &values![tx.site(), plan])?.into_iter().map(decision).collect()
}

/// The decision of an id.
pub fn open_decision_by_id(tx: &Tx<'_>, id: Id) -> Result<Option<OpenDecisionRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM open_decision WHERE site = $1 AND id = $2");
    tx.one(&sql, &values![tx.site(), id])?.map(decision).transpose()
}
