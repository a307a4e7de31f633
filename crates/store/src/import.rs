//! Workbooks on their way into a ledger: how far each has come, and what was wrong with its rows.

use crate::tx::Tx;
use crate::value::{Row, Value, values};
use base::{Fault, Id, Moment, Sentence};

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Its id.
    pub id: Id,
    /// Code of the ledger.
    pub ledger: String,
    /// Who keeps the entries that it makes.
    pub organisation: Id,
    /// SM3 of the file.
    pub digest: String,
    /// As the file was called.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// `mapped`, `checking`, `checked`, `running`, `done`, `cancelled` or `failed`.
    pub state: String,
    /// The names of the file's columns.
    pub header: Vec<String>,
    /// Key of the cell that each column holds; nothing for a column that is left out.
    pub mapping: Vec<Option<String>>,
    /// How many rows the file has behind its header; nothing until they were counted.
    pub rows_total: Option<u32>,
    /// The row in the sheet that was dealt with last.
    pub next_row: u32,
    /// Rows that made a new entry, or would.
    pub rows_new: u32,
    /// Rows that changed an entry, or would.
    pub rows_changed: u32,
    /// Rows that stand in the ledger as they are.
    pub rows_same: u32,
    /// Rows with something wrong; nothing was written of them.
    pub rows_wrong: u32,
    /// Why it ended before the last row.
    pub problem: Option<Sentence>,
    /// Who began it.
    pub created_by: Option<Id>,
    /// When.
    pub created_at: Moment,
    /// For optimistic locking.
    pub version: i64,
}

/// Something wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFaultRow {
    /// The row in the sheet, from 1.
    pub row: u32,
    /// Key of the cell; empty where the row as a whole is meant.
    pub cell: String,
    /// What stood there.
    pub shown: String,
    /// What is wrong.
    pub sentence: Sentence,
}

const COLUMNS: &str = "id, ledger, organisation, digest, name, size, state, header, mapping, next_row, rows_new, \
                       rows_changed, rows_same, rows_wrong, problem, created_by, created_at, version, rows_total";

fn import(row: Row) -> Result<ImportRow, Fault> {
    let problem = row.text(14)?;
    Ok(ImportRow {
        id: row.id(0)?,
        ledger: row.text(1)?,
        organisation: row.id(2)?,
        digest: row.text(3)?,
        name: row.text(4)?,
        size: row.small(5)?,
        state: row.text(6)?,
        header: row.json(7)?,
        mapping: row.json(8)?,
        next_row: row.small(9)?,
        rows_new: row.small(10)?,
        rows_changed: row.small(11)?,
        rows_same: row.small(12)?,
        rows_wrong: row.small(13)?,
        problem: if problem.is_empty() { None } else { Some(serde_json::from_str(&problem).map_err(Fault::broken)?) },
        created_by: row.opt_id(15)?,
        created_at: row.moment(16)?,
        version: row.int(17)?,
        rows_total: row.opt_int(18)?.map(u32::try_from).transpose().map_err(Fault::broken)?,
    })
}

/// One import.
pub fn import_by_id(tx: &Tx<'_>, id: Id) -> Result<Option<ImportRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM import WHERE site = $1 AND id = $2");
    tx.one(&sql, &values![tx.site(), id])?.map(import).transpose()
}

/// The imports of a ledger by some organisations, the last first.
pub fn imports_of(tx: &Tx<'_>, ledger: &str, organisations: &[Id], limit: usize) -> Result<Vec<ImportRow>, Fault> {
    if organisations.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = values![tx.site(), ledger];
    args.extend(organisations.iter().map(|id| Value::from(*id)));
    let places: Vec<String> = (3..=args.len()).map(|place| format!("${place}")).collect();
    args.push(Value::from(limit));
    let sql = format!(
        "SELECT {COLUMNS} FROM import WHERE site = $1 AND ledger = $2 AND organisation IN ({}) ORDER BY id DESC LIMIT ${}",
        places.join(", "),
        args.len()
    );
    tx.query(&sql, &args)?.into_iter().map(import).collect()
}

/// The oldest import that still has rows to go, if any.
pub fn waiting_import(tx: &Tx<'_>) -> Result<Option<ImportRow>, Fault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM import WHERE site = $1 AND state IN ('checking', 'running') ORDER BY id LIMIT 1"
    );
    tx.one(&sql, &values![tx.site()])?.map(import).transpose()
}

