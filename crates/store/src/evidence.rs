//! Files that prove what stands in an entry, by digest. Removing one hides it; the history keeps it.

use crate::among::{Among, Many};
use crate::tx::Tx;
use crate::value::{Row, values};
use base::{Fault, Id, Moment};

/// A file beside an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRow {
    /// Its id.
    pub id: Id,
    /// The entry.
    pub entry: Id,
    /// Code of the ledger.
    pub ledger: String,
    /// Code of the field it belongs to.
    pub field: String,
    /// SM3 of its bytes.
    pub digest: String,
    /// As it was called.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// What it is, told by its content.
    pub media_type: String,
    /// Who added it.
    pub added_by: Option<Id>,
    /// When.
    pub added_at: Moment,
    /// When it was taken away.
    pub removed_at: Option<Moment>,
}

const COLUMNS: &str = "id, entry, ledger, field, digest, name, size, media_type, added_by, added_at, removed_at";

fn evidence(row: Row) -> Result<EvidenceRow, Fault> {
    Ok(EvidenceRow {
        id: row.id(0)?,
        entry: row.id(1)?,
        ledger: row.text(2)?,
        field: row.text(3)?,
        digest: row.text(4)?,
        name: row.text(5)?,
        size: row.small(6)?,
        media_type: row.text(7)?,
        added_by: row.opt_id(8)?,
        added_at: row.moment(9)?,
        removed_at: row.opt_moment(10)?,
    })
}

/// The files of an entry that were not taken away, in order.
pub fn evidence_of(tx: &Tx<'_>, entry: Id) -> Result<Vec<EvidenceRow>, Fault> {
    let sql =
        format!("SELECT {COLUMNS} FROM evidence WHERE site = $1 AND entry = $2 AND removed_at IS NULL ORDER BY id");
    tx.query(&sql, &values![tx.site(), entry])?.into_iter().map(evidence).collect()
}

/// How many files lie beside entries, by entry and field.
pub fn evidence_counts(tx: &Tx<'_>, entries: &[Id]) -> Result<Vec<(Id, String, u32)>, Fault> {
    let question = Among {
        columns: "entry, field, COUNT(*)",
        table: "evidence",
        of: "site = $1 AND removed_at IS NULL",
        column: "entry",
        end: "GROUP BY entry, field ORDER BY entry, field",
    };
    let rows = tx.among(&question, &values![tx.site()], Many::Ids(entries))?;
    rows.into_iter().map(|row| Ok((row.id(0)?, row.text(1)?, row.small(2)?))).collect()
}

/// Digests of the files that lie beside entries, by entry; without specimens, which tell nothing of any.
pub fn evidence_digests(tx: &Tx<'_>, entries: &[Id]) -> Result<Vec<(Id, String)>, Fault> {
    let question = Among {
        columns: "entry, digest",
        table: "evidence",
        of: "site = $1 AND removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM file WHERE file.site = evidence.site \
             AND file.digest = evidence.digest AND file.specimen = 1)",
        column: "entry",
        end: "ORDER BY entry, id",
    };
    let rows = tx.among(&question, &values![tx.site()], Many::Ids(entries))?;
    rows.into_iter().map(|row| Ok((row.id(0)?, row.text(1)?))).collect()
}

/// One file of an entry, taken away or not.
pub fn evidence_by_id(tx: &Tx<'_>, entry: Id, id: Id) -> Result<Option<EvidenceRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM evidence WHERE site = $1 AND entry = $2 AND id = $3");
    tx.one(&sql, &values![tx.site(), entry, id])?.map(evidence).transpose()
}

/// Adds files.
pub fn insert_evidence(tx: &mut Tx<'_>, rows: &[EvidenceRow]) -> Result<(), Fault> {
    let site = tx.site();
    let row = |one: &EvidenceRow| {
        values![
            site,
            one.entry,
            one.id,
            &one.ledger,
            &one.field,
            &one.digest,
            &one.name,
            i64::try_from(one.size).unwrap_or(i64::MAX),
            &one.media_type,
            one.added_by,
            one.added_at,
            one.removed_at,
        ]
    };
    let rows: Vec<_> = rows.iter().map(row).collect();
    tx.insert_many(
        "INSERT INTO evidence (site, entry, id, ledger, field, digest, name, size, media_type, added_by, added_at, \
         removed_at)",
        &rows,
    )
}

/// Takes a file away.
pub fn remove_evidence(tx: &mut Tx<'_>, entry: Id, id: Id) -> Result<(), Fault> {
    tx.execute(
        "UPDATE evidence SET removed_at = $4 WHERE site = $1 AND entry = $2 AND id = $3 AND removed_at IS NULL",
        &values![tx.site(), entry, id, tx.now()],
    )?;
    Ok(())
}
