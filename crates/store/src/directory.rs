//! The directory of organisations with their aliases: whether it is still as somebody read it.

use crate::tx::Tx;
use crate::value::values;
use base::{Fault, Id};

/// Which state of the directory this snapshot sees; nothing where none was ever written.
pub fn directory_version(tx: &Tx<'_>) -> Result<Option<Id>, Fault> {
    let row = tx.one("SELECT version FROM directory WHERE site = $1", &values![tx.site()])?;
    row.map(|row| row.id(0)).transpose()
}

/// An organisation or an alias was written.
pub(crate) fn directory_changed(tx: &mut Tx<'_>) -> Result<(), Fault> {
    let args = values![tx.site(), tx.new_id()];
    tx.put(
        "INSERT INTO directory (site, version) VALUES ($1, $2) \
         ON CONFLICT (site) DO UPDATE SET version = excluded.version",
        &args,
    )
}
