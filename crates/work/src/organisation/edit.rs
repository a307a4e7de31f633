//! Change an organisation's names, kind, place in the tree and aliases.

use super::create::owner_of_name;
use super::is_kind;
use crate::Command;
use crate::check::{Fields, NAME};
use access::{Action, Grant};
use base::{Id, Refusal, Sentence, Stop, fold_name};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Tx;
use store::group::{AliasRow, delete_aliases_of, put_aliases};
use store::organisation::{organisation_by_id, organisations, update_organisation};
use utoipa::ToSchema;

/// What an organisation is to be.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct EditOrganisation {
    /// Which; comes from the path.
    #[serde(default = "no_id")]
    #[schema(ignore)]
    pub id: Id,
    /// The version shown.
    pub version: i64,
    /// Full official name.
    pub name: String,
    /// Name as commonly printed.
    pub short_name: String,
    /// What sort of body it is.
    pub kind: String,
    /// The organisation above it.
    #[schema(value_type = Option<String>)]
    pub parent_id: Option<Id>,
    /// What it is ranked in.
    pub assessment_unit: Option<String>,
    /// Other names it is printed under.
    pub aliases: Vec<String>,
}

pub(super) fn no_id() -> Id {
    Id(0)
}

impl Command for EditOrganisation {
    const VERB: &'static str = "edit_organisation";
    const ACTION: Action = Action::EditOrganisation;
    type Answer = ();

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let mut row = organisation_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        let mut fields = Fields::default();
        row.name = fields.text("name", &self.name, NAME);
        row.short_name = fields.text("short_name", &self.short_name, NAME);
        fields.choice("kind", &self.kind, is_kind(&self.kind));
        row.kind = self.kind.clone();
        if let Some(parent) = self.parent_id {
            fields.exists("parent_id", parent, organisation_by_id(tx, parent)?);
            if self.is_above(tx, parent)? {
                fields.fault("parent_id", Sentence::new("work.organisation.circle"));
            }
        }
        row.parent = self.parent_id;
        let unit = self.assessment_unit.as_deref().unwrap_or_default();
        row.assessment_unit = Some(fields.text_if("assessment_unit", unit, NAME)).filter(|unit| !unit.is_empty());
        let aliases = self.aliases(tx, &mut fields)?;
        for (path, printed) in [("name", &row.name), ("short_name", &row.short_name)] {
            if let Some(owner) = owner_of_name(tx, printed, Some(self.id))? {
                fields.fault(path, Sentence::new("work.organisation.taken").with("name", owner));
            }
        }
        fields.done()?;
        row.version = self.version;
        if !update_organisation(tx, &row)? {
            return Err(Refusal::stale().into());
        }
        delete_aliases_of(tx, self.id)?;
        put_aliases(tx, &aliases)?;
        tx.about("organisation", self.id);
        tx.revise("organisation", self.id, self.version + 1, &(&row, &aliases))?;
        Ok(())
    }
}

impl EditOrganisation {
    /// Is this organisation itself above `parent`?
    fn is_above(&self, tx: &Tx<'_>, parent: Id) -> Result<bool, Stop> {
        let parents: BTreeMap<Id, Option<Id>> =
            organisations(tx)?.into_iter().map(|one| (one.id, one.parent)).collect();
        let mut at = Some(parent);
        for _ in 0..=parents.len() {
            match at {
                Some(id) if id == self.id => return Ok(true),
                Some(id) => at = parents.get(&id).copied().flatten(),
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    fn aliases(&self, tx: &Tx<'_>, fields: &mut Fields) -> Result<Vec<AliasRow>, Stop> {
        let mut rows = BTreeMap::new();
        for (at, alias) in self.aliases.iter().enumerate() {
            let path = format!("aliases[{at}]");
            let alias = fields.text(&path, alias, NAME);
            if let Some(owner) = owner_of_name(tx, &alias, Some(self.id))? {
                fields.fault(path, Sentence::new("work.organisation.taken").with("name", owner));
            }
            let folded = fold_name(&alias);
            rows.insert(folded.clone(), AliasRow { folded, alias, organisation: Some(self.id), group: None });
        }
        Ok(rows.into_values().collect())
    }
}
