//! Groups that fan out to their members, and the other names of organisations and groups.

use crate::directory::directory_changed;
use crate::tx::Tx;
use crate::value::values;
use base::{Fault, Id};
use serde::{Deserialize, Serialize};

/// A group as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    /// Its id.
    pub id: Id,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is said to include.
    pub note: String,
    /// For optimistic locking.
    pub version: i64,
}

/// All groups in order of code.
pub fn groups(tx: &Tx<'_>) -> Result<Vec<GroupRow>, Fault> {
    let rows = tx.query(
        "SELECT id, code, name, note, version FROM organisation_group WHERE site = $1 ORDER BY code",
        &values![tx.site()],
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(GroupRow {
                id: row.id(0)?,
                code: row.text(1)?,
                name: row.text(2)?,
                note: row.text(3)?,
                version: row.int(4)?,
            })
        })
        .collect()
}

/// Adds a group without members.
pub fn insert_group(tx: &mut Tx<'_>, group: &GroupRow) -> Result<(), Fault> {
    let args = values![tx.site(), group.id, &group.code, &group.name, &group.note];
    tx.execute(
        "INSERT INTO organisation_group (site, id, code, name, note, version) VALUES ($1, $2, $3, $4, $5, 1)",
        &args,
    )?;
    Ok(())
}

/// Counts the group's version up, if it is still the one shown.
pub fn touch_group(tx: &mut Tx<'_>, group: Id, version: i64) -> Result<bool, Fault> {
    let changed = tx.execute(
        "UPDATE organisation_group SET version = version + 1 WHERE site = $1 AND id = $2 AND version = $3",
        &values![tx.site(), group, version],
    )?;
    Ok(changed == 1)
}

/// Members of all groups: group and organisation, in the group's order.
pub fn group_members(tx: &Tx<'_>) -> Result<Vec<(Id, Id)>, Fault> {
    let rows = tx.query(
        "SELECT organisation_group, organisation FROM group_member WHERE site = $1 \
         ORDER BY organisation_group, position, organisation",
        &values![tx.site()],
    )?;
    rows.into_iter().map(|row| Ok((row.id(0)?, row.id(1)?))).collect()
}

/// Replaces the members of a group.
pub fn set_group_members(tx: &mut Tx<'_>, group: Id, members: &[Id]) -> Result<(), Fault> {
    tx.execute("DELETE FROM group_member WHERE site = $1 AND organisation_group = $2", &values![tx.site(), group])?;
    let rows: Vec<_> =
        members.iter().enumerate().map(|(position, member)| values![tx.site(), group, *member, position]).collect();
    tx.insert_many("INSERT INTO group_member (site, organisation_group, organisation, position)", &rows)
}

/// Another name of an organisation or a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AliasRow {
    /// The name folded for comparison.
    pub folded: String,
    /// The name as printed.
    pub alias: String,
    /// The organisation it means,
    pub organisation: Option<Id>,
    /// or the group.
    pub group: Option<Id>,
}

/// All aliases in order.
pub fn aliases(tx: &Tx<'_>) -> Result<Vec<AliasRow>, Fault> {
    let rows = tx.query(
        "SELECT folded, alias, organisation, organisation_group FROM organisation_alias WHERE site = $1 ORDER BY folded",
        &values![tx.site()],
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(AliasRow {
                folded: row.text(0)?,
                alias: row.text(1)?,
                organisation: row.opt_id(2)?,
                group: row.opt_id(3)?,
            })
        })
        .collect()
}

/// Adds aliases; one that is there already is pointed anew.
pub fn put_aliases(tx: &mut Tx<'_>, rows: &[AliasRow]) -> Result<(), Fault> {
    for one in rows {
        let args = values![tx.site(), &one.folded, one.organisation, one.group, &one.alias];
        tx.execute(
            "INSERT INTO organisation_alias (site, folded, organisation, organisation_group, alias) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (site, folded) DO UPDATE SET organisation = excluded.organisation, \
             organisation_group = excluded.organisation_group, alias = excluded.alias",
            &args,
        )?;
    }
    directory_changed(tx)
}

/// Removes all aliases of an organisation.
pub fn delete_aliases_of(tx: &mut Tx<'_>, organisation: Id) -> Result<(), Fault> {
    tx.execute(
        "DELETE FROM organisation_alias WHERE site = $1 AND organisation = $2",
        &values![tx.site(), organisation],
    )?;
    directory_changed(tx)
}
