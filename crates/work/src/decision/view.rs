//! Open decisions as a reader sees them.

use crate::item::Board;
use crate::session::Ref;
use crate::word::word;
use base::{Fault, Id, Language, Moment, Sentence};
use rules::word::{DecisionKind, DecisionState, PercentReading};
use serde::Serialize;
use std::collections::BTreeSet;
use store::Tx;
use store::account::account_by_id;
use store::indicator::{IndicatorRow, indicators_of_plan};
use store::open_decision::{OpenDecisionRow, open_decisions_of_plan};
use store::organisation::organisation_ref;
use utoipa::ToSchema;

/// A question that blocks light and score of its indicator, never the plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OpenDecision)]
pub struct OpenDecisionView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// Its plan.
    #[schema(value_type = String)]
    pub plan_id: Id,
    /// The indicator it is about.
    pub indicator: Ref,
    /// What is open.
    pub kind: DecisionKind,
    /// The question as a sentence.
    pub question: String,
    /// The organisation that answers.
    pub owner: Ref,
    /// By when.
    pub due: String,
    /// Whether it is answered.
    pub state: DecisionState,
    /// The answer, as a reader reads it.
    #[schema(required = true)]
    pub answer: Option<String>,
    /// Why it was answered so.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// Who answered.
    #[schema(required = true)]
    pub settled_by: Option<Ref>,
    /// When.
    #[schema(required = true, value_type = Option<String>)]
    pub settled_at: Option<Moment>,
    /// To be sent back with a change.
    pub version: i64,
}

/// Decisions of a plan whose indicators are still mentioned, by due day.
pub fn decision_views(tx: &Tx<'_>, board: &Board, language: Language) -> Result<Vec<OpenDecisionView>, Fault> {
    let mentioned: BTreeSet<Id> = board.live().filter_map(|item| board.targets.get(&item.id)?.indicator).collect();
    let indicators = indicators_of_plan(tx, board.plan)?;
    let mut views = Vec::new();
    for row in open_decisions_of_plan(tx, board.plan)? {
        let indicator = indicators.iter().find(|one| one.id == row.indicator && mentioned.contains(&one.id));
        if let Some(indicator) = indicator {
            views.push(decision_view(tx, row, indicator, language)?);
        }
    }
    Ok(views)
}

/// One decision.
pub(super) fn decision_view(
    tx: &Tx<'_>,
    row: OpenDecisionRow,
    indicator: &IndicatorRow,
    language: Language,
) -> Result<OpenDecisionView, Fault> {
    let kind: DecisionKind = word(&row.kind)?;
    let called = |id: Id| -> Result<Ref, Fault> {
        Ok(organisation_ref(tx, Some(id))?.map_or(Ref { id, name: String::new() }, Ref::from))
    };
    let answer = match (kind, row.answer) {
        (_, None) => None,
        (DecisionKind::Owner, Some(id)) => Some(called(id.parse().map_err(|()| Fault::broken("no id"))?)?.name),
        (DecisionKind::Reading, Some(code)) => Some(reading_sentence(word(&code)?).render(language)),
        (DecisionKind::Base | DecisionKind::Tolerance, Some(value)) => Some(value),
    };
    let settled_by = match row.settled_by {
        Some(user) => account_by_id(tx, user)?.map(|account| Ref { id: user, name: account.name }),
        None => None,
    };
    let asked =
        if row.question.is_empty() { ruled_question(kind, &indicator.name).render(language) } else { row.question };
    Ok(OpenDecisionView {
        id: row.id,
        plan_id: row.plan,
        indicator: Ref { id: indicator.id, name: indicator.name.clone() },
        kind,
        question: asked,
        owner: called(row.owner)?,
        due: row.due.to_string(),
        state: word(&row.state)?,
        answer,
        reason: row.reason,
        settled_by,
        settled_at: row.settled_at,
        version: row.version,
    })
}

fn ruled_question(kind: DecisionKind, name: &str) -> Sentence {
    let code = match kind {
        DecisionKind::Owner => "work.decision.ask_owner",
        DecisionKind::Base => "work.decision.ask_base",
        DecisionKind::Tolerance => "work.decision.ask_tolerance",
        DecisionKind::Reading => "work.decision.ask_reading",
    };
    Sentence::new(code).with("name", name)
}

fn reading_sentence(reading: PercentReading) -> Sentence {
    match reading {
        PercentReading::PercentagePoints => Sentence::new("work.decision.percentage_points"),
        PercentReading::Relative => Sentence::new("work.decision.relative"),
    }
}
