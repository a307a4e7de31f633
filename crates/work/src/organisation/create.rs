//! Create an organisation.

use super::is_kind;
use crate::Command;
use crate::check::{Fields, NAME};
use access::{Action, Grant};
use base::{Id, Sentence, Stop, fold_name};
use serde::{Deserialize, Serialize};
use store::organisation::{
    OrganisationRow, insert_organisations, organisation_by_code, organisation_by_id, organisations,
};
use store::{Tx, group};
use utoipa::ToSchema;

/// A new organisation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CreateOrganisation {
    /// Its code: small letters, digits and hyphens; stable for ever.
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
    pub valid_from: Option<String>,
}

impl Command for CreateOrganisation {
    const VERB: &'static str = "create_organisation";
    const ACTION: Action = Action::EditOrganisation;
    type Answer = Id;

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        let mut fields = Fields::default();
        let code = fields.text("code", &self.code, NAME);
        if !code.bytes().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || matches!(one, b'-' | b'_')) {
            fields.fault("code", Sentence::new("work.organisation.code_form"));
        }
        let name = fields.text("name", &self.name, NAME);
        let short_name = fields.text("short_name", &self.short_name, NAME);
        fields.choice("kind", &self.kind, is_kind(&self.kind));
        let valid_from = fields.day_if("valid_from", self.valid_from.as_deref());
        if let Some(parent) = self.parent_id {
            fields.exists("parent_id", parent, organisation_by_id(tx, parent)?);
        }
        if organisation_by_code(tx, &code)?.is_some() {
            fields.fault("code", Sentence::new("work.organisation.taken").with("name", &code));
        }
        for (path, printed) in [("name", &name), ("short_name", &short_name)] {
            if let Some(owner) = owner_of_name(tx, printed, None)? {
                fields.fault(path, Sentence::new("work.organisation.taken").with("name", owner));
            }
        }
        fields.done()?;
        let id = tx.new_id();
        let position = i64::try_from(organisations(tx)?.len()).unwrap_or(i64::MAX);
        let row = OrganisationRow {
            id,
            code,
            name,
            short_name,
            kind: self.kind.clone(),
            parent: self.parent_id,
            valid_from,
            valid_until: None,
            successor: None,
            assessment_unit: None,
            position,
            version: 1,
        };
        insert_organisations(tx, std::slice::from_ref(&row))?;
        tx.about("organisation", id);
        tx.revise("organisation", id, 1, &row)?;
        Ok(id)
    }
}

/// The organisation or group that a name already means, apart from one.
pub(super) fn owner_of_name(tx: &Tx<'_>, printed: &str, apart_from: Option<Id>) -> Result<Option<String>, Stop> {
    let folded = fold_name(printed);
    let others = organisations(tx)?.into_iter().filter(|one| Some(one.id) != apart_from);
    let by_name = others.clone().find(|one| fold_name(&one.name) == folded || fold_name(&one.short_name) == folded);
    if let Some(one) = by_name {
        return Ok(Some(one.short_name));
    }
    let alias = group::aliases(tx)?.into_iter().find(|one| one.folded == folded && one.organisation != apart_from);
    Ok(alias.map(|one| one.alias))
}
