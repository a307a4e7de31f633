//! Is the plan ready to be published?

use crate::Query;
use crate::item::Board;
use crate::publish::readiness::{Readiness, Remark};
use access::{Action, Grant};
use base::{Id, Language, Refusal, Stop};
use serde::Serialize;
use store::Tx;
use store::plan::plan_by_id;
use utoipa::ToSchema;

/// Asks how ready a plan is.
#[derive(Clone, Copy, Debug)]
pub struct PublishCheck {
    /// Which plan.
    pub plan: Id,
    /// In which language.
    pub language: Language,
}

/// A remark on a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CheckLine {
    /// Its code.
    pub code: String,
    /// In the reader's language.
    pub message: String,
    /// The item it is about.
    #[schema(required = true, value_type = Option<String>)]
    pub item_id: Option<Id>,
}

/// How ready a plan is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = PublishCheck)]
pub struct PublishCheckView {
    /// Nothing blocks it.
    pub ready: bool,
    /// What must be mended first.
    pub blocking: Vec<CheckLine>,
    /// What should be known and blocks nothing.
    pub warnings: Vec<CheckLine>,
    /// How many duties go out.
    pub duties: usize,
    /// To how many organisations.
    pub organisations: usize,
}

impl Query for PublishCheck {
    const ACTION: Action = Action::SeeDraft;
    type Answer = PublishCheckView;

    fn run(self, _grant: &Grant, tx: &Tx<'_>) -> Result<PublishCheckView, Stop> {
        let plan = plan_by_id(tx, self.plan)?.ok_or_else(Refusal::not_found)?;
        let board = Board::of_plan(tx, plan.id)?;
        let readiness = Readiness::of(tx, &plan, &board)?;
        let warnings = readiness.warnings(tx, &plan, &board, self.language)?;
        let line = |remark: &Remark| CheckLine {
            code: remark.sentence.code.clone(),
            message: remark.sentence.render(self.language),
            item_id: remark.item,
        };
        Ok(PublishCheckView {
            ready: readiness.blocking.is_empty(),
            blocking: readiness.blocking.iter().map(line).collect(),
            warnings: warnings.iter().map(line).collect(),
            duties: readiness.duties.len(),
            organisations: readiness.organisations(),
        })
    }
}
