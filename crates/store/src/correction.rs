//! Requests to correct what stands in the books, and what became of them.

use crate::scope::{ScopeColumns, scope_condition};
use crate::tx::Tx;
use crate::value::{Row, Value, values};
use access::Scope;
use base::{Day, Fault, Id, Moment};

/// A file that came with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionFile {
    /// SM3 of its bytes.
    pub digest: String,
    /// As it was called.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// What it is, told by its content.
    pub media_type: String,
}

/// A request to correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionRow {
    /// Its id.
    pub id: Id,
    /// Code of the ledger; empty where the subject itself is meant.
    pub ledger: String,
    /// The entry.
    pub entry: Option<Id>,
    /// The subject, or the subject of the entry.
    pub subject: Option<Id>,
    /// Code of the field, or `name` or `address` of a subject; empty where the whole is meant.
    pub field: String,
    /// The entry's version that the raiser saw.
    pub entry_version: Option<i64>,
    /// What is wrong.
    pub wrong: String,
    /// What it should be.
    pub proposed: String,
    /// `raised`, `accepted`, `refused` or `withdrawn`.
    pub state: String,
    /// Whose turn it is, or was.
    pub organisation: Id,
    /// Until when; absent where the year has no calendar.
    pub due: Option<Day>,
    /// Who raised it.
    pub raised_by: Id,
    /// The name of whoever raised it; written nowhere.
    pub raised_by_name: String,
    /// When.
    pub raised_at: Moment,
    /// What was answered.
    pub answer: String,
    /// Who answered.
    pub answered_by: Option<Id>,
    /// The name of whoever answered; written nowhere.
    pub answered_by_name: String,
    /// When.
    pub answered_at: Option<Moment>,
    /// The entry's version with the correction.
    pub new_version: Option<i64>,
    /// When the raiser took note of the answer.
    pub noted_at: Option<Moment>,
    /// The file that came with it.
    pub file: Option<CorrectionFile>,
    /// For optimistic locking.
    pub version: i64,
}

/// A step of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectionStepRow {
    /// What was done: `raise`, `hand_on`, `accept`, `refuse`, `withdraw`.
    pub verb: String,
    /// Who did it.
    pub actor: Option<Id>,
    /// The name of whoever did it; written nowhere.
    pub actor_name: String,
    /// Whose turn it was afterwards.
    pub organisation: Id,
    /// Why, or what was answered.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// Which requests are asked for; what is absent does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CorrectionFilter {
    /// About this entry.
    pub entry: Option<Id>,
    /// About this subject or one of its entries.
    pub subject: Option<Id>,
    /// In one of these states; in any where empty.
    pub states: Vec<&'static str>,
    /// Only those whose answer the raiser has not taken note of.
    pub unnoted: bool,
}

const SELECT: &str = "SELECT c.id, c.ledger, c.entry, c.subject, c.field, c.entry_version, c.wrong, c.proposed, c.state, \
     c.organisation, c.due, c.raised_by, raiser.name, c.raised_at, c.answer, c.answered_by, answerer.name, c.answered_at, \
     c.new_version, c.noted_at, c.file_digest, c.file_name, c.file_size, c.file_type, c.version FROM correction c \
     LEFT JOIN user_account raiser ON raiser.site = c.site AND raiser.id = c.raised_by \
     LEFT JOIN user_account answerer ON answerer.site = c.site AND answerer.id = c.answered_by WHERE c.site = $1";

const SCOPED: ScopeColumns<'_> = ScopeColumns {
    owner: Some("c.raised_by"),
    organisation: Some("c.organisation"),
    task_item: None,
    state: None,
    site: "c.site",
    row: None,
    naming: &[],
};

fn correction(row: Row) -> Result<CorrectionRow, Fault> {
    let file = match row.opt_text(20)? {
        Some(digest) => {
            Some(CorrectionFile { digest, name: row.text(21)?, size: row.small(22)?, media_type: row.text(23)? })
        }
        None => None,
    };
    Ok(CorrectionRow {
        id: row.id(0)?,
        ledger: row.text(1)?,
        entry: row.opt_id(2)?,
        subject: row.opt_id(3)?,
        field: row.text(4)?,
        entry_version: row.opt_int(5)?,
        wrong: row.text(6)?,
        proposed: row.text(7)?,
        state: row.text(8)?,
        organisation: row.id(9)?,
        due: row.opt_parsed(10)?,
        raised_by: row.id(11)?,
        raised_by_name: row.opt_text(12)?.unwrap_or_default(),
        raised_at: row.moment(13)?,
        answer: row.text(14)?,
        answered_by: row.opt_id(15)?,
        answered_by_name: row.opt_text(16)?.unwrap_or_default(),
        answered_at: row.opt_moment(17)?,
        new_version: row.opt_int(18)?,
        noted_at: row.opt_moment(19)?,
        file,
        version: row.int(24)?,
    })
}

