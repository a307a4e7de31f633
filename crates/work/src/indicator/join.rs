//! Join indicators that are the same target said twice, and part what was joined wrongly.

use super::follow::governing_mentions;
use super::make::{Kept, align_questions, indicator_of, office_of};
use crate::Command;
use crate::check::Fields;
use crate::item::{Board, ItemVersion, draft};
use access::{Action, Grant};
use base::{Fault, Id, Refusal, Sentence, Stop};
use rules::word::{DecisionKind, DecisionState};
use serde::Serialize;
use std::collections::BTreeSet;
use store::Tx;
use store::indicator::{
    IndicatorRow, delete_indicator, indicator_by_id, indicators_of_plan, insert_indicators, update_indicator,
};
use store::open_decision::{delete_open_decision, open_decisions_of_plan, update_open_decision};
use store::target::{move_mentions, update_target};

/// Joins several indicators into the first of them.
#[derive(Clone, Debug, Serialize)]
pub struct JoinIndicators {
    /// The plan.
    pub plan: Id,
    /// The indicators with the versions shown.
    pub indicators: Vec<ItemVersion>,
    /// What they are called together.
    pub name: String,
}

impl Command for JoinIndicators {
    const VERB: &'static str = "join_indicators";
    const ACTION: Action = Action::DecideItem;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        draft(tx, self.plan)?;
        let mut fields = Fields::default();
        let name = fields.text("name", &self.name, crate::check::NAME);
        let distinct: BTreeSet<Id> = self.indicators.iter().map(|one| one.id).collect();
        if distinct.len() < 2 || distinct.len() != self.indicators.len() {
            fields.fault("indicators", Sentence::new("work.indicator.join_several"));
        }
        fields.done()?;
        let mut joined = Vec::new();
        for shown in &self.indicators {
            joined.push(indicator_as_shown(tx, self.plan, shown.id, shown.version)?);
        }
        joined.sort_by_key(|one| (one.position, one.id));
        let mut all = joined.into_iter();
        let mut first = all.next().ok_or_else(Refusal::not_found)?;
        first.name = name;
        first.version += 1;
        for other in all {
            absorb(tx, &mut first, &other)?;
        }
        update_indicator(tx, &first)?;
        settle_questions(tx, grant, &first)?;
        tx.about("indicator", first.id);
        tx.revise("indicator", first.id, first.version, &Kept::of(&first))?;
        Ok(first.id)
    }
}

/// Takes over mentions, and what the other knows and the first does not.
fn absorb(tx: &mut Tx<'_>, first: &mut IndicatorRow, other: &IndicatorRow) -> Result<(), Fault> {
    move_mentions(tx, other.id, first.id)?;
    if first.owner_provisional && !other.owner_provisional {
        first.owner = other.owner;
        first.owner_provisional = false;
    }
    first.tolerance = first.tolerance.or(other.tolerance);
    if first.base_value.is_none() {
        first.base_value = other.base_value;
        first.base_source.clone_from(&other.base_source);
    }
    first.percent_reading = first.percent_reading.take().or_else(|| other.percent_reading.clone());
    if first.code.is_empty() {
        first.code.clone_from(&other.code);
    }
    let decisions = open_decisions_of_plan(tx, first.plan)?;
    let has = |kind: &str| decisions.iter().any(|one| one.indicator == first.id && one.kind == kind);
    for mut one in decisions.iter().filter(|one| one.indicator == other.id).cloned() {
        if has(&one.kind) {
            delete_open_decision(tx, one.id)?;
        } else {
            one.indicator = first.id;
            one.version += 1;
            update_open_decision(tx, &one)?;
        }
    }
    delete_indicator(tx, other.id)?;
    tx.revise("indicator", other.id, other.version + 1, &Kept::of(other))
}

/// Makes an indicator of its own from one mention of several.
#[derive(Clone, Debug, Serialize)]
pub struct SeparateIndicator {
    /// The plan.
    pub plan: Id,
    /// The indicator.
    pub indicator: Id,
    /// The version shown.
    pub version: i64,
    /// The mention: an item of the kind target.
    pub item: Id,
}

impl Command for SeparateIndicator {
    const VERB: &'static str = "separate_indicator";
    const ACTION: Action = Action::DecideItem;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        draft(tx, self.plan)?;
        let mut indicator = indicator_as_shown(tx, self.plan, self.indicator, self.version)?;
        let board = Board::of_plan(tx, self.plan)?;
        let mentions = board.live().filter_map(|item| board.targets.get(&item.id));
        let mentions: Vec<_> = mentions.filter(|one| one.indicator == Some(indicator.id)).collect();
        let target = mentions.iter().find(|one| one.item == self.item);
        let Some(target) = target.filter(|_| mentions.len() > 1) else {
            return Err(Refusal::field("item_id", Sentence::new("work.indicator.only_mention")).into());
        };
        let office = office_of(tx, grant)?;
        let last = indicators_of_plan(tx, self.plan)?.last().map_or(0, |one| one.position);
        let fresh = indicator_of(tx, target, board.lead_of_target(self.item), office, last + 1)?;
        insert_indicators(tx, std::slice::from_ref(&fresh))?;
        let mut target = (*target).clone();
        target.indicator = Some(fresh.id);
        update_target(tx, &target)?;
        indicator.version += 1;
        update_indicator(tx, &indicator)?;
        settle_questions(tx, grant, &fresh)?;
        settle_questions(tx, grant, &indicator)?;
        tx.about("indicator", fresh.id);
        tx.revise("indicator", fresh.id, fresh.version, &Kept::of(&fresh))?;
        tx.revise("indicator", indicator.id, indicator.version, &Kept::of(&indicator))?;
        Ok(fresh.id)
    }
}

/// Has the open questions agree with the mentions as they stand now.
pub(super) fn settle_questions(tx: &mut Tx<'_>, grant: &Grant, indicator: &IndicatorRow) -> Result<(), Stop> {
    let board = Board::of_plan(tx, indicator.plan)?;
    let governing = governing_mentions(&board);
    let Some((item, target)) = governing.get(&indicator.id) else { return Ok(()) };
    let office = office_of(tx, grant)?;
    align_questions(tx, indicator, target, &item.body, office)?;
    if indicator.owner_provisional {
        return Ok(());
    }
    // Somebody owns it now: what the pack asked about the owner is answered.
    for one in open_decisions_of_plan(tx, indicator.plan)? {
        if one.indicator == indicator.id
            && one.kind == DecisionKind::Owner.code()
            && one.state == DecisionState::Open.code()
        {
            delete_open_decision(tx, one.id)?;
        }
    }
    Ok(())
}

/// An indicator of a plan in the version that was shown.
pub(super) fn indicator_as_shown(tx: &Tx<'_>, plan: Id, id: Id, version: i64) -> Result<IndicatorRow, Stop> {
    let row = indicator_by_id(tx, id)?.filter(|row| row.plan == plan).ok_or_else(Refusal::not_found)?;
    if row.version != version {
        return Err(Refusal::stale().into());
    }
    Ok(row)
}
