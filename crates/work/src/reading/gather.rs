//! The indicators of a draft and what is open about them: from the pack's decisions, else by rule.

use super::group::{Group, group};
use super::rows::Sources;
use crate::app::day_of;
use crate::indicator::{answer_due, indicator_of, needed, office_of, question};
use crate::item::LEAD;
use access::Grant;
use base::{Fault, Id, Stop};
use pack::{Decisions, IndicatorDecision, match_mentions};
use rules::word::{DecisionKind, DecisionState};
use std::collections::BTreeMap;
use store::Tx;
use store::indicator::IndicatorRow;
use store::item::ItemRow;
use store::item_body::ItemBodyRow;
use store::open_decision::OpenDecisionRow;
use store::organisation::organisations;
use store::plan_name::PlanNameRow;
use store::target::TargetRow;

/// The indicators of a draft.
pub(super) struct Indicators {
    pub(super) indicators: Vec<IndicatorRow>,
    pub(super) decisions: Vec<OpenDecisionRow>,
    /// The indicator of each target, in the order of the targets.
    pub(super) mentioned: Vec<Id>,
}

/// What owners and questions are found by.
struct Bodies<'a> {
    codes: BTreeMap<String, Id>,
    leads: BTreeMap<Id, Id>,
    office: Id,
    decisions: Option<&'a Decisions>,
}

/// Gathers the mentions into indicators. `targets` are in the order of the reading.
pub(super) fn gather(
    tx: &Tx<'_>,
    grant: &Grant,
    from: &Sources<'_>,
    items: &[ItemRow],
    bodies: &[ItemBodyRow],
    names: &[PlanNameRow],
    targets: &[TargetRow],
) -> Result<Indicators, Stop> {
    let decisions = from.pack.and_then(|pack| pack.plans.get(&from.year)).map(|plan| &plan.decisions);
    let decision_of = decisions.map(|all| match_mentions(all, from.reading).decision_of).unwrap_or_default();
    let codes: BTreeMap<String, Id> = organisations(tx)?.into_iter().map(|one| (one.code, one.id)).collect();
    let named = decisions.and_then(|all| codes.get(&all.provisional_owner)).copied();
    let office = named.map_or_else(|| office_of(tx, grant), Ok)?;
    let known = Bodies { codes, leads: leads(bodies, names), office, decisions };
    let texts: BTreeMap<Id, &str> = items.iter().map(|item| (item.id, item.body.as_str())).collect();
    let mut out =
        Indicators { indicators: Vec::new(), decisions: Vec::new(), mentioned: vec![known.office; targets.len()] };
    for (position, group) in (1..).zip(group(from.reading, &decision_of)) {
        let Some(governing) = group.mentions.first().and_then(|mention| targets.get(*mention)) else { continue };
        let indicator = known.indicator(tx, &group, governing, targets, position)?;
        let text = texts.get(&governing.item).copied().unwrap_or_default();
        out.decisions.extend(known.questions(tx, &group, &indicator, governing, text)?);
        for mention in &group.mentions {
            if let Some(place) = out.mentioned.get_mut(*mention) {
                *place = indicator.id;
            }
        }
        out.indicators.push(indicator);
    }
    Ok(out)
}

/// The first lead of each task that is one organisation.
fn leads(bodies: &[ItemBodyRow], names: &[PlanNameRow]) -> BTreeMap<Id, Id> {
    let named: BTreeMap<&str, Id> =
        names.iter().filter_map(|name| Some((name.folded.as_str(), name.named?.organisation()?))).collect();
    let mut leads = BTreeMap::new();
    for body in bodies.iter().filter(|body| body.role == LEAD) {
        if let Some(organisation) = named.get(body.folded.as_str()) {
            leads.entry(body.item).or_insert(*organisation);
        }
    }
    leads
}

impl Bodies<'_> {
    fn decision(&self, group: &Group) -> Option<&IndicatorDecision> {
        self.decisions?.indicators.get(group.decision?)
    }

    fn by_code(&self, code: Option<&String>) -> Option<Id> {
        code.and_then(|code| self.codes.get(code)).copied()
    }

    fn indicator(
        &self,
        tx: &Tx<'_>,
        group: &Group,
        governing: &TargetRow,
        targets: &[TargetRow],
        position: i64,
    ) -> Result<IndicatorRow, Fault> {
        let decision = self.decision(group);
        let asked = decision.is_some_and(|one| one.is_open(DecisionKind::Owner));
        let mut tasks = group.mentions.iter().filter_map(|mention| targets.get(*mention)?.task_item);
        let mut led = || tasks.find_map(|task| self.leads.get(&task).copied());
        let decided = decision.and_then(|one| self.by_code(one.owner.as_ref()));
        let owner = decided.or_else(|| if asked { None } else { led() });
        let mut row = indicator_of(tx, governing, owner, self.office, position)?;
        if let Some(decision) = decision {
            row.code.clone_from(&decision.code);
            row.name.clone_from(&decision.name);
            row.tolerance = decision.tolerance;
            if let Some(requires) = decision.requires {
                row.requires = requires.code().to_owned();
            }
            row.base_value = decision.base.as_ref().map(|base| base.value);
            row.base_source = decision.base.as_ref().map(|base| base.source.clone());
            row.percent_reading = decision.reading.map(|reading| reading.code().to_owned());
        }
        Ok(row)
    }

    /// What the pack asks, and what a rule asks beyond that.
    fn questions(
        &self,
        tx: &Tx<'_>,
        group: &Group,
        indicator: &IndicatorRow,
        governing: &TargetRow,
        text: &str,
    ) -> Result<Vec<OpenDecisionRow>, Fault> {
        let mut questions = Vec::new();
        for one in self.decision(group).map(|decision| decision.open.as_slice()).unwrap_or_default() {
            questions.push(OpenDecisionRow {
                id: tx.new_id(),
                plan: indicator.plan,
                indicator: indicator.id,
                kind: one.kind.code().to_owned(),
                question: one.question.clone(),
                owner: self.by_code(one.asked.as_ref()).unwrap_or(self.office),
                // A pack made for a year that has passed asks for an answer that can still be given.
                due: if one.due < day_of(tx.now()) { answer_due(tx) } else { one.due },
                state: DecisionState::Open.code().to_owned(),
                answer: None,
                reason: None,
                settled_by: None,
                settled_at: None,
                version: 1,
            });
        }
        for kind in needed(indicator, governing, text)? {
            if !questions.iter().any(|one| one.kind == kind.code()) {
                questions.push(question(tx, indicator, kind, self.office));
            }
        }
        Ok(questions)
    }
}
