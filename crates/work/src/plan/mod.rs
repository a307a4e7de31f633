//! Plans and the notices they were read from.

mod show;
mod view;

pub use show::{Original, OriginalFile, PlanSource, Plans, ShowPlan};
pub use view::{AnchorView, PlanSummaryView, PlanView, ProgressView, RepairView, SourceView};

use access::{Action, Facts, Grant};
use base::{Diagnostic, Id, Refusal, Stop};
use notice::reading::Repair;
use rules::word::PlanState;
use serde::{Deserialize, Serialize};
use store::Tx;
use store::plan::{PlanRow, plan_by_id};

/// What is kept of a reading beside its items: what is shown with the text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct KeptReading {
    /// What extraction had broken.
    pub(crate) repairs: Vec<Repair>,
    /// What is to be said about the text.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// A published plan is seen by everybody who does business, a draft by those who may see drafts.
pub(crate) fn is_visible(grant: &Grant, plan: &PlanRow) -> bool {
    plan.state == PlanState::Published.code() || grant.may(Action::SeeDraft, &Facts::default())
}

/// A plan that the reader may see; another is not found.
pub(crate) fn visible_plan(grant: &Grant, tx: &Tx<'_>, plan: Id) -> Result<PlanRow, Stop> {
    Ok(plan_by_id(tx, plan)?.filter(|plan| is_visible(grant, plan)).ok_or_else(Refusal::not_found)?)
}
