//! How sure the reader is, from the reasons against: each takes something off.

/// A code and what it takes off.
const COSTS: &[(&str, u8)] = &[
    ("notice.reason.shared", 5),
    ("notice.reason.noun_follows", 10),
    ("notice.reason.inherited", 20),
    ("notice.reason.clause_before", 20),
    ("notice.reason.verb_only", 25),
    ("notice.reason.long_subject", 10),
    ("notice.reason.chinese_numeral", 10),
    ("notice.reason.parameter", 10),
    ("notice.reason.no_verb", 10),
    ("notice.reason.outside_tasks", 15),
    ("notice.reason.stated_for_all", 10),
    ("notice.reason.run_together", 20),
    ("notice.reason.no_duty", 25),
    ("notice.reason.no_lead", 15),
];

/// 98 where nothing speaks against it: a reader is never certain.
const BEST: u8 = 98;

/// From 0 to 100.
pub(crate) fn of(reasons: &[&str]) -> u8 {
    let cost = |reason: &str| COSTS.iter().find(|(code, _)| *code == reason).map_or(5, |(_, cost)| *cost);
    reasons.iter().fold(BEST, |sum, reason| sum.saturating_sub(cost(reason)))
}
