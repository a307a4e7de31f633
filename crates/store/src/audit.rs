//! Audit rows: one a command, written unsealed in the command's own transaction; sealed later by a job.

use crate::digest::sm3_hex;
use crate::tx::Tx;
use crate::value::values;
use base::{Fault, Id};

/// What a command leaves behind. The digest covers the revisions that it wrote, so the audit itself holds no content.
#[derive(Clone, Debug)]
pub struct AuditEntry<'a> {
    /// The account; absent for nobody and the machine.
    pub actor: Option<Id>,
    /// Its name as printed then (or the login tried).
    pub actor_name: &'a str,
    /// Where the request came from.
    pub address: &'a str,
    /// What was done: the command's name.
    pub verb: &'a str,
    /// `done`, `refused` or `failed`.
    pub outcome: &'a str,
    /// Code of the refusal, or "".
    pub code: &'a str,
}

/// Writes the audit row of this transaction and the revisions that were kept in it.
pub fn insert_audit(tx: &mut Tx<'_>, entry: &AuditEntry<'_>) -> Result<Id, Fault> {
    let id = tx.new_id();
    let revisions = std::mem::take(&mut tx.revisions);
    let digest = if revisions.is_empty() {
        String::new()
    } else {
        let bodies: Vec<&str> = revisions.iter().map(|one| one.body.as_str()).collect();
        sm3_hex(bodies.join("\n").as_bytes())
    };
    let (kind, subject) = tx.about.unwrap_or(("", None));
    tx.put(
        "INSERT INTO audit (site, id, at, actor, actor_name, address, verb, subject_kind, subject, outcome, code, digest, position) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL)",
        &values![
            tx.site(), id, tx.now(), entry.actor, entry.actor_name, entry.address, entry.verb, kind, subject,
            entry.outcome, entry.code, digest
        ],
    )?;
    let rows: Vec<_> = revisions
        .into_iter()
        .map(|one| {
            values![tx.site(), one.kind, one.subject, one.version, tx.new_id(), id, tx.now(), entry.actor, one.body]
        })
        .collect();
    tx.insert_many("INSERT INTO revision (site, kind, subject, version, id, audit, at, actor, body)", &rows)?;
    Ok(id)
}

/// How many refusals an address has had since a moment.
pub fn refusals_since(tx: &Tx<'_>, address: &str, since: base::Moment) -> Result<i64, Fault> {
    tx.count(
        "SELECT COUNT(*) FROM audit WHERE site = $1 AND address = $2 AND outcome = 'refused' AND at >= $3",
        &values![tx.site(), address, since],
    )
}
