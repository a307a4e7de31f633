//! How far the invented entries of a demonstration were written.

use crate::tx::Tx;
use crate::value::values;
use base::Fault;

/// The invented entries of one ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemonstrationRow {
    /// Code of the ledger.
    pub ledger: String,
    /// Which city: size, seed and digest of the files it is made from.
    pub city: String,
    /// How many entries are written.
    pub loaded: u32,
    /// How many there will be.
    pub total: u32,
}

/// The ledgers of the demonstration, in order of code; none where it was not begun.
pub fn demonstration(tx: &Tx<'_>) -> Result<Vec<DemonstrationRow>, Fault> {
    let sql = "SELECT ledger, city, loaded, total FROM demonstration WHERE site = $1 ORDER BY ledger";
    let rows = tx.query(sql, &values![tx.site()])?.into_iter();
    rows.map(|row| {
        Ok(DemonstrationRow { ledger: row.text(0)?, city: row.text(1)?, loaded: row.small(2)?, total: row.small(3)? })
    })
    .collect()
}

/// Begins it.
pub fn insert_demonstration(tx: &mut Tx<'_>, rows: &[DemonstrationRow]) -> Result<(), Fault> {
    let site = tx.site();
    let rows: Vec<_> = rows.iter().map(|one| values![site, &one.ledger, &one.city, one.loaded, one.total]).collect();
    tx.insert_many("INSERT INTO demonstration (site, ledger, city, loaded, total)", &rows)
}

/// Moves it on, from where it stood. Answers whether it still stood there.
pub fn move_demonstration(tx: &mut Tx<'_>, ledger: &str, from: u32, to: u32) -> Result<bool, Fault> {
    let sql = "UPDATE demonstration SET loaded = $4 WHERE site = $1 AND ledger = $2 AND loaded = $3";
    Ok(tx.execute(sql, &values![tx.site(), ledger, from, to])? == 1)
}
