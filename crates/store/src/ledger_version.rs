//! Versions of ledgers' definitions as they were installed.

use crate::tx::Tx;
use crate::value::values;
use base::{Fault, Moment};

/// A version of a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerVersionRow {
    /// Code of the ledger.
    pub ledger: String,
    /// The version of its life cycle.
    pub version: u32,
    /// SM3 of the pack's file.
    pub digest: String,
    /// The pack's file.
    pub body: String,
}

/// All versions of all ledgers, in order.
pub fn ledger_versions(tx: &Tx<'_>) -> Result<Vec<LedgerVersionRow>, Fault> {
    let sql = "SELECT ledger, version, digest, body FROM ledger_version WHERE site = $1 ORDER BY ledger, version";
    tx.query(sql, &values![tx.site()])?
        .into_iter()
        .map(|row| {
            Ok(LedgerVersionRow {
                ledger: row.text(0)?,
                version: row.small(1)?,
                digest: row.text(2)?,
                body: row.text(3)?,
            })
        })
        .collect()
}

/// Keeps a version; the same version again replaces its file.
pub fn put_ledger_version(tx: &mut Tx<'_>, row: &LedgerVersionRow) -> Result<(), Fault> {
    tx.execute(
        "INSERT INTO ledger_version (site, ledger, version, digest, body, installed_at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (site, ledger, version) DO UPDATE SET digest = excluded.digest, body = excluded.body, \
         installed_at = excluded.installed_at",
        &values![tx.site(), &row.ledger, row.version, &row.digest, &row.body, tx.now()],
    )?;
    Ok(())
}

/// When a definition was installed last.
pub fn installed_at(tx: &Tx<'_>) -> Result<Option<Moment>, Fault> {
    let sql = "SELECT MAX(installed_at) FROM ledger_version WHERE site = $1";
    tx.one(sql, &values![tx.site()])?.map_or(Ok(None), |row| row.opt_moment(0))
}
