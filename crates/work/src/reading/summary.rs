//! What a reading found, in numbers.

use super::rows::Draft;
use crate::item::Board;
use crate::plan::{KeptReading, visible_plan};
use crate::{DiagnosticView, Query};
use access::{Action, Grant};
use base::{Fault, Id, Language, Stop};
use rules::word::ItemKind;
use serde::Serialize;
use store::Tx;
use store::reading::reading_of;
use utoipa::ToSchema;

/// What was read.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ReadingSummary)]
pub struct ReadingSummaryView {
    /// `text`, `markdown`, `html`, `docx` or `pdf`.
    pub format: String,
    /// Tasks found.
    pub tasks: usize,
    /// Targets found.
    pub targets: usize,
    /// Goals found.
    pub goals: usize,
    /// Safeguards found.
    pub safeguards: usize,
    /// Printed names that mean nobody yet.
    pub unknown_names: usize,
    /// What is to be said about the text.
    pub diagnostics: Vec<DiagnosticView>,
}

/// A new draft and what was read.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ReadingDone)]
pub struct ReadingDoneView {
    /// The draft.
    #[schema(value_type = String)]
    pub plan_id: Id,
    /// What was read.
    pub reading: ReadingSummaryView,
}

/// Asks what a reading found.
#[derive(Clone, Copy, Debug)]
pub struct ReadingSummary {
    /// The draft it became.
    pub plan: Id,
    /// The reader's language.
    pub language: Language,
}

impl Query for ReadingSummary {
    const ACTION: Action = Action::SeeDraft;
    type Answer = ReadingDoneView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<ReadingDoneView, Stop> {
        let plan = visible_plan(grant, tx, self.plan)?;
        let row = reading_of(tx, plan.id)?.ok_or_else(|| Fault::broken("a plan without its reading"))?;
        let kept: KeptReading = serde_json::from_str(&row.body).map_err(Fault::broken)?;
        let board = Board::of_plan(tx, plan.id)?;
        let count = |kind: ItemKind| board.items.iter().filter(|item| item.kind == kind.code()).count();
        let reading = ReadingSummaryView {
            format: plan.format,
            tasks: count(ItemKind::Task),
            targets: count(ItemKind::Target),
            goals: count(ItemKind::Goal),
            safeguards: count(ItemKind::Safeguard),
            unknown_names: board.unknown_names().len(),
            diagnostics: kept.diagnostics.iter().map(|one| DiagnosticView::new(one, self.language)).collect(),
        };
        Ok(ReadingDoneView { plan_id: plan.id, reading })
    }
}

/// May the caller have a notice read? Asked before the bytes of a file are taken.
#[derive(Clone, Copy, Debug)]
pub struct MayReadNotice;

impl Query for MayReadNotice {
    const ACTION: Action = Action::ReadNotice;
    type Answer = ();

    fn run(self, _grant: &Grant, _tx: &Tx<'_>) -> Result<(), Stop> {
        Ok(())
    }
}

/// A new draft as its history keeps it.
#[derive(Serialize)]
pub(super) struct KeptDraft<'a> {
    title: &'a str,
    year: i16,
    file_digest: &'a str,
    items: usize,
    targets: usize,
}

/// A new draft in numbers.
pub(super) fn summarise(draft: &Draft) -> KeptDraft<'_> {
    KeptDraft {
        title: &draft.plan.title,
        year: draft.plan.year,
        file_digest: &draft.plan.file_digest,
        items: draft.items.len(),
        targets: draft.targets.len(),
    }
}
