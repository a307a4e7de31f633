//! The files of the installed pack.

use crate::tx::Tx;
use crate::value::values;
use base::Fault;
use std::collections::BTreeMap;

/// Path and text of every file.
pub fn pack_files(tx: &Tx<'_>) -> Result<BTreeMap<String, String>, Fault> {
    let rows = tx.query("SELECT path, body FROM pack_file WHERE site = $1 ORDER BY path", &values![tx.site()])?;
    rows.into_iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// Keeps the files of a pack.
pub fn insert_pack_files(tx: &mut Tx<'_>, files: &BTreeMap<String, String>) -> Result<(), Fault> {
    let rows: Vec<_> = files.iter().map(|(path, body)| values![tx.site(), path, body]).collect();
    tx.insert_many("INSERT INTO pack_file (site, path, body)", &rows)
}

/// Keeps the files of a newer pack instead of those that were installed.
pub fn replace_pack_files(tx: &mut Tx<'_>, files: &BTreeMap<String, String>) -> Result<(), Fault> {
    tx.execute("DELETE FROM pack_file WHERE site = $1", &values![tx.site()])?;
    insert_pack_files(tx, files)
}
