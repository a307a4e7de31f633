//! The plan's decisions beside what the reader finds in its notice.

use crate::decision::IndicatorDecision;
use crate::findings::Findings;
use crate::load::{ORGANISATIONS, Pack, PlanPack, plan_file};
use crate::matching::comparator;
use crate::matching::{Matching, match_mentions};
use crate::names::Names;
use crate::sheet::At;
use base::{Sentence, Severity, fold_name};
use notice::reading::{Indicator, Kind, Reading};
use rules::requires::required_by;
use rules::word::{DecisionKind, Requires};
use std::collections::BTreeSet;

/// Checks a plan against a reading of its notice.
pub(super) fn check(pack: &Pack, year: i16, plan: &PlanPack, reading: &Reading, out: &mut Findings) {
    let notice = plan_file(year, "notice.md");
    let unreadable = reading.diagnostics.iter().any(|one| one.severity == Severity::Error);
    if unreadable || reading.tasks.is_empty() {
        let hint = Sentence::new("pack.hint.notice_unreadable").with("file", &notice);
        out.error_with(&At::file(&notice), Sentence::new("pack.notice_unreadable").with("year", year), hint);
        return;
    }
    check_printed_names(pack, &notice, reading, out);
    let file = plan_file(year, "cadence.toml");
    for (index, round) in plan.cadence.rounds.iter().enumerate() {
        for (place, task) in round.tasks.iter().enumerate() {
            let at = At::file(&file).key("round").item(index).key("tasks").item(place);
            check_task(task, reading, &at, out);
        }
    }
    let file = plan_file(year, "decisions.toml");
    if out.is_broken(&file) {
        return;
    }
    for (index, implied) in plan.decisions.implied.iter().enumerate() {
        check_task(&implied.task, reading, &At::file(&file).key("implied").item(index).key("task"), out);
    }
    let matching = match_mentions(&plan.decisions, reading);
    check_matching(plan, reading, &matching, &At::file(&file).key("indicator"), out);
    check_needs(plan, reading, &matching, &notice, &At::file(&file).key("indicator"), out);
}

fn check_task(task: &str, reading: &Reading, at: &At, out: &mut Findings) {
    if !task.is_empty() && !reading.tasks.iter().any(|one| one.number == task) {
        let sentence = Sentence::new("pack.unknown_task").with("task", task);
        out.error_with(at, sentence, Sentence::new("pack.hint.unknown_task"));
    }
}

/// Every printed body must be somebody; a name not known is asked about, never created silently.
fn check_printed_names(pack: &Pack, notice: &str, reading: &Reading, out: &mut Findings) {
    if out.is_broken(ORGANISATIONS) {
        return;
    }
    let names = Names::of(pack);
    let mut told = BTreeSet::new();
    for task in &reading.tasks {
        for printed in task.lead.iter().chain(&task.responsible) {
            if names.resolve(printed).is_none() && told.insert(fold_name(printed)) {
                let sentence =
                    Sentence::new("pack.unknown_printed_name").with("name", printed).with("task", &task.number);
                let hint = Sentence::new("pack.hint.unknown_printed_name").with("file", ORGANISATIONS);
                out.warn_in(notice, task.span, sentence, hint);
            }
        }
    }
}

fn check_matching(plan: &PlanPack, reading: &Reading, matching: &Matching, list: &At, out: &mut Findings) {
    for (of, index) in &matching.unmatched {
        let Some(rule) = plan.decisions.indicators.get(*of).and_then(|one| one.mentions.get(*index)) else { continue };
        let sentence = Sentence::new("pack.mention_unmatched")
            .with("task", &rule.task)
            .with("words", &rule.words)
            .with("value", rule.value);
        let at = list.item(*of).key("mentions").item(*index);
        out.error_with(&at, sentence, Sentence::new("pack.hint.mention_unmatched"));
    }
    for (mention, claimants) in &matching.contested {
        let (Some(indicator), Some(last)) = (reading.indicators.get(*mention), claimants.last()) else { continue };
        let names: Vec<&str> =
            claimants.iter().filter_map(|of| Some(plan.decisions.indicators.get(*of)?.name.as_str())).collect();
        let sentence =
            Sentence::new("pack.mention_contested").with("text", &indicator.text).with("names", names.join(" / "));
        out.error_with(&list.item(*last).key("mentions"), sentence, Sentence::new("pack.hint.mention_contested"));
    }
}

