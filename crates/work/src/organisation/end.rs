//! End an organisation on a day; its name stays in the history, a successor takes over.

use super::edit::no_id;
use crate::Command;
use crate::check::Fields;
use access::{Action, Grant};
use base::{Id, Refusal, Sentence, Stop};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::organisation::{organisation_by_id, update_organisation};
use utoipa::ToSchema;

/// The last day and the successor.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct EndOrganisation {
    /// Which; comes from the path.
    #[serde(default = "no_id")]
    #[schema(ignore)]
    pub id: Id,
    /// The version shown.
    pub version: i64,
    /// Its last day.
    pub valid_until: String,
    /// Who takes over.
    #[schema(value_type = Option<String>)]
    pub successor_id: Option<Id>,
}

impl Command for EndOrganisation {
    const VERB: &'static str = "end_organisation";
    const ACTION: Action = Action::EditOrganisation;
    type Answer = ();

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let mut row = organisation_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        let mut fields = Fields::default();
        row.valid_until = fields.day("valid_until", &self.valid_until);
        if row.valid_until.zip(row.valid_from).is_some_and(|(until, from)| until < from) {
            fields.fault("valid_until", Sentence::new("work.organisation.ends_before_it_begins"));
        }
        if let Some(successor) = self.successor_id {
            let found = organisation_by_id(tx, successor)?;
            if found.as_ref().is_some_and(|one| one.id == self.id || one.successor == Some(self.id)) {
                fields.fault("successor_id", Sentence::new("work.organisation.circle"));
            }
            fields.exists("successor_id", successor, found);
        }
        fields.done()?;
        row.successor = self.successor_id;
        row.version = self.version;
        if !update_organisation(tx, &row)? {
            return Err(Refusal::stale().into());
        }
        tx.about("organisation", self.id);
        tx.revise("organisation", self.id, self.version + 1, &row)?;
        Ok(())
    }
}
