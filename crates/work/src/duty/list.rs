//! Which duties are there for this reader?

use crate::Query;
use crate::duty::{DutyPage, DutyView, duty_views};
use access::{Action, Facts, Grant};
use base::{Id, Refusal, Stop};
use rules::fan_out::{DutyRole, DutyState};
use serde::Deserialize;
use store::Tx;
use store::duty::{DutyFilter, duties, duty_by_id, leads_of_item};
use utoipa::IntoParams;

/// What is asked for; an absent part asks for all.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DutyAsked {
    /// Of a plan.
    #[param(value_type = Option<String>)]
    pub plan: Option<Id>,
    /// Of an organisation.
    #[param(value_type = Option<String>)]
    pub organisation: Option<Id>,
    /// In a state; where absent, all but those withdrawn.
    pub state: Option<DutyState>,
    /// With a role.
    pub role: Option<DutyRole>,
    /// Of a task.
    #[param(value_type = Option<String>)]
    pub task: Option<Id>,
    /// Where the page before ended.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Id>,
    /// Most rows of a page; at most 500.
    pub limit: Option<usize>,
}

/// Asks for duties.
#[derive(Clone, Debug, Default)]
pub struct Duties {
    /// Which.
    pub asked: DutyAsked,
}

impl Query for Duties {
    const ACTION: Action = Action::SeeDuty;
    type Answer = DutyPage;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<DutyPage, Stop> {
        let limit = self.asked.limit.unwrap_or(100).clamp(1, 500);
        let filter = DutyFilter {
            plan: self.asked.plan,
            item: self.asked.task,
            organisation: self.asked.organisation,
            state: self.asked.state.map(|state| state.code().to_owned()),
            role: self.asked.role.map(|role| role.code().to_owned()),
            after: self.asked.cursor,
        };
        let mut rows = duties(tx, grant.scope(), &filter, limit + 1)?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(|row| row.id.to_string());
        Ok(DutyPage { items: duty_views(tx, rows)?, next })
    }
}

/// Asks for one duty.
#[derive(Clone, Copy, Debug)]
pub struct OneDuty {
    /// Which.
    pub id: Id,
}

impl Query for OneDuty {
    const ACTION: Action = Action::SeeDuty;
    type Answer = DutyView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<DutyView, Stop> {
        let row = duty_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        let leads = leads_of_item(tx, row.item)?;
        grant.require(&Facts { organisation: Some(row.organisation.0), leads, ..Facts::default() })?;
        Ok(duty_views(tx, vec![row])?.pop().ok_or_else(Refusal::not_found)?)
    }
}
