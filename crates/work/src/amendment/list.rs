//! What was amended?

use crate::Query;
use crate::amendment::view::{AmendmentView, amendment_view, amendment_views};
use crate::plan::visible_plan;
use access::{Action, Grant};
use base::{Id, Refusal, Stop};
use store::Tx;
use store::amendment::amendment_by_id;

/// Asks for the amendments of a plan and of its work plans, the last first.
#[derive(Clone, Copy, Debug)]
pub struct Amendments {
    /// Of which plan.
    pub plan: Id,
}

impl Query for Amendments {
    const ACTION: Action = Action::SeePlan;
    type Answer = Vec<AmendmentView>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<AmendmentView>, Stop> {
        visible_plan(grant, tx, self.plan)?;
        Ok(amendment_views(tx, self.plan, |_| true)?)
    }
}

/// Asks for one amendment.
#[derive(Clone, Copy, Debug)]
pub struct OneAmendment {
    /// Which.
    pub id: Id,
}

impl Query for OneAmendment {
    const ACTION: Action = Action::SeePlan;
    type Answer = AmendmentView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<AmendmentView, Stop> {
        let row = amendment_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        visible_plan(grant, tx, row.plan)?;
        Ok(amendment_view(row)?)
    }
}
