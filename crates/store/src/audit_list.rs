//! Lists of audit rows: filtered, newest first, paged by key.

use crate::tx::Tx;
use crate::value::{Value, values};
use base::{Fault, Id, Moment};

/// An audit row as kept, with the seal that covers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its id.
    pub id: Id,
    /// When.
    pub at: Moment,
    /// Who, if an account.
    pub actor: Option<Id>,
    /// The name then, or the login tried.
    pub actor_name: String,
    /// From where.
    pub address: String,
    /// What was done.
    pub verb: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// To which.
    pub subject: Option<Id>,
    /// `done`, `refused` or `read`.
    pub outcome: String,
    /// Code of the refusal.
    pub code: String,
    /// Digest of its revisions.
    pub digest: String,
    /// Its place in the sealed order.
    pub position: Option<i64>,
    /// The seal that covers it.
    pub seal: Option<i64>,
}

/// Which rows.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    /// From this moment on.
    pub from: Option<Moment>,
    /// Before this moment.
    pub until: Option<Moment>,
    /// Part of the actor's name or login.
    pub actor: Option<String>,
    /// A verb.
    pub verb: Option<String>,
    /// An outcome.
    pub outcome: Option<String>,
    /// A subject.
    pub subject: Option<Id>,
    /// Older than this row.
    pub before: Option<Id>,
    /// How many at most.
    pub limit: usize,
}

/// Rows, newest first.
pub fn audit_rows(tx: &Tx<'_>, filter: &AuditFilter) -> Result<Vec<AuditRow>, Fault> {
    let mut args = values![tx.site()];
    let mut conditions = vec!["a.site = $1".to_owned()];
    let mut and = |condition: &str, value: Option<Value>| {
        if let Some(value) = value {
            args.push(value);
            conditions.push(condition.replace('#', &format!("${}", args.len())));
        }
    };
    and("a.at >= #", filter.from.map(Value::from));
    and("a.at < #", filter.until.map(Value::from));
    let escaped = |text: &String| text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    // A sign-in is kept under the login typed and every deed under the name, but whoever asks for a person means both.
    let like = format!(
        "(a.actor_name {0} # ESCAPE '\\' OR EXISTS (SELECT 1 FROM user_account u WHERE u.site = a.site \
         AND u.id = COALESCE(a.actor, CASE WHEN a.verb = 'sign_in' THEN a.subject END) \
         AND (u.login {0} # ESCAPE '\\' OR u.name {0} # ESCAPE '\\')))",
        tx.dialect().like()
    );
    and(&like, filter.actor.as_ref().map(|actor| Value::from(format!("%{}%", escaped(actor)))));
    and("a.verb = #", filter.verb.as_ref().map(Value::from));
    and("a.outcome = #", filter.outcome.as_ref().map(Value::from));
    and("a.subject = #", filter.subject.map(Value::from));
    and("a.id < #", filter.before.map(Value::from));
    args.push(Value::from(filter.limit));
    let sql = format!(
        "SELECT a.id, a.at, a.actor, a.actor_name, a.address, a.verb, a.subject_kind, a.subject, a.outcome, a.code, \
         a.digest, a.position, s.n FROM audit a LEFT JOIN seal s ON s.site = a.site AND a.position >= s.first_position \
         AND a.position < s.first_position + s.rows_sealed WHERE {} ORDER BY a.id DESC LIMIT ${}",
        conditions.join(" AND "),
        args.len()
    );
    tx.query(&sql, &args)?
        .into_iter()
        .map(|row| {
            Ok(AuditRow {
                id: row.id(0)?,
                at: row.moment(1)?,
                actor: row.opt_id(2)?,
                actor_name: row.text(3)?,
                address: row.text(4)?,
                verb: row.text(5)?,
                subject_kind: row.text(6)?,
                subject: row.opt_id(7)?,
                outcome: row.text(8)?,
                code: row.text(9)?,
                digest: row.text(10)?,
                position: row.opt_int(11)?,
                seal: row.opt_int(12)?,
            })
        })
        .collect()
}
