//! Organisations and their divisions.

use crate::directory::directory_changed;
use crate::tx::Tx;
use crate::value::{Row, values};
use base::{Day, Fault, Id};
use serde::{Deserialize, Serialize};

/// An organisation as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationRow {
    /// Its id.
    pub id: Id,
    /// Its code, stable for ever.
    pub code: String,
    /// Full official name.
    pub name: String,
    /// Name as commonly printed.
    pub short_name: String,
    /// What sort of body it is.
    pub kind: String,
    /// The organisation above it.
    pub parent: Option<Id>,
    /// First day it exists.
    pub valid_from: Option<Day>,
    /// Last day it exists.
    pub valid_until: Option<Day>,
    /// Who takes over its duties.
    pub successor: Option<Id>,
    /// What it is ranked in.
    pub assessment_unit: Option<String>,
    /// Order in lists.
    pub position: i64,
    /// For optimistic locking.
    pub version: i64,
}

const COLUMNS: &str = "id, code, name, short_name, kind, parent, valid_from, valid_until, successor, assessment_unit, \
                       position, version";

fn organisation(row: Row) -> Result<OrganisationRow, Fault> {
    Ok(OrganisationRow {
        id: row.id(0)?,
        code: row.text(1)?,
        name: row.text(2)?,
        short_name: row.text(3)?,
        kind: row.text(4)?,
        parent: row.opt_id(5)?,
        valid_from: row.opt_parsed(6)?,
        valid_until: row.opt_parsed(7)?,
        successor: row.opt_id(8)?,
        assessment_unit: row.opt_text(9)?,
        position: row.int(10)?,
        version: row.int(11)?,
    })
}

/// All organisations of the site in their order.
pub fn organisations(tx: &Tx<'_>) -> Result<Vec<OrganisationRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM organisation WHERE site = $1 ORDER BY position, id");
    tx.query(&sql, &values![tx.site()])?.into_iter().map(organisation).collect()
}

/// One organisation.
pub fn organisation_by_id(tx: &Tx<'_>, id: Id) -> Result<Option<OrganisationRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM organisation WHERE site = $1 AND id = $2");
    tx.one(&sql, &values![tx.site(), id])?.map(organisation).transpose()
}

/// The organisation of a code.
pub fn organisation_by_code(tx: &Tx<'_>, code: &str) -> Result<Option<OrganisationRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM organisation WHERE site = $1 AND code = $2");
    tx.one(&sql, &values![tx.site(), code])?.map(organisation).transpose()
}

/// Adds organisations; `version` of the arguments is ignored and starts at 1.
pub fn insert_organisations(tx: &mut Tx<'_>, rows: &[OrganisationRow]) -> Result<(), Fault> {
    let rows: Vec<_> = rows
        .iter()
        .map(|one| {
            values![
                tx.site(),
                one.id,
                &one.code,
                &one.name,
                &one.short_name,
                &one.kind,
                one.parent,
                one.valid_from,
                one.valid_until,
                one.successor,
                one.assessment_unit.clone(),
                one.position,
                1
            ]
        })
        .collect();
    tx.insert_many(
        "INSERT INTO organisation (site, id, code, name, short_name, kind, parent, valid_from, valid_until, successor, \
         assessment_unit, position, version)",
        &rows,
    )?;
    directory_changed(tx)
}

/// Writes what may change, if the version is still the one shown; answers whether it was.
pub fn update_organisation(tx: &mut Tx<'_>, one: &OrganisationRow) -> Result<bool, Fault> {
    let args = values![
        tx.site(),
        one.id,
        one.version,
        &one.name,
        &one.short_name,
        &one.kind,
        one.parent,
        one.valid_from,
        one.valid_until,
        one.successor,
        one.assessment_unit.clone()
    ];
    let changed = tx.execute(
        "UPDATE organisation SET name = $4, short_name = $5, kind = $6, parent = $7, valid_from = $8, valid_until = $9, \
         successor = $10, assessment_unit = $11, version = version + 1 WHERE site = $1 AND id = $2 AND version = $3",
        &args,
    )?;
    directory_changed(tx)?;
    Ok(changed == 1)
}

/// Id and short name of an organisation, if there is one.
pub fn organisation_ref(tx: &Tx<'_>, id: Option<Id>) -> Result<Option<(Id, String)>, Fault> {
    let Some(id) = id else { return Ok(None) };
    let row = tx.one("SELECT short_name FROM organisation WHERE site = $1 AND id = $2", &values![tx.site(), id])?;
    row.map(|row| Ok((id, row.text(0)?))).transpose()
}

/// A division of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DivisionRow {
    /// Its id.
    pub id: Id,
    /// Whose.
    pub organisation: Id,
    /// Its name.
    pub name: String,
    /// Order in lists.
    pub position: i64,
}

/// All divisions of the site, by organisation and order.
pub fn divisions(tx: &Tx<'_>) -> Result<Vec<DivisionRow>, Fault> {
    let rows = tx.query(
        "SELECT id, organisation, name, position FROM division WHERE site = $1 ORDER BY organisation, position, id",
        &values![tx.site()],
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(DivisionRow { id: row.id(0)?, organisation: row.id(1)?, name: row.text(2)?, position: row.int(3)? })
        })
        .collect()
}

/// Adds divisions.
pub fn insert_divisions(tx: &mut Tx<'_>, rows: &[DivisionRow]) -> Result<(), Fault> {
    let rows: Vec<_> =
        rows.iter().map(|one| values![tx.site(), one.id, one.organisation, &one.name, one.position]).collect();
    tx.insert_many("INSERT INTO division (site, id, organisation, name, position)", &rows)
}

/// Id and name of a division, if there is one.
pub fn division_ref(tx: &Tx<'_>, id: Option<Id>) -> Result<Option<(Id, String)>, Fault> {
    let Some(id) = id else { return Ok(None) };
    let row = tx.one("SELECT name FROM division WHERE site = $1 AND id = $2", &values![tx.site(), id])?;
    row.map(|row| Ok((id, row.text(0)?))).transpose()
}

/// The organisation of a division.
pub fn organisation_of_division(tx: &Tx<'_>, id: Id) -> Result<Option<Id>, Fault> {
    let row = tx.one("SELECT organisation FROM division WHERE site = $1 AND id = $2", &values![tx.site(), id])?;
    row.map(|row| row.id(0)).transpose()
}
