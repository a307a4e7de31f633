//! The indicators of a plan.

use super::view::{IndicatorView, indicator_views};
use crate::Query;
use crate::item::Board;
use crate::plan::visible_plan;
use access::{Action, Grant};
use base::{Id, Language, Stop};
use store::Tx;

/// Asks for the indicators of a plan.
#[derive(Clone, Debug)]
pub struct Indicators {
    /// The plan.
    pub plan: Id,
    /// The reader's language.
    pub language: Language,
}

impl Query for Indicators {
    const ACTION: Action = Action::SeePlan;
    type Answer = Vec<IndicatorView>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<IndicatorView>, Stop> {
        visible_plan(grant, tx, self.plan)?;
        let board = Board::of_plan(tx, self.plan)?;
        Ok(indicator_views(tx, &board, self.language)?)
    }
}
