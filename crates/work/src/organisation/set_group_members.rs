//! Say who belongs to a group.

use super::edit::no_id;
use crate::Command;
use crate::check::Fields;
use access::{Action, Grant};
use base::{Id, Refusal, Sentence, Stop};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::organisation::organisations;
use store::{Tx, group};
use utoipa::ToSchema;

/// The members of a group, in order.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SetGroupMembers {
    /// Which group; comes from the path.
    #[serde(default = "no_id")]
    #[schema(ignore)]
    pub id: Id,
    /// The version shown.
    pub version: i64,
    /// Organisations in order.
    #[schema(value_type = Vec<String>)]
    pub members: Vec<Id>,
}

impl Command for SetGroupMembers {
    const VERB: &'static str = "set_group_members";
    const ACTION: Action = Action::EditOrganisation;
    type Answer = ();

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        if !group::groups(tx)?.iter().any(|one| one.id == self.id) {
            return Err(Refusal::not_found().into());
        }
        let known: BTreeSet<Id> = organisations(tx)?.into_iter().map(|one| one.id).collect();
        let mut fields = Fields::default();
        let mut seen = BTreeSet::new();
        for (at, member) in self.members.iter().enumerate() {
            let path = format!("members[{at}]");
            fields.exists(&path, *member, known.get(member));
            if !seen.insert(*member) {
                fields.fault(path, Sentence::new("work.organisation.twice_in_group"));
            }
        }
        if self.members.is_empty() {
            fields.fault("members", Sentence::new("base.required"));
        }
        fields.done()?;
        if !group::touch_group(tx, self.id, self.version)? {
            return Err(Refusal::stale().into());
        }
        group::set_group_members(tx, self.id, &self.members)?;
        tx.about("organisation_group", self.id);
        tx.revise("organisation_group", self.id, self.version + 1, &self.members)?;
        Ok(())
    }
}
