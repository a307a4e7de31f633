//! Migrations: numbered, one text for both engines, only ever expanding.

use crate::tx::Tx;
use crate::value::values;
use base::Fault;

const MIGRATIONS: [&str; 7] = [
    include_str!("../migrations/0001_plan.sql"),
    include_str!("../migrations/0002_ledger.sql"),
    include_str!("../migrations/0003_entry_mark.sql"),
    include_str!("../migrations/0004_demonstration.sql"),
    include_str!("../migrations/0005_ledger_lists.sql"),
    include_str!("../migrations/0006_call.sql"),
    include_str!("../migrations/0007_directory.sql"),
];

/// The schema this program knows.
pub const VERSION: i64 = 7;

/// Brings the database up to [`VERSION`] and answers the version found afterwards; a newer one is left alone.
pub(crate) fn migrate(tx: &mut Tx<'_>) -> Result<i64, Fault> {
    let found = current(tx)?;
    for (number, text) in (1_i64..).zip(MIGRATIONS) {
        if number > found {
            tx.batch(&tx.dialect().schema(text))?;
            tx.execute("INSERT INTO schema_version (version, applied_at) VALUES ($1, $2)", &values![number, tx.now()])?;
        }
    }
    current(tx)
}

fn current(tx: &Tx<'_>) -> Result<i64, Fault> {
    if tx.count(tx.dialect().table_exists(), &values!["schema_version"])? == 0 {
        return Ok(0);
    }
    tx.count("SELECT MAX(version) FROM schema_version", &[])
}
