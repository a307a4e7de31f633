//! Indicators as a reader sees them.

use super::follow::governing_mentions;
use crate::decision::{OpenDecisionView, decision_views};
use crate::item::Board;
use crate::session::Ref;
use crate::word::word;
use base::{Decimal, Fault, Id, Language};
use rules::word::{DecisionState, Op, PercentReading, Requires};
use serde::Serialize;
use store::Tx;
use store::indicator::{IndicatorRow, indicators_of_plan};
use store::organisation::organisation_ref;
use utoipa::ToSchema;

/// What one or several mentions of a plan ask for.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Indicator)]
pub struct IndicatorView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// Its name.
    pub name: String,
    /// To be sent back with a change.
    pub version: i64,
    /// What the result must do.
    pub requires: Requires,
    /// How far 左右 reaches.
    #[schema(required = true, value_type = Option<String>)]
    pub tolerance: Option<Decimal>,
    /// The organisation that owns it.
    #[schema(required = true)]
    pub owner: Option<Ref>,
    /// It owns it until somebody else is named.
    pub owner_provisional: bool,
    /// The base year's value.
    #[schema(required = true, value_type = Option<String>)]
    pub base_value: Option<Decimal>,
    /// Who published that, or why it was settled so.
    #[schema(required = true)]
    pub base_source: Option<String>,
    /// How an ambiguous percentage is read.
    #[schema(required = true)]
    pub percent_reading: Option<PercentReading>,
    /// Where it is said, with every wording; the governing one first.
    pub mentions: Vec<MentionView>,
    /// What is or was open about it.
    pub decisions: Vec<OpenDecisionView>,
    /// Something is still open: it gets no light and no score.
    pub blocked: bool,
}

/// One place where an indicator is said.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Mention)]
pub struct MentionView {
    /// The item of the kind target.
    #[schema(value_type = String)]
    pub item_id: Id,
    /// The task or goal it stands in.
    #[schema(required = true)]
    pub task_number: Option<String>,
    /// The words.
    pub text: String,
    /// What is counted or measured.
    pub subject: String,
    /// The printed comparator.
    pub op: Op,
    /// The figure, or the lower end of a range.
    #[schema(value_type = String)]
    pub value: Decimal,
    /// The upper end of a range.
    #[schema(required = true, value_type = Option<String>)]
    pub value_max: Option<Decimal>,
    /// 计量单位.
    pub unit: String,
    /// 力争、争取、争创.
    pub aspiration: bool,
}

/// Indicators of a plan that are still mentioned.
pub fn indicator_views(tx: &Tx<'_>, board: &Board, language: Language) -> Result<Vec<IndicatorView>, Fault> {
    let governing = governing_mentions(board);
    let decisions = decision_views(tx, board, language)?;
    let mut views = Vec::new();
    for row in indicators_of_plan(tx, board.plan)? {
        let Some((first, _)) = governing.get(&row.id) else { continue };
        let asked = decisions.iter().filter(|one| one.indicator.id == row.id).cloned().collect();
        views.push(indicator_view(tx, board, row, first.id, asked)?);
    }
    Ok(views)
}

fn indicator_view(
    tx: &Tx<'_>,
    board: &Board,
    row: IndicatorRow,
    governing: Id,
    decisions: Vec<OpenDecisionView>,
) -> Result<IndicatorView, Fault> {
    let mut mentions = Vec::new();
    for item in board.live() {
        let Some(target) = board.targets.get(&item.id).filter(|one| one.indicator == Some(row.id)) else { continue };
        let mention = MentionView {
            item_id: item.id,
            task_number: board.number_of(target.task_item),
            text: item.body.clone(),
            subject: target.subject.clone(),
            op: word(&target.op)?,
            value: target.value,
            value_max: target.value_max,
            unit: target.unit.clone(),
            aspiration: target.aspiration,
        };
        if item.id == governing { mentions.insert(0, mention) } else { mentions.push(mention) }
    }
    Ok(IndicatorView {
        id: row.id,
        name: row.name,
        version: row.version,
        requires: word(&row.requires)?,
        tolerance: row.tolerance,
        owner: organisation_ref(tx, row.owner)?.map(Ref::from),
        owner_provisional: row.owner_provisional,
        base_value: row.base_value,
        base_source: row.base_source,
        percent_reading: row.percent_reading.as_deref().map(word).transpose()?,
        mentions,
        blocked: decisions.iter().any(|one| one.state == DecisionState::Open),
        decisions,
    })
}
