//! Acknowledge duties (签收).

use crate::Command;
use crate::bulk::{BulkOutcome, refuse_too_many};
use access::{Action, Facts, Grant};
use base::{Id, Refusal, Stop};
use serde::Serialize;
use serde_json::json;
use store::Tx;
use store::duty::{duty_by_id, receive_duty};

/// Acknowledges one duty.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ReceiveDuty {
    /// Which.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
}

impl Command for ReceiveDuty {
    const VERB: &'static str = "receive_duty";
    const ACTION: Action = Action::ReceiveDuty;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        tx.about("duty", self.id);
        receive(grant, tx, self.id, self.version)
    }
}

/// Acknowledges many, each for itself.
#[derive(Clone, Debug, Serialize)]
pub struct ReceiveDuties {
    /// Which, and as they were shown.
    pub items: Vec<(Id, i64)>,
}

impl Command for ReceiveDuties {
    const VERB: &'static str = "receive_duties";
    const ACTION: Action = Action::ReceiveDuty;
    type Answer = Vec<BulkOutcome>;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Vec<BulkOutcome>, Stop> {
        refuse_too_many(self.items.len())?;
        self.items.iter().map(|(id, version)| BulkOutcome::of(*id, receive(grant, tx, *id, *version))).collect()
    }
}

fn receive(grant: &Grant, tx: &mut Tx<'_>, id: Id, version: i64) -> Result<(), Stop> {
    let duty = duty_by_id(tx, id)?.ok_or_else(Refusal::not_found)?;
    grant.require(&Facts { organisation: Some(duty.organisation.0), ..Facts::default() })?;
    match duty.state.as_str() {
        "received" => return Err(Refusal::conflict("work.duty.already_received").into()),
        "withdrawn" => return Err(Refusal::conflict("work.duty.withdrawn").into()),
        _ => (),
    }
    if duty.version != version {
        return Err(Refusal::stale().into());
    }
    receive_duty(tx, id, grant.user())?;
    let state = json!({ "state": "received", "received_by": grant.user(), "received_at": tx.now() });
    Ok(tx.revise("duty", id, version + 1, &state)?)
}
