//! How an amendment is shown.

use crate::session::Ref;
use crate::word::{doer, word};
use base::{Fault, Id, Moment};
use rules::amendment::AmendmentSubject;
use serde::Serialize;
use serde_json::Value;
use store::Tx;
use store::amendment::{AmendmentRow, amendments_of_plan};
use utoipa::ToSchema;

/// A change of a published plan or an accepted work plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Amendment)]
pub struct AmendmentView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// What sort of thing was changed.
    pub subject: AmendmentSubject,
    /// Which one.
    #[schema(value_type = String)]
    pub subject_id: Id,
    /// How that was called.
    pub title: String,
    /// Why.
    pub reason: String,
    /// By whom.
    pub by: Ref,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// The state before.
    #[schema(value_type = Object)]
    pub before: Value,
    /// The state after.
    #[schema(value_type = Object)]
    pub after: Value,
}

/// Amendments of a plan that the caller wants, the last first.
pub(crate) fn amendment_views(
    tx: &Tx<'_>,
    plan: Id,
    wanted: impl Fn(&AmendmentRow) -> bool,
) -> Result<Vec<AmendmentView>, Fault> {
    amendments_of_plan(tx, plan)?.into_iter().filter(wanted).map(amendment_view).collect()
}

pub(crate) fn amendment_view(row: AmendmentRow) -> Result<AmendmentView, Fault> {
    Ok(AmendmentView {
        id: row.id,
        subject: word(&row.subject_kind)?,
        subject_id: row.subject,
        title: row.title,
        reason: row.reason,
        by: doer(row.by),
        at: row.at,
        before: serde_json::from_str(&row.before).map_err(Fault::broken)?,
        after: serde_json::from_str(&row.after).map_err(Fault::broken)?,
    })
}
