//! What a work plan must hold before it is handed in: measures, dated and weighted milestones, parts for
//! those who are on the task and for nobody else.

use crate::text::{NAME_MAX, TEXT_MAX, TITLE_MAX, required_text_fault, text_fault};
use base::{Day, Id, Sentence};
use std::collections::BTreeSet;

/// Most rows of one kind in a work plan.
pub const ROWS_MAX: usize = 50;

/// A dated step with its share of the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneDraft<'a> {
    /// What is reached.
    pub title: &'a str,
    /// By when; none while it is being written.
    pub due: Option<Day>,
    /// Share of the whole, in per cent; 0 while it is being written.
    pub weight: i64,
}

/// A work plan as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkPlanDraft<'a> {
    /// What is done.
    pub measures: Vec<&'a str>,
    /// Steps.
    pub milestones: Vec<MilestoneDraft<'a>>,
    /// The deputy leader in charge.
    pub deputy_leader: &'a str,
    /// What each responsible organisation must do.
    pub parts: Vec<(Id, &'a str)>,
}

/// What the task says about its work plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The year of the plan.
    pub year: i16,
    /// The task's deadline, where it is a day.
    pub deadline: Option<Day>,
    /// Organisations on the task besides the one that writes.
    pub partners: BTreeSet<Id>,
}

type Faults = Vec<(String, Sentence)>;

/// What cannot even be kept: texts that are too long, weights that are none, a row twice.
pub fn faults_when_saved(draft: &WorkPlanDraft<'_>) -> Faults {
    let mut faults = Faults::new();
    let mut note = |path: String, fault: Option<Sentence>| faults.extend(fault.map(|sentence| (path, sentence)));
    note("content.deputy_leader".to_owned(), text_fault(draft.deputy_leader, NAME_MAX));
    let counts =
        [("measures", draft.measures.len()), ("milestones", draft.milestones.len()), ("parts", draft.parts.len())];
    for (name, rows) in counts {
        let most = if name == "parts" { ROWS_MAX * 4 } else { ROWS_MAX };
        let fault = (rows > most).then(|| Sentence::new("work.work_plan.too_many_rows").with("max", most));
        note(format!("content.{name}"), fault);
    }
    for (at, measure) in draft.measures.iter().enumerate() {
        note(format!("content.measures[{at}]"), text_fault(measure, TEXT_MAX));
    }
    for (at, milestone) in draft.milestones.iter().enumerate() {
        note(format!("content.milestones[{at}].title"), text_fault(milestone.title, TITLE_MAX));
        let out = !(0..=100).contains(&milestone.weight);
        note(format!("content.milestones[{at}].weight"), out.then(|| Sentence::new("work.work_plan.weight")));
    }
    let mut met = BTreeSet::new();
    for (at, (organisation, what)) in draft.parts.iter().enumerate() {
        note(format!("content.parts[{at}].what"), text_fault(what, TEXT_MAX));
        let twice = !met.insert(*organisation);
        let path = format!("content.parts[{at}].organisation_id");
        note(path, twice.then(|| Sentence::new("work.work_plan.part_twice")));
    }
    faults
}

/// What keeps a work plan from being handed in or amended, with everything that cannot be kept.
pub fn faults_when_submitted(draft: &WorkPlanDraft<'_>, bounds: &Bounds) -> Faults {
    let mut faults = faults_when_saved(draft);
    faults.extend(faults_of_measures(draft));
    faults.extend(faults_of_milestones(draft, bounds));
    for (at, (organisation, _)) in draft.parts.iter().enumerate() {
        if !bounds.partners.contains(organisation) {
            let path = format!("content.parts[{at}].organisation_id");
            faults.push((path, Sentence::new("work.work_plan.not_on_task")));
        }
    }
    faults
}

/// Organisations on the task that the work plan asks nothing of. A hint to the writer, never a refusal: a small part is
/// often settled in words.
pub fn without_part(draft: &WorkPlanDraft<'_>, responsible: &BTreeSet<Id>) -> BTreeSet<Id> {
    let asked: BTreeSet<Id> =
        draft.parts.iter().filter(|(_, what)| !what.trim().is_empty()).map(|(organisation, _)| *organisation).collect();
    responsible.difference(&asked).copied().collect()
}

fn faults_of_measures(draft: &WorkPlanDraft<'_>) -> Faults {
    if draft.measures.is_empty() {
        return vec![("content.measures".to_owned(), Sentence::new("work.work_plan.no_measure"))];
    }
    let empty = draft.measures.iter().enumerate().filter(|(_, measure)| measure.trim().is_empty());
    empty.map(|(at, _)| (format!("content.measures[{at}]"), Sentence::new("base.required"))).collect()
}

