//! Pass a duty on to a division and a handler (分办).

use crate::Command;
use crate::app::day_of;
use crate::check::{Fields, REASON};
use access::{Action, Facts, Grant};
use base::{Fault, Id, Refusal, Sentence, Stop};
use serde::Serialize;
use serde_json::json;
use store::Tx;
use store::account::account_by_id;
use store::duty::duty_by_id;
use store::membership::memberships_at;
use store::organisation::organisation_of_division;
use store::sub_assignment::insert_assignment;

/// Passes a duty on; the earlier assignments stay as its history.
#[derive(Clone, Debug, Serialize)]
pub struct AssignDuty {
    /// Which.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// To which division.
    pub division: Id,
    /// To whom there.
    pub handler: Option<Id>,
    /// What is said with it.
    pub note: String,
}

impl Command for AssignDuty {
    const VERB: &'static str = "assign_duty";
    const ACTION: Action = Action::AssignDuty;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let duty = duty_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        grant.require(&Facts { organisation: Some(duty.organisation.0), ..Facts::default() })?;
        tx.about("duty", self.id);
        match duty.state.as_str() {
            "issued" => return Err(Refusal::conflict("work.duty.not_received").into()),
            "withdrawn" => return Err(Refusal::conflict("work.duty.withdrawn").into()),
            _ => (),
        }
        if duty.version != self.version {
            return Err(Refusal::stale().into());
        }
        let mut fields = Fields::default();
        let note = fields.text_if("note", &self.note, REASON);
        check_handler(tx, &mut fields, "", duty.organisation.0, Some(self.division), self.handler)?;
        fields.done()?;
        let id = insert_assignment(tx, self.id, self.division, self.handler, &note, grant.user())?;
        let state = json!({ "assignment": id, "division": self.division, "handler": self.handler, "note": note });
        Ok(tx.revise("duty", self.id, self.version + 1, &state)?)
    }
}

/// The division must be the organisation's, and the handler one of its people today.
pub(crate) fn check_handler(
    tx: &Tx<'_>,
    fields: &mut Fields,
    prefix: &str,
    organisation: Id,
    division: Option<Id>,
    handler: Option<Id>,
) -> Result<(), Fault> {
    if let Some(division) = division
        && organisation_of_division(tx, division)? != Some(organisation)
    {
        fields.fault(format!("{prefix}division_id"), Sentence::new("work.division_elsewhere"));
    }
    if let Some(handler) = handler {
        let belongs = memberships_at(tx, organisation, day_of(tx.now()))?.iter().any(|one| one.user == handler);
        let open = account_by_id(tx, handler)?.is_some_and(|account| !account.disabled);
        if !belongs || !open {
            fields.fault(format!("{prefix}handler_id"), Sentence::new("work.handler_elsewhere"));
        }
    }
    Ok(())
}