/// Requests within a scope, the last first, at most `limit`.
pub fn corrections(
    tx: &Tx<'_>,
    scope: &Scope,
    filter: &CorrectionFilter,
    limit: usize,
) -> Result<Vec<CorrectionRow>, Fault> {
    let mut args = values![tx.site()];
    let mut sql = format!("{SELECT} AND {}", scope_condition(scope, &SCOPED, &mut args));
    for (column, id) in [("entry", filter.entry), ("subject", filter.subject)] {
        if let Some(id) = id {
            args.push(Value::from(id));
            sql.push_str(&format!(" AND c.{column} = ${}", args.len()));
        }
    }
    if !filter.states.is_empty() {
        let places: Vec<String> = (args.len() + 1..).take(filter.states.len()).map(|at| format!("${at}")).collect();
        args.extend(filter.states.iter().map(|state| Value::from(*state)));
        sql.push_str(&format!(" AND c.state IN ({})", places.join(", ")));
    }
    if filter.unnoted {
        sql.push_str(" AND c.noted_at IS NULL");
    }
    args.push(Value::from(limit));
    sql.push_str(&format!(" ORDER BY c.id DESC LIMIT ${}", args.len()));
    tx.query(&sql, &args)?.into_iter().map(correction).collect()
}

/// One request.
pub fn correction_by_id(tx: &Tx<'_>, id: Id) -> Result<Option<CorrectionRow>, Fault> {
    tx.one(&format!("{SELECT} AND c.id = $2"), &values![tx.site(), id])?.map(correction).transpose()
}

/// Adds a request that was just raised, without a file.
pub fn insert_correction(tx: &mut Tx<'_>, one: &CorrectionRow) -> Result<(), Fault> {
    let args = values![
        tx.site(),
        one.id,
        &one.ledger,
        one.entry,
        one.subject,
        &one.field,
        one.entry_version,
        &one.wrong,
        &one.proposed,
        &one.state,
        one.organisation,
        one.due,
        one.raised_by,
        one.raised_at,
        one.version,
    ];
    tx.execute(
        "INSERT INTO correction (site, id, ledger, entry, subject, field, entry_version, wrong, proposed, state, \
         organisation, due, raised_by, raised_at, answer, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '', $15)",
        &args,
    )?;
    Ok(())
}

/// Writes what may change of a request over the version it was read at. Answers whether it was written.
pub fn update_correction(tx: &mut Tx<'_>, one: &CorrectionRow) -> Result<bool, Fault> {
    let file = one.file.as_ref();
    let args = values![
        tx.site(),
        one.id,
        one.version,
        &one.state,
        one.organisation,
        one.due,
        &one.answer,
        one.answered_by,
        one.answered_at,
        one.new_version,
        one.noted_at,
        file.map(|file| file.digest.as_str()),
        file.map(|file| file.name.as_str()),
        file.map(|file| i64::try_from(file.size).unwrap_or(i64::MAX)),
        file.map(|file| file.media_type.as_str()),
    ];
    let changed = tx.execute(
        "UPDATE correction SET state = $4, organisation = $5, due = $6, answer = $7, answered_by = $8, answered_at = $9, \
         new_version = $10, noted_at = $11, file_digest = $12, file_name = $13, file_size = $14, file_type = $15, \
         version = version + 1 WHERE site = $1 AND id = $2 AND version = $3",
        &args,
    )?;
    Ok(changed == 1)
}

/// Adds a step.
pub fn insert_correction_step(
    tx: &mut Tx<'_>,
    correction: &CorrectionRow,
    verb: &str,
    actor: Option<Id>,
    reason: &str,
) -> Result<(), Fault> {
    let args = values![tx.site(), correction.id, tx.new_id(), verb, actor, correction.organisation, reason, tx.now()];
    tx.execute(
        "INSERT INTO correction_step (site, correction, id, verb, actor, organisation, reason, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &args,
    )?;
    Ok(())
}

/// The steps of a request, the first first.
pub fn correction_steps(tx: &Tx<'_>, correction: Id) -> Result<Vec<CorrectionStepRow>, Fault> {
    let sql = "SELECT s.verb, s.actor, u.name, s.organisation, s.reason, s.at FROM correction_step s \
               LEFT JOIN user_account u ON u.site = s.site AND u.id = s.actor \
               WHERE s.site = $1 AND s.correction = $2 ORDER BY s.id";
    let rows = tx.query(sql, &values![tx.site(), correction])?.into_iter();
    rows.map(|row| {
        Ok(CorrectionStepRow {
            verb: row.text(0)?,
            actor: row.opt_id(1)?,
            actor_name: row.opt_text(2)?.unwrap_or_default(),
            organisation: row.id(3)?,
            reason: row.text(4)?,
            at: row.moment(5)?,
        })
    })
    .collect()
}
