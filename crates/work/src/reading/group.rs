//! Which mentions are the same target: by the pack's decisions, else by a general rule.

use crate::name::likeness;
use base::fold_name;
use notice::reading::{Indicator, Reading};
use std::collections::{BTreeMap, BTreeSet};

/// Mentions of one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Group {
    /// The decision of the pack that names it.
    pub(super) decision: Option<usize>,
    /// Its mentions by their place in the reading; the governing one first.
    pub(super) mentions: Vec<usize>,
}

/// Subjects that share less than this are not the same, in percent.
const ALIKE: u32 = 50;
/// The same for subjects that are counted in different words (人, 名).
const VERY_ALIKE: u32 = 75;

/// Groups the mentions of a reading in their order. `decision_of` says which decision names a mention.
pub(super) fn group(reading: &Reading, decision_of: &[Option<usize>]) -> Vec<Group> {
    let mut leader: Vec<usize> = (0..reading.indicators.len()).collect();
    let mut first_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (mention, decision) in decision_of.iter().enumerate() {
        if let Some(decision) = decision {
            let first = *first_of.entry(*decision).or_insert(mention);
            set(&mut leader, mention, first);
        }
    }
    let free = |mention: usize| decision_of.get(mention).copied().flatten().is_none();
    for (goal, task) in pairs(&reading.indicators, free) {
        set(&mut leader, task, goal);
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (mention, leader) in leader.iter().enumerate() {
        groups.entry(*leader).or_default().push(mention);
    }
    let in_goal = |mention: &usize| reading.indicators.get(*mention).is_some_and(is_of_goal);
    groups
        .into_iter()
        .map(|(leader, mut mentions)| {
            mentions.sort_by_key(|mention| (!in_goal(mention), *mention));
            Group { decision: decision_of.get(leader).copied().flatten(), mentions }
        })
        .collect()
}

fn set(leader: &mut [usize], mention: usize, first: usize) {
    if let Some(place) = leader.get_mut(mention) {
        *place = first;
    }
}

/// A goal and a task that say the same, each at most once, the most alike first.
fn pairs(indicators: &[Indicator], free: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (goal, one) in indicators.iter().enumerate().filter(|(place, one)| free(*place) && is_of_goal(one)) {
        for (task, other) in indicators.iter().enumerate().filter(|(place, one)| free(*place) && is_of_task(one)) {
            if let Some(likeness) = same_target(one, other) {
                found.push((std::cmp::Reverse(likeness), goal, task));
            }
        }
    }
    found.sort_unstable();
    let (mut goals, mut tasks) = (BTreeSet::new(), BTreeSet::new());
    let mut taken = Vec::new();
    for (_, goal, task) in found {
        if !goals.contains(&goal) && !tasks.contains(&task) {
            goals.insert(goal);
            tasks.insert(task);
            taken.push((goal, task));
        }
    }
    taken
}

/// How alike two mentions are, if they are the same target: the same figure and alike subjects.
fn same_target(one: &Indicator, other: &Indicator) -> Option<u32> {
    if one.value != other.value || one.value_max != other.value_max {
        return None;
    }
    let (ours, theirs) = (fold_name(&one.subject), fold_name(&other.subject));
    let inside =
        ours.chars().count().min(theirs.chars().count()) >= 2 && (ours.contains(&theirs) || theirs.contains(&ours));
    let likeness = if inside { likeness(&ours, &theirs).max(VERY_ALIKE) } else { likeness(&ours, &theirs) };
    let least = match (one.unit == other.unit, is_counter(&one.unit) && is_counter(&other.unit)) {
        (true, _) => ALIKE,
        (false, true) => VERY_ALIKE,
        (false, false) => return None,
    };
    (likeness >= least).then_some(likeness)
}

/// A word that things are counted in: one letter. A sign such as % is none.
fn is_counter(unit: &str) -> bool {
    unit.chars().count() == 1 && unit.chars().all(char::is_alphabetic)
}

fn is_of_goal(one: &Indicator) -> bool {
    one.task.starts_with("goal")
}

fn is_of_task(one: &Indicator) -> bool {
    !one.task.is_empty() && !is_of_goal(one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::Span;
    use notice::reading::{Kind, Op};

    fn said(task: &str, subject: &str, value: i64, unit: &str) -> Indicator {
        Indicator {
            key: format!("{task}{subject}"),
            text: format!("{subject}{value}{unit}"),
            subject: subject.to_owned(),
            op: Op::Bare,
            value: value.into(),
            value_max: None,
            unit: unit.to_owned(),
            kind: Kind::Absolute,
            aspiration: false,
            task: task.to_owned(),
            time: String::new(),
            span: Span::default(),
            value_span: Span::default(),
            confidence: 100,
            reasons: Vec::new(),
        }
    }

    fn grouped(indicators: Vec<Indicator>, decision_of: &[Option<usize>]) -> Vec<Vec<usize>> {
        let reading = Reading { indicators, ..Reading::default() };
        group(&reading, decision_of).into_iter().map(|group| group.mentions).collect()
    }

    #[test]
    fn goal_and_task_that_say_the_same_are_one() {
        let indicators = vec![
            said("goal1", "高新技术企业", 13000, "家"),
            said("goal1", "科技领军人才", 100, "人"),
            said("goal1", "本土优秀人才", 1000, "人"),
            said("9", "高新技术企业", 13000, "家"),
            said("15", "培育科技领军人才", 100, "名"),
            said("16", "青年人才", 100, "名"),
        ];
        assert_eq!(grouped(indicators, &[None; 6]), [vec![0, 3], vec![1, 4], vec![2], vec![5]]);
    }

    #[test]
    fn another_figure_or_another_subject_is_another_target() {
        let indicators = vec![
            said("goal1", "应用场景", 200, "个"),
            said("8", "应用场景", 20, "个"),
            said("10", "研发机构", 200, "家"),
            said("9", "应用场景", 200, "%"),
        ];
        assert_eq!(grouped(indicators, &[None; 4]).len(), 4);
    }

    #[test]
    fn the_packs_decision_goes_before_the_rule() {
        let indicators = vec![
            said("3", "设施建设", 4, "个"),
            said("goal1", "推进建设", 4, "个"),
            said("goal1", "设施建设", 4, "个"),
        ];
        let reading = Reading { indicators, ..Reading::default() };
        let groups = group(&reading, &[Some(7), Some(7), None]);
        assert_eq!(groups[0], Group { decision: Some(7), mentions: vec![1, 0] });
        assert_eq!(groups[1], Group { decision: None, mentions: vec![2] });
    }
}
