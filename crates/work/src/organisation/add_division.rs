//! Add a division to an organisation.

use super::edit::no_id;
use crate::Command;
use crate::check::{Fields, NAME};
use access::{Action, Grant};
use base::{Id, Refusal, Sentence, Stop};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::organisation::{DivisionRow, divisions, insert_divisions, organisation_by_id};
use utoipa::ToSchema;

/// A new division.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AddDivision {
    /// Of which organisation; comes from the path.
    #[serde(default = "no_id")]
    #[schema(ignore)]
    pub organisation: Id,
    /// Its name.
    pub name: String,
}

impl Command for AddDivision {
    const VERB: &'static str = "add_division";
    const ACTION: Action = Action::EditOrganisation;
    type Answer = Id;

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        organisation_by_id(tx, self.organisation)?.ok_or_else(Refusal::not_found)?;
        let mut fields = Fields::default();
        let name = fields.text("name", &self.name, NAME);
        let present: Vec<_> = divisions(tx)?.into_iter().filter(|one| one.organisation == self.organisation).collect();
        if present.iter().any(|one| one.name == name) {
            fields.fault("name", Sentence::new("work.organisation.taken").with("name", &name));
        }
        fields.done()?;
        let position = i64::try_from(present.len()).unwrap_or(i64::MAX);
        let row = DivisionRow { id: tx.new_id(), organisation: self.organisation, name, position };
        insert_divisions(tx, std::slice::from_ref(&row))?;
        tx.about("organisation", self.organisation);
        tx.revise("division", row.id, 1, &row)?;
        Ok(row.id)
    }
}