fn faults_of_milestones(draft: &WorkPlanDraft<'_>, bounds: &Bounds) -> Faults {
    if draft.milestones.is_empty() {
        return vec![("content.milestones".to_owned(), Sentence::new("work.work_plan.no_milestone"))];
    }
    let mut faults = Faults::new();
    for (at, milestone) in draft.milestones.iter().enumerate() {
        let title = required_text_fault(milestone.title, TITLE_MAX).filter(|fault| fault.code == "base.required");
        faults.extend(title.map(|fault| (format!("content.milestones[{at}].title"), fault)));
        faults
            .extend(fault_of_due(milestone.due, bounds).map(|fault| (format!("content.milestones[{at}].due"), fault)));
        if milestone.weight == 0 {
            faults.push((format!("content.milestones[{at}].weight"), Sentence::new("work.work_plan.weight")));
        }
    }
    let sum = draft.milestones.iter().fold(0_i64, |sum, milestone| sum.saturating_add(milestone.weight));
    if sum != 100 {
        let sentence = Sentence::new("work.work_plan.weights_sum").with("sum", sum);
        faults.push(("content.milestones".to_owned(), sentence));
    }
    faults
}

fn fault_of_due(due: Option<Day>, bounds: &Bounds) -> Option<Sentence> {
    let Some(due) = due else { return Some(Sentence::new("base.required")) };
    if due.year() != bounds.year {
        return Some(Sentence::new("work.work_plan.due_outside_year").with("year", bounds.year));
    }
    let late = bounds.deadline.filter(|deadline| due > *deadline);
    late.map(|deadline| Sentence::new("work.work_plan.due_after_deadline").with("deadline", deadline))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds() -> Bounds {
        Bounds { year: 2023, deadline: Day::new(2023, 11, 30), partners: [Id(5), Id(6)].into() }
    }

    fn step<'a>(title: &'a str, due: &str, weight: i64) -> MilestoneDraft<'a> {
        MilestoneDraft { title, due: due.parse().ok(), weight }
    }

    fn good() -> WorkPlanDraft<'static> {
        WorkPlanDraft {
            measures: vec!["组建专班"],
            milestones: vec![step("立项", "2023-06-30", 40), step("建成", "2023-11-30", 60)],
            deputy_leader: "",
            parts: vec![(Id(5), "落实用地"), (Id(6), "落实经费")],
        }
    }

    fn found(draft: &WorkPlanDraft<'_>) -> Vec<(String, String)> {
        faults_when_submitted(draft, &bounds()).into_iter().map(|(path, sentence)| (path, sentence.code)).collect()
    }

    fn pair(path: &str, code: &str) -> (String, String) {
        (path.to_owned(), code.to_owned())
    }

    #[test]
    fn a_whole_work_plan_passes() {
        assert_eq!(found(&good()), []);
        assert_eq!(faults_when_saved(&good()), []);
    }

    #[test]
    fn an_unfinished_one_is_kept_but_not_handed_in() {
        let empty = WorkPlanDraft { measures: vec![], milestones: vec![], deputy_leader: "", parts: vec![] };
        assert_eq!(faults_when_saved(&empty), []);
        assert_eq!(
            found(&empty),
            [
                pair("content.measures", "work.work_plan.no_measure"),
                pair("content.milestones", "work.work_plan.no_milestone"),
            ]
        );
    }

    #[test]
    fn weights_and_dues_are_bounded() {
        let mut draft = good();
        draft.milestones = vec![step("", "2024-01-01", 40), step("建成", "2023-12-01", 101), step("验收", "", 0)];
        assert_eq!(
            found(&draft),
            [
                pair("content.milestones[1].weight", "work.work_plan.weight"),
                pair("content.milestones[0].title", "base.required"),
                pair("content.milestones[0].due", "work.work_plan.due_outside_year"),
                pair("content.milestones[1].due", "work.work_plan.due_after_deadline"),
                pair("content.milestones[2].due", "base.required"),
                pair("content.milestones[2].weight", "work.work_plan.weight"),
                pair("content.milestones", "work.work_plan.weights_sum"),
            ]
        );
        draft.milestones = vec![step("一", "2023-06-30", i64::MAX), step("二", "2023-06-30", i64::MAX)];
        assert!(found(&draft).contains(&pair("content.milestones", "work.work_plan.weights_sum")));
    }

    #[test]
    fn parts_are_for_those_on_the_task() {
        let mut draft = good();
        draft.parts = vec![(Id(5), "落实用地"), (Id(5), "又一次"), (Id(7), "无关"), (Id(6), " ")];
        assert_eq!(without_part(&draft, &bounds().partners), [Id(6)].into());
        assert_eq!(
            found(&draft),
            [
                pair("content.parts[1].organisation_id", "work.work_plan.part_twice"),
                pair("content.parts[2].organisation_id", "work.work_plan.not_on_task"),
            ]
        );
    }

    #[test]
    fn what_is_too_long_is_not_even_kept() {
        let long = "长".repeat(TEXT_MAX + 1);
        let mut draft = good();
        draft.measures = vec![&long; ROWS_MAX + 1];
        let codes: BTreeSet<String> =
            faults_when_saved(&draft).into_iter().map(|(_, sentence)| sentence.code).collect();
        assert_eq!(codes, ["base.too_long".to_owned(), "work.work_plan.too_many_rows".to_owned()].into());
    }
}
