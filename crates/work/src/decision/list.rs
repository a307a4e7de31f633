//! The open decisions of a plan.

use super::view::{OpenDecisionView, decision_view, decision_views};
use crate::Query;
use crate::item::Board;
use crate::plan::is_visible;
use access::{Action, Facts, Grant};
use base::{Fault, Id, Language, Refusal, Stop};
use store::Tx;
use store::indicator::indicator_by_id;
use store::open_decision::open_decision_by_id;
use store::plan::plan_by_id;

/// Asks for the decisions of a plan. Of a draft, an organisation sees those that it is asked itself.
#[derive(Clone, Debug)]
pub struct OpenDecisions {
    /// The plan.
    pub plan: Id,
    /// The reader's language.
    pub language: Language,
}

impl Query for OpenDecisions {
    const ACTION: Action = Action::SeePlan;
    type Answer = Vec<OpenDecisionView>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<OpenDecisionView>, Stop> {
        let plan = plan_by_id(tx, self.plan)?.ok_or_else(Refusal::not_found)?;
        let board = Board::of_plan(tx, self.plan)?;
        let mut views = decision_views(tx, &board, self.language)?;
        if !is_visible(grant, &plan) {
            views.retain(|one| grant.may(Action::SettleDecision, &facts(one.owner.id)));
            if views.is_empty() {
                return Err(Refusal::not_found().into());
            }
        }
        Ok(views)
    }
}

/// Asks for one decision that one may settle.
#[derive(Clone, Debug)]
pub struct ShowOpenDecision {
    /// The decision.
    pub decision: Id,
    /// The reader's language.
    pub language: Language,
}

impl Query for ShowOpenDecision {
    const ACTION: Action = Action::SettleDecision;
    type Answer = OpenDecisionView;

    /// Whoever passed it on to another organisation still sees what it became.
    fn run(self, _grant: &Grant, tx: &Tx<'_>) -> Result<OpenDecisionView, Stop> {
        let row = open_decision_by_id(tx, self.decision)?.ok_or_else(Refusal::not_found)?;
        let indicator =
            indicator_by_id(tx, row.indicator)?.ok_or_else(|| Fault::broken("a decision without its indicator"))?;
        Ok(decision_view(tx, row, &indicator, self.language)?)
    }
}

/// What a decision says of itself to the scope of a grant.
pub(super) fn facts(owner: Id) -> Facts {
    Facts { organisation: Some(owner), ..Facts::default() }
}
