//! Plans: the list, one with its items, its source, its file.

use super::view::{AnchorView, PlanSummaryView, PlanView, RepairView, SourceView, progress, summary};
use super::{KeptReading, is_visible, visible_plan};
use crate::item::{Board, filled};
use crate::{DiagnosticView, Query};
use access::{Action, Grant};
use base::{Fault, Id, Language, Sentence, Stop};
use notice::source::{Anchor, Place};
use rules::word::DecisionState;
use store::Tx;
use store::plan::{item_counts, plans};
use store::reading::reading_of;

/// Asks for all plans that one may see, the latest first.
#[derive(Clone, Copy, Debug)]
pub struct Plans;

impl Query for Plans {
    const ACTION: Action = Action::SeePlan;
    type Answer = Vec<PlanSummaryView>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<PlanSummaryView>, Stop> {
        let counts = item_counts(tx, None)?;
        let visible = plans(tx)?.into_iter().filter(|plan| is_visible(grant, plan));
        let views = visible.map(|plan| summary(&plan, counts.get(&plan.id).map(Vec::as_slice).unwrap_or_default()));
        Ok(views.collect::<Result<_, Fault>>()?)
    }
}

/// Asks for one plan with its items.
#[derive(Clone, Copy, Debug)]
pub struct ShowPlan {
    /// The plan.
    pub plan: Id,
    /// The reader's language.
    pub language: Language,
}

impl Query for ShowPlan {
    const ACTION: Action = Action::SeePlan;
    type Answer = PlanView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<PlanView, Stop> {
        let plan = visible_plan(grant, tx, self.plan)?;
        let counts = item_counts(tx, Some(plan.id))?.remove(&plan.id).unwrap_or_default();
        let board = Board::of_plan(tx, plan.id)?;
        let decisions = crate::decision::decision_views(tx, &board, self.language)?;
        Ok(PlanView {
            summary: summary(&plan, &counts)?,
            attachment_title: filled(&plan.attachment_title),
            progress: progress(&counts),
            items: board.views(self.language)?,
            unknown_names: board.unknown_names().len(),
            open_decisions: decisions.iter().filter(|one| one.state == DecisionState::Open).count(),
            addressees: plan.addressees,
            copies_to: plan.copies_to,
        })
    }
}

/// Asks for the text of a notice.
#[derive(Clone, Copy, Debug)]
pub struct PlanSource {
    /// The plan.
    pub plan: Id,
    /// The reader's language.
    pub language: Language,
}

impl Query for PlanSource {
    const ACTION: Action = Action::SeePlan;
    type Answer = SourceView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<SourceView, Stop> {
        let plan = visible_plan(grant, tx, self.plan)?;
        let row = reading_of(tx, plan.id)?.ok_or_else(|| Fault::broken("a plan without its reading"))?;
        let kept: KeptReading = serde_json::from_str(&row.body).map_err(Fault::broken)?;
        let anchors: Vec<Anchor> = serde_json::from_str(&row.anchors).map_err(Fault::broken)?;
        let repair = |one: notice::reading::Repair| RepairView {
            message: Sentence::new(&one.code).render(self.language),
            code: one.code,
            span: one.span,
        };
        let anchor = |one: Anchor| match one.place {
            Place::Page(page) => AnchorView { at: one.at, page: Some(page), paragraph: None },
            Place::Paragraph(paragraph) => AnchorView { at: one.at, page: None, paragraph: Some(paragraph) },
        };
        Ok(SourceView {
            format: plan.format,
            file_name: plan.file_name,
            text: row.source_text,
            anchors: anchors.into_iter().map(anchor).collect(),
            repairs: kept.repairs.into_iter().map(repair).collect(),
            diagnostics: kept.diagnostics.iter().map(|one| DiagnosticView::new(one, self.language)).collect(),
        })
    }
}

/// Asks for the file that a plan was read from.
#[derive(Clone, Copy, Debug)]
pub struct Original {
    /// The plan.
    pub plan: Id,
}

/// Where the file lies and how it was called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginalFile {
    /// SM3 of its bytes.
    pub digest: String,
    /// As it was called.
    pub name: String,
}

impl Query for Original {
    const ACTION: Action = Action::SeePlan;
    const LOGGED: Option<&'static str> = Some("download_notice");
    type Answer = OriginalFile;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<OriginalFile, Stop> {
        let plan = visible_plan(grant, tx, self.plan)?;
        Ok(OriginalFile { digest: plan.file_digest, name: plan.file_name })
    }
}
