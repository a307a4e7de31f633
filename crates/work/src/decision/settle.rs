//! Pass an open decision on, or settle it.

use super::list::facts;
use crate::Command;
use crate::check::Fields;
use crate::indicator::Kept;
use crate::item::figure;
use crate::word::word;
use access::{Action, Grant};
use base::{Fault, Id, Refusal, Sentence, Stop};
use rules::word::{DecisionKind, DecisionState, PercentReading};
use serde::Serialize;
use store::Tx;
use store::indicator::{IndicatorRow, indicator_by_id, update_indicator};
use store::open_decision::{OpenDecisionRow, open_decision_by_id, update_open_decision};
use store::organisation::organisation_by_id;

/// Has another organisation answer, by another day.
#[derive(Clone, Debug, Serialize)]
pub struct AssignDecision {
    /// The decision.
    pub decision: Id,
    /// The version shown.
    pub version: i64,
    /// Who is to answer.
    pub organisation: Id,
    /// By when.
    pub due: String,
}

impl Command for AssignDecision {
    const VERB: &'static str = "assign_decision";
    const ACTION: Action = Action::SettleDecision;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        let mut row = open_as_shown(tx, grant, self.decision, self.version)?;
        let mut fields = Fields::default();
        fields.exists("organisation_id", self.organisation, organisation_by_id(tx, self.organisation)?);
        let due = fields.day("due", &self.due);
        fields.done()?;
        row.owner = self.organisation;
        row.due = due.unwrap_or(row.due);
        keep(tx, row)
    }
}

/// Answers a decision; what hangs on it is unblocked.
#[derive(Clone, Debug, Serialize)]
pub struct SettleDecision {
    /// The decision.
    pub decision: Id,
    /// The version shown.
    pub version: i64,
    /// Who owns the indicator, where that was asked.
    pub organisation: Option<Id>,
    /// The base year's value or the tolerance, where that was asked.
    pub value: Option<String>,
    /// How the percentage is read, where that was asked.
    pub reading: Option<PercentReading>,
    /// Why.
    pub reason: String,
}

impl Command for SettleDecision {
    const VERB: &'static str = "settle_decision";
    const ACTION: Action = Action::SettleDecision;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        let mut row = open_as_shown(tx, grant, self.decision, self.version)?;
        let mut indicator =
            indicator_by_id(tx, row.indicator)?.ok_or_else(|| Fault::broken("a decision without its indicator"))?;
        let mut fields = Fields::default();
        let reason = fields.reason(&self.reason);
        let answer = self.answer(tx, &mut fields, &row, &mut indicator, &reason)?;
        fields.done()?;
        indicator.version += 1;
        update_indicator(tx, &indicator)?;
        row.state = DecisionState::Settled.code().to_owned();
        row.answer = answer;
        row.reason = Some(reason);
        row.settled_by = grant.user();
        row.settled_at = Some(tx.now());
        tx.revise("indicator", indicator.id, indicator.version, &Kept::of(&indicator))?;
        keep(tx, row)
    }
}

impl SettleDecision {
    /// Puts the answer into the indicator and says how it is kept.
    fn answer(
        &self,
        tx: &Tx<'_>,
        fields: &mut Fields,
        row: &OpenDecisionRow,
        indicator: &mut IndicatorRow,
        reason: &str,
    ) -> Result<Option<String>, Fault> {
        match word(&row.kind)? {
            DecisionKind::Owner => {
                let Some(owner) = self.organisation else {
                    fields.fault("organisation_id", Sentence::new("base.required"));
                    return Ok(None);
                };
                fields.exists("organisation_id", owner, organisation_by_id(tx, owner)?);
                indicator.owner = Some(owner);
                indicator.owner_provisional = false;
                Ok(Some(owner.to_string()))
            }
            DecisionKind::Base => {
                indicator.base_value = figure(fields, "value", self.value.as_deref().unwrap_or_default());
                indicator.base_source = Some(reason.to_owned());
                Ok(indicator.base_value.map(|value| value.to_string()))
            }
            DecisionKind::Tolerance => {
                indicator.tolerance = figure(fields, "value", self.value.as_deref().unwrap_or_default());
                if indicator.tolerance.is_some_and(|value| value.is_sign_negative()) {
                    fields.fault("value", Sentence::new("work.indicator.negative_tolerance"));
                }
                Ok(indicator.tolerance.map(|value| value.to_string()))
            }
            DecisionKind::Reading => {
                if self.reading.is_none() {
                    fields.fault("reading", Sentence::new("base.required"));
                }
                let code = self.reading.map(|reading| reading.code().to_owned());
                indicator.percent_reading.clone_from(&code);
                Ok(code)
            }
        }
    }
}

/// A decision in the version that was shown, still open, and this person's to settle.
fn open_as_shown(tx: &Tx<'_>, grant: &Grant, id: Id, version: i64) -> Result<OpenDecisionRow, Stop> {
    let row = open_decision_by_id(tx, id)?.ok_or_else(Refusal::not_found)?;
    grant.require(&facts(row.owner))?;
    if row.version != version {
        return Err(Refusal::stale().into());
    }
    if row.state != DecisionState::Open.code() {
        return Err(Refusal::conflict("work.decision.is_settled").into());
    }
    Ok(row)
}

/// A decision as its history keeps it.
#[derive(Serialize)]
struct KeptDecision<'a> {
    kind: &'a str,
    owner: Id,
    due: String,
    state: &'a str,
    answer: Option<&'a str>,
    reason: Option<&'a str>,
}

fn keep(tx: &mut Tx<'_>, mut row: OpenDecisionRow) -> Result<Id, Stop> {
    row.version += 1;
    update_open_decision(tx, &row)?;
    tx.about("open_decision", row.id);
    let kept = KeptDecision {
        kind: &row.kind,
        owner: row.owner,
        due: row.due.to_string(),
        state: &row.state,
        answer: row.answer.as_deref(),
        reason: row.reason.as_deref(),
    };
    tx.revise("open_decision", row.id, row.version, &kept)?;
    Ok(row.id)
}
