//! Which decision a mention of the notice falls under: by task, words of the subject and figure, never by place.

use crate::decision::{Decisions, MentionRule};
use base::fold_name;
use notice::reading::{Indicator, Reading};
use rules::word::Op;
use std::collections::{BTreeMap, BTreeSet};

/// The mentions of a reading beside the decisions of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matching {
    /// For each indicator of the reading the index of its decision; absent where no decision names it, or several do.
    pub decision_of: Vec<Option<usize>>,
    /// Rules that point at no mention: index of the decision, index of the rule.
    pub unmatched: Vec<(usize, usize)>,
    /// Mentions that several decisions claim: index of the mention, indices of the decisions.
    pub contested: Vec<(usize, Vec<usize>)>,
}

/// Matches the mentions of a reading with the decisions of a plan.
///
/// A rule looks in the subject first. A rule that finds nothing there looks in the whole sentence of the mentions nobody
/// has claimed: so a reader that cuts subjects shorter or longer does not lose the decision.
pub fn match_mentions(decisions: &Decisions, reading: &Reading) -> Matching {
    let rules: Vec<(usize, usize, &MentionRule)> = decisions
        .indicators
        .iter()
        .enumerate()
        .flat_map(|(of, one)| one.mentions.iter().enumerate().map(move |(index, rule)| (of, index, rule)))
        .collect();
    let mut claims: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut used: BTreeSet<(usize, usize)> = BTreeSet::new();
    for look_in_text in [false, true] {
        let free: Vec<usize> = (0..reading.indicators.len()).filter(|mention| !claims.contains_key(mention)).collect();
        let idle: Vec<_> = rules.iter().filter(|(of, index, _)| !used.contains(&(*of, *index))).copied().collect();
        for (of, index, rule) in idle {
            for mention in free.iter().copied() {
                let Some(indicator) = reading.indicators.get(mention) else { continue };
                if points_at(rule, indicator, look_in_text) {
                    claims.entry(mention).or_default().insert(of);
                    used.insert((of, index));
                }
            }
        }
    }
    settle(reading.indicators.len(), &rules, &claims, &used)
}

fn settle(
    mentions: usize,
    rules: &[(usize, usize, &MentionRule)],
    claims: &BTreeMap<usize, BTreeSet<usize>>,
    used: &BTreeSet<(usize, usize)>,
) -> Matching {
    let only = |mention: usize| claims.get(&mention).filter(|of| of.len() == 1).and_then(|of| of.first().copied());
    Matching {
        decision_of: (0..mentions).map(only).collect(),
        unmatched: rules.iter().map(|(of, index, _)| (*of, *index)).filter(|rule| !used.contains(rule)).collect(),
        contested: claims
            .iter()
            .filter(|(_, of)| of.len() > 1)
            .map(|(mention, of)| (*mention, of.iter().copied().collect()))
            .collect(),
    }
}

fn points_at(rule: &MentionRule, indicator: &Indicator, look_in_text: bool) -> bool {
    if rule.task != indicator.task || rule.value != indicator.value {
        return false;
    }
    let printed = fold_name(if look_in_text { &indicator.text } else { &indicator.subject });
    rule.words.split_whitespace().all(|word| printed.contains(&fold_name(word)))
}

/// The reader's printed comparator as the word of tables and wire.
pub fn comparator(printed: notice::reading::Op) -> Op {
    use notice::reading::Op as Printed;
    match printed {
        Printed::Above => Op::Above,
        Printed::AtLeast => Op::AtLeast,
        Printed::AtMost => Op::AtMost,
        Printed::Below => Op::Below,
        Printed::About => Op::About,
        Printed::Range => Op::Range,
        Printed::Bare => Op::Bare,
    }
}
