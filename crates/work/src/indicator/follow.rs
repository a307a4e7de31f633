//! Indicators follow what is corrected in the items that mention them.

use super::make::{Kept, align_questions, needed};
use crate::item::{Board, is_live};
use crate::word::word;
use base::{Fault, Id};
use pack::OrganisationKind;
use rules::requires::required_by;
use rules::word::{DecisionKind, DecisionState, ItemKind, Op};
use std::collections::BTreeMap;
use store::Tx;
use store::indicator::{IndicatorRow, indicator_by_id, indicators_of_plan, update_indicator};
use store::item::ItemRow;
use store::open_decision::{OpenDecisionRow, open_decisions_of_plan};
use store::organisation::organisations;
use store::target::{TargetRow, targets_of_plan};

/// After a mention was corrected: an indicator that is called after it, and requires what it prints, still does.
pub(crate) fn follow_mention(tx: &mut Tx<'_>, old: &TargetRow, new: &TargetRow) -> Result<(), Fault> {
    let Some(id) = new.indicator else { return Ok(()) };
    let Some(mut indicator) = indicator_by_id(tx, id)? else { return Ok(()) };
    let mentions = targets_of_plan(tx, new.plan)?.iter().filter(|one| one.indicator == Some(id)).count();
    let before = indicator.clone();
    if indicator.code.is_empty() && indicator.name == old.subject {
        indicator.name.clone_from(&new.subject);
    }
    if mentions == 1 && indicator.requires == required_by(word::<Op>(&old.op)?).code() {
        indicator.requires = required_by(word::<Op>(&new.op)?).code().to_owned();
    }
    if indicator != before {
        indicator.version += 1;
        update_indicator(tx, &indicator)?;
        tx.revise("indicator", indicator.id, indicator.version, &Kept::of(&indicator))?;
    }
    Ok(())
}

/// After tasks, bodies or names changed: an indicator that belonged to the lead of its task belongs to the new lead, and
/// the questions of rules agree with what is known now.
pub(crate) fn follow_leads(tx: &mut Tx<'_>, before: &Board) -> Result<(), Fault> {
    let after = Board::of_plan(tx, before.plan)?;
    let governing = governing_mentions(&after);
    let offices = organisations(tx)?;
    let office = offices.iter().find(|one| one.kind == OrganisationKind::Office.code()).map(|one| one.id);
    let questions = open_decisions_of_plan(tx, before.plan)?;
    for mut indicator in indicators_of_plan(tx, before.plan)? {
        let Some((item, target)) = governing.get(&indicator.id) else { continue };
        let asked: Vec<_> = questions.iter().filter(|one| one.indicator == indicator.id).collect();
        let mut mentions = after.targets.values().filter(|one| one.indicator == Some(indicator.id));
        let moved = mentions.find_map(|one| {
            let (old, new) = (before.lead_of_target(one.item), after.lead_of_target(one.item));
            (old != new).then_some((old, new))
        });
        if let Some((old, new)) = moved
            && (indicator.owner_provisional || indicator.owner == old)
            && !asked.iter().any(|one| one.kind == DecisionKind::Owner.code() && !one.question.is_empty())
        {
            indicator.owner = new.or(office).or(indicator.owner);
            indicator.owner_provisional = new.is_none();
            indicator.version += 1;
            update_indicator(tx, &indicator)?;
            tx.revise("indicator", indicator.id, indicator.version, &Kept::of(&indicator))?;
        }
        if let Some(office) = office.or(indicator.owner)
            && !agrees(&indicator, target, &item.body, &asked)?
        {
            align_questions(tx, &indicator, target, &item.body, office)?;
        }
    }
    Ok(())
}

/// The mention that governs each indicator: a goal's before a task's, else the first.
pub(crate) fn governing_mentions(board: &Board) -> BTreeMap<Id, (&ItemRow, &TargetRow)> {
    let in_goal = |target: &TargetRow| {
        target.task_item.and_then(|task| board.item(task)).is_some_and(|task| task.kind == ItemKind::Goal.code())
    };
    let mut governing: BTreeMap<Id, (&ItemRow, &TargetRow)> = BTreeMap::new();
    for item in board.items.iter().filter(|item| is_live(item)) {
        let Some(target) = board.targets.get(&item.id) else { continue };
        let Some(indicator) = target.indicator else { continue };
        let held = governing.get(&indicator).is_some_and(|(_, held)| in_goal(held) || !in_goal(target));
        if !held {
            governing.insert(indicator, (item, target));
        }
    }
    governing
}

/// Are exactly the questions open that the indicator needs?
fn agrees(indicator: &IndicatorRow, target: &TargetRow, text: &str, asked: &[&OpenDecisionRow]) -> Result<bool, Fault> {
    let needed = needed(indicator, target, text)?;
    let mut open = asked.iter().filter(|one| one.state == DecisionState::Open.code());
    let is_open = |kind: &DecisionKind| open.clone().any(|one| one.kind == kind.code());
    let is_needed = |code: &str| needed.iter().any(|kind| kind.code() == code);
    Ok(needed.iter().all(is_open) && open.all(|one| !one.question.is_empty() || is_needed(&one.kind)))
}
