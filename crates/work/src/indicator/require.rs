//! Decide what the result of an indicator must do.

use super::follow::governing_mentions;
use super::join::{indicator_as_shown, settle_questions};
use super::make::Kept;
use crate::Command;
use crate::check::Fields;
use crate::item::{Board, draft, figure};
use access::{Action, Grant};
use base::{Decimal, Id, Refusal, Sentence, Stop};
use rules::requires::requirement_fault;
use rules::word::{DecisionKind, DecisionState, Requires};
use serde::Serialize;
use store::Tx;
use store::indicator::{IndicatorRow, update_indicator};
use store::open_decision::{open_decisions_of_plan, update_open_decision};

/// Sets what is required, and how far 左右 reaches.
#[derive(Clone, Debug, Serialize)]
pub struct SetRequires {
    /// The plan.
    pub plan: Id,
    /// The indicator.
    pub indicator: Id,
    /// The version shown.
    pub version: i64,
    /// What the result must do.
    pub requires: Requires,
    /// How far 左右 reaches, if that is known.
    pub tolerance: Option<String>,
}

impl Command for SetRequires {
    const VERB: &'static str = "set_requires";
    const ACTION: Action = Action::DecideItem;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        draft(tx, self.plan)?;
        let mut indicator = indicator_as_shown(tx, self.plan, self.indicator, self.version)?;
        let board = Board::of_plan(tx, self.plan)?;
        let governing = governing_mentions(&board);
        let (_, target) = governing.get(&indicator.id).ok_or_else(Refusal::not_found)?;
        let mut fields = Fields::default();
        if let Some(fault) = requirement_fault(self.requires, target.value_max.is_some()) {
            fields.fault("requires", fault);
        }
        let typed = self.tolerance.as_deref().map(str::trim).filter(|text| !text.is_empty());
        let tolerance = typed.and_then(|text| figure(&mut fields, "tolerance", text));
        if tolerance.is_some_and(|value| value.is_sign_negative()) {
            fields.fault("tolerance", Sentence::new("work.indicator.negative_tolerance"));
        }
        fields.done()?;
        indicator.requires = self.requires.code().to_owned();
        indicator.tolerance = tolerance;
        indicator.version += 1;
        update_indicator(tx, &indicator)?;
        if let Some(tolerance) = tolerance {
            answer_tolerance(tx, grant, &indicator, tolerance)?;
        }
        settle_questions(tx, grant, &indicator)?;
        tx.about("indicator", indicator.id);
        tx.revise("indicator", indicator.id, indicator.version, &Kept::of(&indicator))?;
        Ok(indicator.id)
    }
}

/// A tolerance that is set answers the question for it.
fn answer_tolerance(tx: &mut Tx<'_>, grant: &Grant, indicator: &IndicatorRow, tolerance: Decimal) -> Result<(), Stop> {
    for mut one in open_decisions_of_plan(tx, indicator.plan)? {
        let asks = one.indicator == indicator.id && one.kind == DecisionKind::Tolerance.code();
        if asks && one.state == DecisionState::Open.code() {
            one.state = DecisionState::Settled.code().to_owned();
            one.answer = Some(tolerance.to_string());
            one.settled_by = grant.user();
            one.settled_at = Some(tx.now());
            one.version += 1;
            update_open_decision(tx, &one)?;
        }
    }
    Ok(())
}
