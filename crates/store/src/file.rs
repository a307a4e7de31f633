//! Files by content: the bytes lie in the data folder, their digests here.

use crate::tx::Tx;
use crate::value::values;
use base::Fault;

/// Notes a file that lies in the data folder. The same bytes again change nothing.
pub fn insert_file(tx: &mut Tx<'_>, digest: &str, size: i64, name: &str) -> Result<(), Fault> {
    let args = values![tx.site(), digest, size, name, tx.now()];
    tx.execute(
        "INSERT INTO file (site, digest, size, name, stored_at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (site, digest) DO NOTHING",
        &args,
    )?;
    Ok(())
}

/// Notes a specimen: a file that stands for many papers and proves none.
pub fn insert_specimen(tx: &mut Tx<'_>, digest: &str, size: i64, name: &str) -> Result<(), Fault> {
    insert_file(tx, digest, size, name)?;
    tx.execute("UPDATE file SET specimen = 1 WHERE site = $1 AND digest = $2", &values![tx.site(), digest])?;
    Ok(())
}
