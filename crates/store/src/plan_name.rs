//! Printed names: whom they mean in a plan, and whom the site knows by them.

use crate::directory::directory_changed;
use crate::tx::Tx;
use crate::value::values;
use base::{Fault, Id, fold_name};
use std::collections::BTreeMap;

/// Whom a printed name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// An organisation.
    Organisation(Id),
    /// A group, which stands for its members.
    Group(Id),
}

impl Named {
    fn of(organisation: Option<Id>, group: Option<Id>) -> Option<Self> {
        organisation.map(Self::Organisation).or(group.map(Self::Group))
    }

    /// The organisation, if it is one.
    pub fn organisation(self) -> Option<Id> {
        match self {
            Self::Organisation(id) => Some(id),
            Self::Group(_) => None,
        }
    }

    /// The group, if it is one.
    pub fn group(self) -> Option<Id> {
        match self {
            Self::Group(id) => Some(id),
            Self::Organisation(_) => None,
        }
    }
}

/// A printed name of a plan and whom it means, if that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanNameRow {
    /// Folded.
    pub folded: String,
    /// As first printed.
    pub printed: String,
    /// Whom it means.
    pub named: Option<Named>,
}

/// Names of a plan by their folded form.
pub fn names_of_plan(tx: &Tx<'_>, plan: Id) -> Result<BTreeMap<String, PlanNameRow>, Fault> {
    let rows = tx.query(
        "SELECT folded, printed, organisation, organisation_group FROM plan_name WHERE site = $1 AND plan = $2 \
         ORDER BY folded",
        &values![tx.site(), plan],
    )?;
    rows.into_iter()
        .map(|row| {
            let named = Named::of(row.opt_id(2)?, row.opt_id(3)?);
            let name = PlanNameRow { folded: row.text(0)?, printed: row.text(1)?, named };
            Ok((name.folded.clone(), name))
        })
        .collect()
}

/// Writes names of a plan.
pub fn insert_names(tx: &mut Tx<'_>, plan: Id, names: &[PlanNameRow]) -> Result<(), Fault> {
    let rows: Vec<_> = names
        .iter()
        .map(|one| {
            let (organisation, group) = (one.named.and_then(Named::organisation), one.named.and_then(Named::group));
            values![tx.site(), plan, &one.folded, &one.printed, organisation, group]
        })
        .collect();
    tx.insert_many("INSERT INTO plan_name (site, plan, folded, printed, organisation, organisation_group)", &rows)
}

/// Says whom a name of a plan means.
pub fn set_name(tx: &mut Tx<'_>, plan: Id, folded: &str, named: Named) -> Result<(), Fault> {
    tx.execute(
        "UPDATE plan_name SET organisation = $4, organisation_group = $5 WHERE site = $1 AND plan = $2 AND folded = $3",
        &values![tx.site(), plan, folded, named.organisation(), named.group()],
    )?;
    Ok(())
}

/// Keeps a printed name as an alias, in place of what it was an alias of.
pub fn remember_name(tx: &mut Tx<'_>, printed: &str, named: Named) -> Result<(), Fault> {
    let args = values![tx.site(), fold_name(printed), named.organisation(), named.group(), printed];
    tx.execute(
        "INSERT INTO organisation_alias (site, folded, organisation, organisation_group, alias) \
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (site, folded) DO UPDATE SET organisation = excluded.organisation, \
         organisation_group = excluded.organisation_group, alias = excluded.alias",
        &args,
    )?;
    directory_changed(tx)
}

/// A name by which the site knows somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// Folded.
    pub folded: String,
    /// Whom it means.
    pub named: Named,
    /// The short name of whom it means.
    pub name: String,
}

/// All names the site knows: an organisation's own names go before groups' names, and those before aliases.
pub fn known_names(tx: &Tx<'_>) -> Result<Vec<KnownName>, Fault> {
    let mut known = Vec::new();
    for row in tx.query(
        "SELECT id, name, short_name FROM organisation WHERE site = $1 ORDER BY position, id",
        &values![tx.site()],
    )? {
        let (named, short) = (Named::Organisation(row.id(0)?), row.text(2)?);
        for printed in [row.text(1)?, short.clone()] {
            known.push(KnownName { folded: fold_name(&printed), named, name: short.clone() });
        }
    }
    for row in tx.query("SELECT id, name FROM organisation_group WHERE site = $1 ORDER BY id", &values![tx.site()])? {
        let name = row.text(1)?;
        known.push(KnownName { folded: fold_name(&name), named: Named::Group(row.id(0)?), name });
    }
    for row in tx.query(
        "SELECT a.folded, a.organisation, a.organisation_group, COALESCE(o.short_name, g.name, a.alias) \
         FROM organisation_alias a LEFT JOIN organisation o ON o.site = a.site AND o.id = a.organisation \
         LEFT JOIN organisation_group g ON g.site = a.site AND g.id = a.organisation_group \
         WHERE a.site = $1 ORDER BY a.folded",
        &values![tx.site()],
    )? {
        if let Some(named) = Named::of(row.opt_id(1)?, row.opt_id(2)?) {
            known.push(KnownName { folded: row.text(0)?, named, name: row.text(3)? });
        }
    }
    Ok(known)
}
