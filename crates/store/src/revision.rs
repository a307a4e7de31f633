//! Revisions of rows: each state after a change, with who made it and when.

use crate::tx::Tx;
use crate::value::values;
use base::{Fault, Id, Moment};

/// A state of a row after a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevisionRow {
    /// The version it made.
    pub version: i64,
    /// When.
    pub at: Moment,
    /// Who; absent for the machine.
    pub actor: Option<Id>,
    /// The name as it was then; empty for the machine.
    pub actor_name: String,
    /// The state, as JSON.
    pub body: String,
}

/// The revisions of a subject, the first first.
pub fn revisions_of(tx: &Tx<'_>, kind: &str, subject: Id) -> Result<Vec<RevisionRow>, Fault> {
    let sql = "SELECT revision.version, revision.at, audit.actor, audit.actor_name, revision.body FROM revision \
               JOIN audit ON audit.site = revision.site AND audit.id = revision.audit \
               WHERE revision.site = $1 AND revision.kind = $2 AND revision.subject = $3 \
               ORDER BY revision.version, revision.id";
    tx.query(sql, &values![tx.site(), kind, subject])?
        .into_iter()
        .map(|row| {
            Ok(RevisionRow {
                version: row.int(0)?,
                at: row.moment(1)?,
                actor: row.opt_id(2)?,
                actor_name: row.text(3)?,
                body: row.text(4)?,
            })
        })
        .collect()
}
