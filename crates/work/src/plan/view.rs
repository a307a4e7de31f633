//! Plans as a reader sees them.

use crate::DiagnosticView;
use crate::item::{ItemView, filled};
use crate::word::word;
use base::{Fault, Id, Moment, Span};
use rules::word::{ItemKind, ItemState, PlanState};
use serde::Serialize;
use store::plan::{ItemCount, PlanRow};
use utoipa::ToSchema;

/// A plan in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlanSummary)]
pub struct PlanSummaryView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// The year it is for.
    pub year: i16,
    /// Title of the notice.
    pub title: String,
    /// Number of the document.
    #[schema(required = true)]
    pub doc_number: Option<String>,
    /// Who issued it.
    #[schema(required = true)]
    pub issuer: Option<String>,
    /// The day it was issued.
    #[schema(required = true)]
    pub date: Option<String>,
    /// How far it has come.
    pub state: PlanState,
    /// Tasks that were not dropped.
    pub tasks: i64,
    /// Targets that were not dropped.
    pub targets: i64,
    /// Items that nobody has decided about.
    pub pending: i64,
    /// To be sent back with a change.
    pub version: i64,
    /// When the draft was made.
    #[schema(value_type = String)]
    pub created_at: Moment,
    /// When it was published.
    #[schema(required = true, value_type = Option<String>)]
    pub published_at: Option<Moment>,
}

/// How far the confirmation of a draft has come: every item is to be decided before the plan goes out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Progress)]
pub struct ProgressView {
    /// All.
    pub total: i64,
    /// Not decided.
    pub pending: i64,
    /// As they were read.
    pub confirmed: i64,
    /// Mended.
    pub corrected: i64,
    /// Added by a person.
    pub added: i64,
    /// Dropped.
    pub dropped: i64,
}

/// A plan with its items.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Plan)]
pub struct PlanView {
    /// What a list shows of it.
    #[serde(flatten)]
    pub summary: PlanSummaryView,
    /// Title of the plan attached to the notice.
    #[schema(required = true)]
    pub attachment_title: Option<String>,
    /// 主送.
    pub addressees: Vec<String>,
    /// 抄送.
    pub copies_to: Vec<String>,
    /// How far the confirmation has come.
    pub progress: ProgressView,
    /// Goals, tasks, safeguards and targets in source order, dropped ones too.
    pub items: Vec<ItemView>,
    /// Printed names that mean nobody yet.
    pub unknown_names: usize,
    /// Decisions that are open.
    pub open_decisions: usize,
}

/// The canonical text of a notice.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = PlanSource)]
pub struct SourceView {
    /// `text`, `markdown`, `html`, `docx` or `pdf`.
    pub format: String,
    /// The file as it was called.
    pub file_name: String,
    /// The text that every span points into.
    pub text: String,
    /// Where in the file a stretch of the text stood.
    pub anchors: Vec<AnchorView>,
    /// What extraction had broken and was mended.
    pub repairs: Vec<RepairView>,
    /// What is to be said about the text.
    pub diagnostics: Vec<DiagnosticView>,
}

/// From this byte on, until the next anchor, the text stood there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Anchor)]
pub struct AnchorView {
    /// First byte.
    pub at: usize,
    /// Page of a PDF, from 1.
    #[schema(required = true)]
    pub page: Option<u32>,
    /// Paragraph of a DOCX, from 1.
    #[schema(required = true)]
    pub paragraph: Option<u32>,
}

/// A repair of what extraction broke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Repair)]
pub struct RepairView {
    /// Its code.
    pub code: String,
    /// As a sentence.
    pub message: String,
    /// What was left out or changed.
    #[schema(value_type = [usize; 2])]
    pub span: Span,
}

/// A plan in a list, from its row and the counts of its items.
pub(super) fn summary(plan: &PlanRow, counts: &[ItemCount]) -> Result<PlanSummaryView, Fault> {
    let live = |kind: ItemKind| {
        let of_kind = counts.iter().filter(|one| one.kind == kind.code() && one.state != ItemState::Dropped.code());
        of_kind.map(|one| one.count).sum()
    };
    Ok(PlanSummaryView {
        id: plan.id,
        year: plan.year,
        title: plan.title.clone(),
        doc_number: filled(&plan.doc_number),
        issuer: filled(&plan.issuer),
        date: filled(&plan.issued_on),
        state: word(&plan.state)?,
        tasks: live(ItemKind::Task),
        targets: live(ItemKind::Target),
        pending: progress(counts).pending,
        version: plan.version,
        created_at: plan.created_at,
        published_at: plan.published_at,
    })
}

/// How far the confirmation has come.
pub(super) fn progress(counts: &[ItemCount]) -> ProgressView {
    let of_state = |state: Option<ItemState>| {
        counts.iter().filter(|one| state.is_none_or(|state| one.state == state.code())).map(|one| one.count).sum()
    };
    ProgressView {
        total: of_state(None),
        pending: of_state(Some(ItemState::Pending)),
        confirmed: of_state(Some(ItemState::Confirmed)),
        corrected: of_state(Some(ItemState::Corrected)),
        added: of_state(Some(ItemState::Added)),
        dropped: of_state(Some(ItemState::Dropped)),
    }
}
