//! What a printed comparator requires, and what a target cannot do without.

use crate::word::{DecisionKind, Op, Requires, TargetKind};
use base::Sentence;

/// What the result must do where nobody has decided otherwise. A bare number means at least: only a decision makes it
/// exactly.
pub fn required_by(op: Op) -> Requires {
    match op {
        Op::Above => Requires::Above,
        Op::AtLeast | Op::Bare => Requires::AtLeast,
        Op::AtMost => Requires::AtMost,
        Op::Below => Requires::Below,
        Op::About => Requires::About,
        Op::Range => Requires::Range,
    }
}

/// What is known of an indicator when one asks what is still to be decided about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Somebody owns it for good.
    pub owner: bool,
    /// The base year's value.
    pub base: bool,
    /// How far 左右 reaches.
    pub tolerance: bool,
    /// The reading of an ambiguous percentage.
    pub reading: bool,
}

/// The decisions an indicator needs and does not have, in order.
pub fn missing_decisions(
    kind: TargetKind,
    requires: Requires,
    reads_two_ways: bool,
    known: Known,
) -> Vec<DecisionKind> {
    let wanted = [
        (DecisionKind::Owner, !known.owner),
        (DecisionKind::Base, matches!(kind, TargetKind::Growth | TargetKind::Share) && !known.base),
        (DecisionKind::Tolerance, requires == Requires::About && !known.tolerance),
        (DecisionKind::Reading, reads_two_ways && !known.reading),
    ];
    wanted.into_iter().filter(|(_, missing)| *missing).map(|(kind, _)| kind).collect()
}

/// May this be required of a figure? A range needs two ends, and two ends are a range.
pub fn requirement_fault(requires: Requires, has_two_ends: bool) -> Option<Sentence> {
    ((requires == Requires::Range) != has_two_ends).then(|| Sentence::new("work.indicator.range_needs_two_ends"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_number_means_at_least() {
        let print: Vec<_> = Op::ALL.iter().map(|op| (op.code(), required_by(*op).code())).collect();
        assert_eq!(
            print,
            [
                (">", "above"),
                (">=", "at_least"),
                ("<=", "at_most"),
                ("<", "below"),
                ("~", "about"),
                ("range", "range"),
                ("=", "at_least"),
            ]
        );
        assert!(Op::ALL.iter().all(|op| required_by(*op) != Requires::Exactly));
    }

    #[test]
    fn only_what_is_missing_is_asked() {
        let nothing = Known { owner: false, base: false, tolerance: false, reading: false };
        let all = Known { owner: true, base: true, tolerance: true, reading: true };
        let share = |known| missing_decisions(TargetKind::Share, Requires::About, true, known);
        assert_eq!(
            share(nothing),
            [DecisionKind::Owner, DecisionKind::Base, DecisionKind::Tolerance, DecisionKind::Reading]
        );
        assert_eq!(share(all), []);
        assert_eq!(missing_decisions(TargetKind::Absolute, Requires::AtLeast, false, nothing), [DecisionKind::Owner]);
    }

    #[test]
    fn a_range_has_two_ends_and_two_ends_are_a_range() {
        assert!(requirement_fault(Requires::Range, false).is_some());
        assert!(requirement_fault(Requires::AtLeast, true).is_some());
        assert_eq!(requirement_fault(Requires::Range, true), None);
        assert_eq!(requirement_fault(Requires::Exactly, false), None);
    }
}
