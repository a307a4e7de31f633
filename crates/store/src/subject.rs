//! Enterprises and persons that the books speak of.

use crate::among::{Among, Many};
use crate::tx::Tx;
use crate::value::{Row, values};
use base::{Fault, Id, fold_name};

/// An enterprise or person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubjectRow {
    /// Its id.
    pub id: Id,
    /// `enterprise` or `person`.
    pub kind: String,
    /// The credit code, or a keyed digest of the identity number.
    pub mark: String,
    /// Its name as last printed.
    pub name: String,
}

fn subject(row: Row) -> Result<SubjectRow, Fault> {
    Ok(SubjectRow { id: row.id(0)?, kind: row.text(1)?, mark: row.text(2)?, name: row.text(3)? })
}

/// One subject.
pub fn subject_by_id(tx: &Tx<'_>, id: Id) -> Result<Option<SubjectRow>, Fault> {
    let sql = "SELECT id, kind, mark, name FROM subject WHERE site = $1 AND id = $2";
    tx.one(sql, &values![tx.site(), id])?.map(subject).transpose()
}

/// The subject of a mark.
pub fn subject_by_mark(tx: &Tx<'_>, kind: &str, mark: &str) -> Result<Option<SubjectRow>, Fault> {
    let sql = "SELECT id, kind, mark, name FROM subject WHERE site = $1 AND kind = $2 AND mark = $3";
    tx.one(sql, &values![tx.site(), kind, mark])?.map(subject).transpose()
}

/// Subjects of a kind by their marks, for many at once.
pub fn subjects_by_marks(tx: &Tx<'_>, kind: &str, marks: &[String]) -> Result<Vec<SubjectRow>, Fault> {
    let question = Among {
        columns: "id, kind, mark, name",
        table: "subject",
        of: "site = $1 AND kind = $2",
        column: "mark",
        end: "ORDER BY mark",
    };
    tx.among(&question, &values![tx.site(), kind], Many::Texts(marks))?.into_iter().map(subject).collect()
}

/// Subjects whose folded name begins so, or whose mark is so; at most `limit`.
pub fn find_subjects(tx: &Tx<'_>, text: &str, limit: usize) -> Result<Vec<SubjectRow>, Fault> {
    let folded = fold_name(text);
    let sql = "SELECT id, kind, mark, name FROM subject WHERE site = $1 AND ((folded >= $2 AND folded < $3) OR \
               (kind = 'enterprise' AND mark = $4)) ORDER BY folded, id LIMIT $5";
    // U+10FFFF sorts behind every character of a name.
    let args = values![tx.site(), &folded, format!("{folded}\u{10FFFF}"), text.trim().to_uppercase(), limit];
    tx.query(sql, &args)?.into_iter().map(subject).collect()
}

/// Adds subjects.
pub fn insert_subjects(tx: &mut Tx<'_>, rows: &[SubjectRow]) -> Result<(), Fault> {
    let (site, now) = (tx.site(), tx.now());
    let rows: Vec<_> = rows
        .iter()
        .map(|one| values![site, one.id, &one.kind, &one.mark, &one.name, fold_name(&one.name), now, 1_i64])
        .collect();
    tx.insert_many("INSERT INTO subject (site, id, kind, mark, name, folded, created_at, version)", &rows)
}

/// Keeps the name that was printed last.
pub fn rename_subject(tx: &mut Tx<'_>, id: Id, name: &str) -> Result<(), Fault> {
    tx.execute(
        "UPDATE subject SET name = $3, folded = $4, version = version + 1 WHERE site = $1 AND id = $2",
        &values![tx.site(), id, name, fold_name(name)],
    )?;
    Ok(())
}
