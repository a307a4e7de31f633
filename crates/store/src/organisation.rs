//! Organisations, divisions, groups, aliases.

use crate::tx::Tx;
use crate::value::values;
use base::{Fault, Id};

/// Id and short name of an organisation, if there is one.
pub fn organisation_ref(tx: &Tx<'_>, id: Option<Id>) -> Result<Option<(Id, String)>, Fault> {
    let Some(id) = id else { return Ok(None) };
    let row = tx.one("SELECT short_name FROM organisation WHERE site = $1 AND id = $2", &values![tx.site(), id])?;
    row.map(|row| Ok((id, row.text(0)?))).transpose()
}

/// Id and name of a division, if there is one.
pub fn division_ref(tx: &Tx<'_>, id: Option<Id>) -> Result<Option<(Id, String)>, Fault> {
    let Some(id) = id else { return Ok(None) };
    let row = tx.one("SELECT name FROM division WHERE site = $1 AND id = $2", &values![tx.site(), id])?;
    row.map(|row| Ok((id, row.text(0)?))).transpose()
}
