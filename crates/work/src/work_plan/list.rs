//! Which work plans are there for this reader?

use crate::Query;
use crate::work_plan::{WorkPlanSummary, summary};
use access::{Action, Grant};
use base::{Id, Stop};
use rules::life_cycle::WorkPlanState;
use serde::Deserialize;
use store::Tx;
use store::work_plan::{WorkPlanFilter, work_plans};
use utoipa::IntoParams;

/// What is asked for; an absent part asks for all.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WorkPlanAsked {
    /// Of a plan.
    #[param(value_type = Option<String>)]
    pub plan: Option<Id>,
    /// In a state.
    pub state: Option<WorkPlanState>,
    /// Of an organisation.
    #[param(value_type = Option<String>)]
    pub organisation: Option<Id>,
}

/// Asks for work plans.
#[derive(Clone, Debug, Default)]
pub struct WorkPlans {
    /// Which.
    pub asked: WorkPlanAsked,
}

impl Query for WorkPlans {
    const ACTION: Action = Action::SeeWorkPlan;
    type Answer = Vec<WorkPlanSummary>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<WorkPlanSummary>, Stop> {
        let filter = WorkPlanFilter {
            plan: self.asked.plan,
            organisation: self.asked.organisation,
            state: self.asked.state.map(|state| state.code().to_owned()),
            item: None,
        };
        let rows = work_plans(tx, grant.scope(), &filter)?;
        Ok(rows.iter().map(summary).collect::<Result<_, _>>()?)
    }
}