/// Adds an import.
pub fn insert_import(tx: &mut Tx<'_>, row: &ImportRow) -> Result<(), Fault> {
    let (header, mapping) = (json(&row.header)?, json(&row.mapping)?);
    tx.execute(
        "INSERT INTO import (site, id, ledger, organisation, digest, name, size, state, header, mapping, rows_total, \
         next_row, rows_new, rows_changed, rows_same, rows_wrong, problem, created_by, created_at, updated_at, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, 0, 0, 0, 0, 0, '', $11, $12, $12, 1)",
        &values![
            tx.site(),
            row.id,
            &row.ledger,
            row.organisation,
            &row.digest,
            &row.name,
            i64::try_from(row.size).unwrap_or(i64::MAX),
            &row.state,
            header,
            mapping,
            row.created_by,
            tx.now(),
        ],
    )?;
    Ok(())
}

/// Writes an import over the version it was read at; nothing where somebody was faster. Answers whether it was written.
pub fn update_import(tx: &mut Tx<'_>, row: &ImportRow) -> Result<bool, Fault> {
    let problem = row.problem.as_ref().map(json).transpose()?.unwrap_or_default();
    let changed = tx.execute(
        "UPDATE import SET state = $4, mapping = $5, next_row = $6, rows_new = $7, rows_changed = $8, rows_same = $9, \
         rows_wrong = $10, problem = $11, updated_at = $12, rows_total = $13, version = $3 + 1 WHERE site = $1 AND id = $2 AND version = $3",
        &values![
            tx.site(),
            row.id,
            row.version,
            &row.state,
            json(&row.mapping)?,
            row.next_row,
            row.rows_new,
            row.rows_changed,
            row.rows_same,
            row.rows_wrong,
            problem,
            tx.now(),
            row.rows_total.map(i64::from),
        ],
    )?;
    Ok(changed == 1)
}

/// Adds what is wrong with some rows.
pub fn insert_faults(tx: &mut Tx<'_>, import: Id, faults: &[ImportFaultRow]) -> Result<(), Fault> {
    let site = tx.site();
    let mut rows = Vec::new();
    let (mut row, mut position) = (0, 0_i64);
    for fault in faults {
        position = if fault.row == row { position + 1 } else { 0 };
        row = fault.row;
        rows.push(values![site, import, fault.row, position, &fault.cell, &fault.shown, json(&fault.sentence)?]);
    }
    tx.insert_many("INSERT INTO import_fault (site, import, row_number, position, cell, shown, sentence)", &rows)
}

/// Forgets what was wrong: the rows are looked at anew.
pub fn clear_faults(tx: &mut Tx<'_>, import: Id) -> Result<(), Fault> {
    tx.execute("DELETE FROM import_fault WHERE site = $1 AND import = $2", &values![tx.site(), import])?;
    Ok(())
}

/// What is wrong behind a row, in order of the rows.
pub fn faults_of(tx: &Tx<'_>, import: Id, after_row: u32, limit: usize) -> Result<Vec<ImportFaultRow>, Fault> {
    let sql = "SELECT row_number, cell, shown, sentence FROM import_fault WHERE site = $1 AND import = $2 \
               AND row_number > $3 ORDER BY row_number, position LIMIT $4";
    tx.query(sql, &values![tx.site(), import, after_row, limit])?
        .into_iter()
        .map(|row| {
            Ok(ImportFaultRow { row: row.small(0)?, cell: row.text(1)?, shown: row.text(2)?, sentence: row.json(3)? })
        })
        .collect()
}

/// How an organisation's columns were called before: header to cell.
pub fn remembered_columns(
    tx: &Tx<'_>,
    ledger: &str,
    organisation: Id,
) -> Result<std::collections::BTreeMap<String, String>, Fault> {
    let sql =
        "SELECT header, cell FROM column_memory WHERE site = $1 AND ledger = $2 AND organisation = $3 ORDER BY header";
    let rows = tx.query(sql, &values![tx.site(), ledger, organisation])?;
    rows.into_iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// Remembers how a column was called.
pub fn remember_column(tx: &mut Tx<'_>, ledger: &str, organisation: Id, header: &str, cell: &str) -> Result<(), Fault> {
    tx.execute(
        "INSERT INTO column_memory (site, ledger, organisation, header, cell) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (site, ledger, organisation, header) DO UPDATE SET cell = excluded.cell",
        &values![tx.site(), ledger, organisation, header, cell],
    )?;
    Ok(())
}

fn json(value: &impl serde::Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(Fault::broken)
}