/// What a mention cannot do without: an owner, the tolerance of 左右, a base for growth and shares, a reading of 提升5%.
fn check_needs(plan: &PlanPack, reading: &Reading, matching: &Matching, notice: &str, list: &At, out: &mut Findings) {
    let mut told = BTreeSet::new();
    for (indicator, of) in reading.indicators.iter().zip(&matching.decision_of) {
        let decision = of.and_then(|of| plan.decisions.indicators.get(of));
        let mut needs = needs_of(indicator, decision);
        if !has_owner(indicator, decision, reading, matching, *of) {
            needs.push(DecisionKind::Owner);
        }
        for kind in needs {
            let code = match kind {
                DecisionKind::Owner => "pack.needs_owner",
                DecisionKind::Base => "pack.needs_base",
                DecisionKind::Tolerance => "pack.needs_tolerance",
                DecisionKind::Reading => "pack.needs_reading",
            };
            let hint = Sentence::new("pack.hint.decide").with("kind", kind.code());
            match (of, decision) {
                (Some(of), Some(decision)) if told.insert((*of, kind)) => {
                    out.warn_with(&list.item(*of), Sentence::new(code).with("name", &decision.name), hint);
                }
                (Some(_), Some(_)) => {}
                _ => out.warn_in(notice, indicator.span, Sentence::new(code).with("name", &indicator.subject), hint),
            }
        }
    }
}

fn needs_of(indicator: &Indicator, decision: Option<&IndicatorDecision>) -> Vec<DecisionKind> {
    let open = |kind| decision.is_some_and(|one| one.is_open(kind));
    let requires = decision.and_then(|one| one.requires).unwrap_or(required_by(comparator(indicator.op)));
    let wants = [
        (DecisionKind::Tolerance, requires == Requires::About && decision.is_none_or(|one| one.tolerance.is_none())),
        (
            DecisionKind::Base,
            matches!(indicator.kind, Kind::Growth | Kind::Share) && decision.is_none_or(|one| one.base.is_none()),
        ),
        (
            DecisionKind::Reading,
            reads_two_ways(&indicator.subject, &indicator.text, &indicator.unit)
                && decision.is_none_or(|one| one.reading.is_none()),
        ),
    ];
    wants.into_iter().filter(|(kind, wanted)| *wanted && !open(*kind)).map(|(kind, _)| kind).collect()
}

/// A share or rate that rises "by 5%" may rise by five points or by a twentieth; "to 5%" and "个百分点" are plain. The
/// verb must stand before the figure itself, or 增加值 would look like one.
pub fn reads_two_ways(subject: &str, text: &str, unit: &str) -> bool {
    let is_share = ["比例", "比重", "占比", "率"].iter().any(|word| subject.contains(word));
    let moves = ["提升", "提高", "上升", "增加", "下降", "降低"].iter().any(|verb| {
        let mut rests = text.split(verb).skip(1);
        rests.any(|rest| rest.trim_start_matches(['了', '约', ' ']).starts_with(|next: char| next.is_numeric()))
    });
    is_share && moves && matches!(unit, "%" | "％")
}

fn has_owner(
    indicator: &Indicator,
    decision: Option<&IndicatorDecision>,
    reading: &Reading,
    matching: &Matching,
    of: Option<usize>,
) -> bool {
    if decision.is_some_and(|one| one.owner.is_some() || one.is_open(DecisionKind::Owner)) {
        return true;
    }
    let led =
        |mention: &Indicator| reading.tasks.iter().any(|task| task.number == mention.task && !task.lead.is_empty());
    let siblings =
        reading.indicators.iter().zip(&matching.decision_of).filter(|(_, other)| of.is_some() && **other == of);
    led(indicator) || siblings.map(|(mention, _)| mention).any(led)
}
