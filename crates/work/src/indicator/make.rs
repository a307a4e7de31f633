//! Indicators and their open decisions where no decision of a pack says otherwise.

use crate::app::day_of;
use crate::item::Board;
use crate::word::word;
use access::Grant;
use base::{Day, Fault, Id, Refusal, Stop};
use pack::{OrganisationKind, reads_two_ways};
use rules::requires::{Known, missing_decisions, required_by};
use rules::word::{DecisionKind, DecisionState, Op};
use store::Tx;
use store::indicator::{IndicatorRow, indicators_of_plan, insert_indicators};
use store::open_decision::{OpenDecisionRow, delete_open_decision, insert_open_decisions, open_decisions_of_plan};
use store::organisation::organisations;
use store::target::TargetRow;

/// Days that an organisation has to answer what a rule asks.
const DAYS_TO_ANSWER: i64 = 30;

/// Who answers for what nobody owns yet: the office, or the organisation of whoever makes the draft.
pub(crate) fn office_of(tx: &Tx<'_>, grant: &Grant) -> Result<Id, Stop> {
    let office = organisations(tx)?.into_iter().find(|one| one.kind == OrganisationKind::Office.code());
    let own = || grant.person().ok()?.memberships.first().map(|one| one.organisation);
    Ok(office.map(|one| one.id).or_else(own).ok_or_else(Refusal::not_found)?)
}

/// The day by which a question asked now is to be answered.
pub(crate) fn answer_due(tx: &Tx<'_>) -> Day {
    day_of(tx.now().plus_seconds(DAYS_TO_ANSWER * 24 * 60 * 60))
}

/// An indicator of one mention, by rule. Nobody leads: the office holds it provisionally.
pub(crate) fn indicator_of(
    tx: &Tx<'_>,
    target: &TargetRow,
    lead: Option<Id>,
    office: Id,
    position: i64,
) -> Result<IndicatorRow, Fault> {
    Ok(IndicatorRow {
        id: tx.new_id(),
        plan: target.plan,
        code: String::new(),
        name: target.subject.clone(),
        position,
        requires: required_by(word::<Op>(&target.op)?).code().to_owned(),
        tolerance: None,
        owner: Some(lead.unwrap_or(office)),
        owner_provisional: lead.is_none(),
        base_value: None,
        base_source: None,
        percent_reading: None,
        version: 1,
    })
}

/// What is to be decided about an indicator before it can be lit; `text` is what its governing mention says.
pub(crate) fn needed(indicator: &IndicatorRow, target: &TargetRow, text: &str) -> Result<Vec<DecisionKind>, Fault> {
    let known = Known {
        owner: !indicator.owner_provisional,
        base: indicator.base_value.is_some(),
        tolerance: indicator.tolerance.is_some(),
        reading: indicator.percent_reading.is_some(),
    };
    let two_ways = reads_two_ways(&target.subject, text, &target.unit);
    Ok(missing_decisions(word(&target.kind)?, word(&indicator.requires)?, two_ways, known))
}

/// A question that a rule asks. The owner is asked; who is to own it, the office is asked.
pub(crate) fn question(tx: &Tx<'_>, indicator: &IndicatorRow, kind: DecisionKind, office: Id) -> OpenDecisionRow {
    OpenDecisionRow {
        id: tx.new_id(),
        plan: indicator.plan,
        indicator: indicator.id,
        kind: kind.code().to_owned(),
        question: String::new(),
        owner: indicator.owner.filter(|_| kind != DecisionKind::Owner).unwrap_or(office),
        due: answer_due(tx),
        state: DecisionState::Open.code().to_owned(),
        answer: None,
        reason: None,
        settled_by: None,
        settled_at: None,
        version: 1,
    }
}

/// Writes the indicator of a target that a person added.
pub(crate) fn add_indicator_of(tx: &mut Tx<'_>, grant: &Grant, target: &TargetRow, text: &str) -> Result<Id, Stop> {
    let board = Board::of_plan(tx, target.plan)?;
    let lead = target.task_item.and_then(|task| board.lead_of_task(task));
    let office = office_of(tx, grant)?;
    let last = indicators_of_plan(tx, target.plan)?.last().map_or(0, |one| one.position);
    let indicator = indicator_of(tx, target, lead, office, last + 1)?;
    insert_indicators(tx, std::slice::from_ref(&indicator))?;
    align_questions(tx, &indicator, target, text, office)?;
    tx.revise("indicator", indicator.id, indicator.version, &Kept::of(&indicator))?;
    Ok(indicator.id)
}

/// Has the open questions of rules agree with what an indicator needs now. Questions of the pack and answers stay.
pub(crate) fn align_questions(
    tx: &mut Tx<'_>,
    indicator: &IndicatorRow,
    target: &TargetRow,
    text: &str,
    office: Id,
) -> Result<(), Fault> {
    let needed = needed(indicator, target, text)?;
    let mut asked = Vec::new();
    for one in open_decisions_of_plan(tx, indicator.plan)? {
        if one.indicator != indicator.id || one.state != DecisionState::Open.code() {
            continue;
        }
        let kind: DecisionKind = word(&one.kind)?;
        if one.question.is_empty() && !needed.contains(&kind) {
            delete_open_decision(tx, one.id)?;
        } else {
            asked.push(kind);
        }
    }
    let fresh: Vec<OpenDecisionRow> = needed
        .into_iter()
        .filter(|kind| !asked.contains(kind))
        .map(|kind| question(tx, indicator, kind, office))
        .collect();
    insert_open_decisions(tx, &fresh)
}

/// An indicator as its history keeps it.
#[derive(serde::Serialize)]
pub(crate) struct Kept<'a> {
    name: &'a str,
    requires: &'a str,
    tolerance: Option<String>,
    owner: Option<Id>,
    owner_provisional: bool,
    base_value: Option<String>,
    base_source: Option<&'a str>,
    percent_reading: Option<&'a str>,
}

impl<'a> Kept<'a> {
    /// As it stands.
    pub(crate) fn of(indicator: &'a IndicatorRow) -> Self {
        Self {
            name: &indicator.name,
            requires: &indicator.requires,
            tolerance: indicator.tolerance.map(|value| value.to_string()),
            owner: indicator.owner,
            owner_provisional: indicator.owner_provisional,
            base_value: indicator.base_value.map(|value| value.to_string()),
            base_source: indicator.base_source.as_deref(),
            percent_reading: indicator.percent_reading.as_deref(),
        }
    }
}
