//! Plans: decisions and cadence beside what the notice says.

use super::{check_codes, check_organisation};
use crate::cadence::Cadence;
use crate::decision::{Decisions, IndicatorDecision};
use crate::findings::Findings;
use crate::load::{Pack, plan_file};
use crate::sheet::At;
use base::Sentence;
use notice::Reading;
use rules::word::DecisionKind;

/// Checks every plan; `read` turns the text of a notice into a reading.
pub(super) fn check(pack: &Pack, read: &dyn Fn(&str) -> Reading, out: &mut Findings) {
    for (year, plan) in &pack.plans {
        let decisions = At::file(&plan_file(*year, "decisions.toml"));
        check_decisions(pack, &plan.decisions, &decisions, out);
        check_cadence(&plan.cadence, &At::file(&plan_file(*year, "cadence.toml")), out);
        if !out.is_broken(&plan_file(*year, "notice.md")) {
            super::notice::check(pack, *year, plan, &read(&plan.notice), out);
        }
    }
}

fn check_decisions(pack: &Pack, decisions: &Decisions, root: &At, out: &mut Findings) {
    check_organisation(pack, &decisions.provisional_owner, &root.key("provisional_owner"), out);
    let indicators = decisions.indicators.iter().enumerate();
    let implied = decisions.implied.iter().enumerate();
    let codes = indicators
        .map(|(index, one)| (one.code.clone(), root.key("indicator").item(index).key("code")))
        .chain(implied.map(|(index, one)| (one.code.clone(), root.key("implied").item(index).key("code"))));
    check_codes(codes, out);
    for (index, one) in decisions.indicators.iter().enumerate() {
        check_indicator(pack, one, &root.key("indicator").item(index), out);
    }
    for (index, one) in decisions.implied.iter().enumerate() {
        let at = root.key("implied").item(index);
        check_organisation(pack, one.owner.as_deref().unwrap_or_default(), &at.key("owner"), out);
    }
}

fn check_indicator(pack: &Pack, one: &IndicatorDecision, at: &At, out: &mut Findings) {
    check_organisation(pack, one.owner.as_deref().unwrap_or_default(), &at.key("owner"), out);
    if one.mentions.is_empty() {
        let sentence = Sentence::new("pack.indicator_without_mention").with("name", &one.name);
        out.error_with(at, sentence, Sentence::new("pack.hint.indicator_without_mention"));
    }
    for (index, open) in one.open.iter().enumerate() {
        let at = at.key("open").item(index);
        check_organisation(pack, open.asked.as_deref().unwrap_or_default(), &at.key("asked"), out);
        let decided = match open.kind {
            DecisionKind::Owner => one.owner.is_some(),
            DecisionKind::Base => one.base.is_some(),
            DecisionKind::Tolerance => one.tolerance.is_some(),
            DecisionKind::Reading => one.reading.is_some(),
        };
        if decided {
            let sentence = Sentence::new("pack.decided_and_open").with("kind", open.kind.code());
            out.error_with(&at.key("kind"), sentence, Sentence::new("pack.hint.decided_and_open"));
        }
        let twice = one.open.iter().take(index).any(|other| other.kind == open.kind);
        if twice {
            let sentence = Sentence::new("pack.opened_twice").with("kind", open.kind.code());
            out.error_with(&at.key("kind"), sentence, Sentence::new("pack.hint.opened_twice"));
        }
    }
}

fn check_cadence(cadence: &Cadence, root: &At, out: &mut Findings) {
    let list = root.key("round");
    let rounds = cadence.rounds.iter().enumerate();
    check_codes(rounds.map(|(index, one)| (one.code.clone(), list.item(index).key("code"))), out);
    for (index, round) in cadence.rounds.iter().enumerate().filter(|(_, round)| round.filed_by.is_empty()) {
        let sentence = Sentence::new("pack.nobody_files").with("name", &round.name);
        out.error_with(&list.item(index), sentence, Sentence::new("pack.hint.nobody_files"));
    }
}
