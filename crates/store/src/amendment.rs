//! Amendments: changes of a published plan or an accepted work plan, with their reasons.

use crate::tx::Tx;
use crate::value::{Row, values};
use base::{Fault, Id, Moment};

/// An amendment as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmendmentRow {
    /// Its id.
    pub id: Id,
    /// The plan.
    pub plan: Id,
    /// `item` or `work_plan`.
    pub subject_kind: String,
    /// What was changed.
    pub subject: Id,
    /// How that was called.
    pub title: String,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: Option<(Id, String)>,
    /// When.
    pub at: Moment,
    /// The state before, as JSON.
    pub before: String,
    /// The state after, as JSON.
    pub after: String,
}

const SELECT: &str = "SELECT a.id, a.plan, a.subject_kind, a.subject, a.title, a.reason, a.by_user, u.name, a.at, \
    a.before_body, a.after_body FROM amendment a LEFT JOIN user_account u ON u.site = a.site AND u.id = a.by_user";

fn amendment(row: Row) -> Result<AmendmentRow, Fault> {
    Ok(AmendmentRow {
        id: row.id(0)?,
        plan: row.id(1)?,
        subject_kind: row.text(2)?,
        subject: row.id(3)?,
        title: row.text(4)?,
        reason: row.text(5)?,
        by: row.opt_id(6)?.zip(row.opt_text(7)?),
        at: row.moment(8)?,
        before: row.text(9)?,
        after: row.text(10)?,
    })
}

/// Keeps an amendment.
pub fn insert_amendment(tx: &mut Tx<'_>, one: &AmendmentRow) -> Result<(), Fault> {
    let by = one.by.as_ref().map(|(id, _)| *id);
    let args = values![
        tx.site(),
        one.id,
        one.plan,
        &one.subject_kind,
        one.subject,
        &one.title,
        &one.reason,
        by,
        one.at,
        &one.before,
        &one.after
    ];
    tx.execute(
        "INSERT INTO amendment (site, id, plan, subject_kind, subject, title, reason, by_user, at, before_body, after_body) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &args,
    )?;
    Ok(())
}

/// Amendments of a plan, the last first.
pub fn amendments_of_plan(tx: &Tx<'_>, plan: Id) -> Result<Vec<AmendmentRow>, Fault> {
    let sql = format!("{SELECT} WHERE a.site = $1 AND a.plan = $2 ORDER BY a.id DESC");
    tx.query(&sql, &values![tx.site(), plan])?.into_iter().map(amendment).collect()
}

/// The amendment of an id.
pub fn amendment_by_id(tx: &Tx<'_>, id: Id) -> Result<Option<AmendmentRow>, Fault> {
    let sql = format!("{SELECT} WHERE a.site = $1 AND a.id = $2");
    tx.one(&sql, &values![tx.site(), id])?.map(amendment).transpose()
}
