//! See organisations and groups.

use crate::Query;
use crate::session::Ref;
use access::{Action, Grant};
use base::{Day, Id, Stop, fold_name};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{Tx, account_list, group, organisation};
use utoipa::ToSchema;

/// Organisations whose name, code or alias holds `text`, of a kind; all without either.
#[derive(Clone, Debug, Default)]
pub struct Organisations {
    /// Part of a name.
    pub text: Option<String>,
    /// A kind.
    pub kind: Option<String>,
}

/// An organisation as people see it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Organisation)]
pub struct OrganisationView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// Its code.
    pub code: String,
    /// Full official name.
    pub name: String,
    /// Name as commonly printed.
    pub short_name: String,
    /// What sort of body it is.
    pub kind: String,
    /// The organisation above it.
    #[schema(value_type = Option<String>)]
    pub parent_id: Option<Id>,
    /// First day it exists.
    #[schema(value_type = Option<String>)]
    pub valid_from: Option<Day>,
    /// Last day it exists.
    #[schema(value_type = Option<String>)]
    pub valid_until: Option<Day>,
    /// Who takes over its duties.
    pub successor: Option<Ref>,
    /// What it is ranked in.
    pub assessment_unit: Option<String>,
    /// Other names it is printed under.
    pub aliases: Vec<String>,
    /// Its divisions.
    pub divisions: Vec<Ref>,
    /// How many people hold a role there.
    pub users: i64,
    /// For optimistic locking.
    pub version: i64,
}

impl Query for Organisations {
    const ACTION: Action = Action::SeeOrganisation;
    type Answer = Vec<OrganisationView>;

    fn run(self, _grant: &Grant, tx: &Tx<'_>) -> Result<Vec<OrganisationView>, Stop> {
        let rows = organisation::organisations(tx)?;
        let names: BTreeMap<Id, String> = rows.iter().map(|one| (one.id, one.short_name.clone())).collect();
        let mut aliases: BTreeMap<Id, Vec<String>> = BTreeMap::new();
        for one in group::aliases(tx)? {
            if let Some(of) = one.organisation {
                aliases.entry(of).or_default().push(one.alias);
            }
        }
        let mut divisions: BTreeMap<Id, Vec<Ref>> = BTreeMap::new();
        for one in organisation::divisions(tx)? {
            divisions.entry(one.organisation).or_default().push(Ref { id: one.id, name: one.name });
        }
        let users = account_list::people_by_organisation(tx)?;
        let text = self.text.map(|text| fold_name(&text)).unwrap_or_default();
        let views = rows.into_iter().map(|one| OrganisationView {
            successor: one.successor.map(|id| Ref { id, name: names.get(&id).cloned().unwrap_or_default() }),
            aliases: aliases.remove(&one.id).unwrap_or_default(),
            divisions: divisions.remove(&one.id).unwrap_or_default(),
            users: users.get(&one.id).copied().unwrap_or_default(),
            id: one.id,
            code: one.code,
            name: one.name,
            short_name: one.short_name,
            kind: one.kind,
            parent_id: one.parent,
            valid_from: one.valid_from,
            valid_until: one.valid_until,
            assessment_unit: one.assessment_unit,
            version: one.version,
        });
        let holds = |view: &OrganisationView| {
            let mut names = [&view.name, &view.short_name, &view.code].into_iter().chain(&view.aliases);
            names.any(|name| fold_name(name).contains(&text))
        };
        Ok(views.filter(|view| self.kind.as_ref().is_none_or(|kind| *kind == view.kind) && holds(view)).collect())
    }
}

/// All groups.
#[derive(Clone, Copy, Debug)]
pub struct Groups;

/// A group as people see it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = OrganisationGroup)]
pub struct GroupView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it is said to include.
    pub note: String,
    /// Other names it is printed under.
    pub aliases: Vec<String>,
    /// Its members in order.
    pub members: Vec<Ref>,
    /// For optimistic locking.
    pub version: i64,
}

impl Query for Groups {
    const ACTION: Action = Action::SeeOrganisation;
    type Answer = Vec<GroupView>;

    fn run(self, _grant: &Grant, tx: &Tx<'_>) -> Result<Vec<GroupView>, Stop> {
        let names: BTreeMap<Id, String> =
            organisation::organisations(tx)?.into_iter().map(|one| (one.id, one.short_name)).collect();
        let mut members: BTreeMap<Id, Vec<Ref>> = BTreeMap::new();
        for (of, id) in group::group_members(tx)? {
            members.entry(of).or_default().push(Ref { id, name: names.get(&id).cloned().unwrap_or_default() });
        }
        let mut aliases: BTreeMap<Id, Vec<String>> = BTreeMap::new();
        for one in group::aliases(tx)? {
            if let Some(of) = one.group {
                aliases.entry(of).or_default().push(one.alias);
            }
        }
        let views = group::groups(tx)?.into_iter().map(|one| GroupView {
            aliases: aliases.remove(&one.id).unwrap_or_default(),
            members: members.remove(&one.id).unwrap_or_default(),
            id: one.id,
            code: one.code,
            name: one.name,
            note: one.note,
            version: one.version,
        });
        Ok(views.collect())
    }
}
