//! Roles of persons at organisations, with their days.

use crate::tx::Tx;
use crate::value::{Row, values};
use base::{Day, Fault, Id};
use serde::{Deserialize, Serialize};

/// A membership as kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembershipRow {
    /// Its id.
    pub id: Id,
    /// Whose.
    pub user: Id,
    /// Where.
    pub organisation: Id,
    /// In which division.
    pub division: Option<Id>,
    /// As what.
    pub role: String,
    /// First day.
    pub valid_from: Day,
    /// First day it no longer holds.
    pub valid_until: Option<Day>,
}

fn membership(row: Row) -> Result<MembershipRow, Fault> {
    Ok(MembershipRow {
        id: row.id(0)?,
        user: row.id(1)?,
        organisation: row.id(2)?,
        division: row.opt_id(3)?,
        role: row.text(4)?,
        valid_from: row.parsed(5)?,
        valid_until: row.opt_parsed(6)?,
    })
}

/// Memberships of one user that hold on a day.
pub fn memberships_of(tx: &Tx<'_>, user: Id, day: Day) -> Result<Vec<MembershipRow>, Fault> {
    let rows = tx.query(
        "SELECT id, user_id, organisation, division, role, valid_from, valid_until FROM membership WHERE site = $1 \
         AND user_id = $2 AND valid_from <= $3 AND (valid_until IS NULL OR valid_until > $3) ORDER BY id",
        &values![tx.site(), user, day],
    )?;
    rows.into_iter().map(membership).collect()
}

/// Memberships at one organisation that hold on a day.
pub fn memberships_at(tx: &Tx<'_>, organisation: Id, day: Day) -> Result<Vec<MembershipRow>, Fault> {
    let rows = tx.query(
        "SELECT id, user_id, organisation, division, role, valid_from, valid_until FROM membership WHERE site = $1 \
         AND organisation = $2 AND valid_from <= $3 AND (valid_until IS NULL OR valid_until > $3) ORDER BY id",
        &values![tx.site(), organisation, day],
    )?;
    rows.into_iter().map(membership).collect()
}

/// Adds memberships.
pub fn insert_memberships(tx: &mut Tx<'_>, rows: &[MembershipRow]) -> Result<(), Fault> {
    let rows: Vec<_> = rows
        .iter()
        .map(|one| {
            values![
                tx.site(),
                one.id,
                one.user,
                one.organisation,
                one.division,
                &one.role,
                one.valid_from,
                one.valid_until
            ]
        })
        .collect();
    tx.insert_many(
        "INSERT INTO membership (site, id, user_id, organisation, division, role, valid_from, valid_until)",
        &rows,
    )
}

/// Ends a membership; it stays in the history.
pub fn end_membership(tx: &mut Tx<'_>, id: Id, day: Day) -> Result<(), Fault> {
    tx.execute("UPDATE membership SET valid_until = $3 WHERE site = $1 AND id = $2", &values![tx.site(), id, day])?;
    Ok(())
}
