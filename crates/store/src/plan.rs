//! Plans: the draft that a notice became, and what was published.

use crate::tx::Tx;
use crate::value::{Row, values};
use base::{Fault, Id, Moment};
use std::collections::BTreeMap;

/// A plan as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// Its id.
    pub id: Id,
    /// The year it is for.
    pub year: i16,
    /// Title of the notice.
    pub title: String,
    /// Title of the plan attached.
    pub attachment_title: String,
    /// Number of the document.
    pub doc_number: String,
    /// Who issued it.
    pub issuer: String,
    /// The day it was issued, or "".
    pub issued_on: String,
    /// 主送.
    pub addressees: Vec<String>,
    /// 抄送.
    pub copies_to: Vec<String>,
    /// `draft` or `published`.
    pub state: String,
    /// SM3 of the file it was read from.
    pub file_digest: String,
    /// Name of the file as uploaded.
    pub file_name: String,
    /// What kind of file it was.
    pub format: String,
    /// When the draft was made.
    pub created_at: Moment,
    /// By whom.
    pub created_by: Option<Id>,
    /// When it was published.
    pub published_at: Option<Moment>,
    /// By whom.
    pub published_by: Option<Id>,
    /// For optimistic locking.
    pub version: i64,
}

const COLUMNS: &str = "id, year, title, attachment_title, doc_number, issuer, issued_on, addressees, copies_to, state, \
                       file_digest, file_name, format, created_at, created_by, published_at, published_by, version";

fn plan(row: Row) -> Result<PlanRow, Fault> {
    Ok(PlanRow {
        id: row.id(0)?,
        year: row.small(1)?,
        title: row.text(2)?,
        attachment_title: row.text(3)?,
        doc_number: row.text(4)?,
        issuer: row.text(5)?,
        issued_on: row.text(6)?,
        addressees: row.json(7)?,
        copies_to: row.json(8)?,
        state: row.text(9)?,
        file_digest: row.text(10)?,
        file_name: row.text(11)?,
        format: row.text(12)?,
        created_at: row.moment(13)?,
        created_by: row.opt_id(14)?,
        published_at: row.opt_moment(15)?,
        published_by: row.opt_id(16)?,
        version: row.int(17)?,
    })
}

/// The plan of an id.
pub fn plan_by_id(tx: &Tx<'_>, id: Id) -> Result<Option<PlanRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM plan WHERE site = $1 AND id = $2");
    tx.one(&sql, &values![tx.site(), id])?.map(plan).transpose()
}

/// All plans, the latest year and the latest draft first.
pub fn plans(tx: &Tx<'_>) -> Result<Vec<PlanRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM plan WHERE site = $1 ORDER BY year DESC, id DESC");
    tx.query(&sql, &values![tx.site()])?.into_iter().map(plan).collect()
}

/// The draft that was made of the same bytes for the same year and is still open.
pub fn open_draft_of_file(tx: &Tx<'_>, digest: &str) -> Result<Option<Id>, Fault> {
    let row = tx.one(
        "SELECT id FROM plan WHERE site = $1 AND file_digest = $2 AND state = 'draft' ORDER BY id",
        &values![tx.site(), digest],
    )?;
    row.map(|row| row.id(0)).transpose()
}

/// Writes a new plan; `version` of the argument is ignored and starts at 1.
pub fn insert_plan(tx: &mut Tx<'_>, plan: &PlanRow) -> Result<(), Fault> {
    let list = |names: &[String]| serde_json::to_string(names).map_err(Fault::broken);
    let args = values![
        tx.site(),
        plan.id,
        plan.year,
        &plan.title,
        &plan.attachment_title,
        &plan.doc_number,
        &plan.issuer,
        &plan.issued_on,
        list(&plan.addressees)?,
        list(&plan.copies_to)?,
        &plan.state,
        &plan.file_digest,
        &plan.file_name,
        &plan.format,
        plan.created_at,
        plan.created_by,
        plan.published_at,
        plan.published_by
    ];
    tx.execute(
        "INSERT INTO plan (site, id, year, title, attachment_title, doc_number, issuer, issued_on, addressees, copies_to, \
         state, file_digest, file_name, format, created_at, created_by, published_at, published_by, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1)",
        &args,
    )?;
    Ok(())
}

/// How many items of a kind stand in a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemCount {
    /// `goal`, `task`, `safeguard` or `target`.
    pub kind: String,
    /// The state.
    pub state: String,
    /// How many.
    pub count: i64,
}

/// Counts of items by plan, kind and state; one plan, or all where `plan` is absent.
pub fn item_counts(tx: &Tx<'_>, plan: Option<Id>) -> Result<BTreeMap<Id, Vec<ItemCount>>, Fault> {
    let rows = tx.query(
        "SELECT plan, kind, state, COUNT(*) FROM item WHERE site = $1 \
         AND (CAST($2 AS BIGINT) IS NULL OR plan = $2) GROUP BY plan, kind, state ORDER BY plan, kind, state",
        &values![tx.site(), plan],
    )?;
    let mut counts: BTreeMap<Id, Vec<ItemCount>> = BTreeMap::new();
    for row in rows {
        let count = ItemCount { kind: row.text(1)?, state: row.text(2)?, count: row.int(3)? };
        counts.entry(row.id(0)?).or_default().push(count);
    }
    Ok(counts)
}
