//! The life of a work plan as data: which verb leads from which state to which.

use crate::word::words;

words! {
    /// Where a work plan stands.
    WorkPlanState {
        /// The lead is writing it.
        Draft = "draft",
        /// Handed to the head of the organisation.
        Submitted = "submitted",
        /// The head agreed; the office looks at it.
        Approved = "approved",
        /// The office took it: only an amendment changes it now.
        Accepted = "accepted",
        /// Sent back by the head or the office, with a reason.
        Returned = "returned",
    }

    /// What can be done with a work plan.
    MoveVerb {
        /// Begin it.
        Create = "create",
        /// Keep what was written.
        Save = "save",
        /// Hand it to the head.
        Submit = "submit",
        /// Take it back before the head has looked.
        Withdraw = "withdraw",
        /// The head agrees.
        Approve = "approve",
        /// The head sends it back.
        SendBack = "send_back",
        /// The office takes it.
        Accept = "accept",
        /// The office gives it back.
        Return = "return",
        /// Change what was accepted, with a reason.
        Amend = "amend",
    }
}

impl WorkPlanState {
    /// Where a verb leads from here; nowhere where it is not allowed.
    pub fn after(self, verb: MoveVerb) -> Option<Self> {
        MOVES.iter().find(|(from, by, _)| *from == self && *by == verb).map(|(_, _, to)| *to)
    }
}

impl MoveVerb {
    /// Does it need a reason?
    pub fn needs_reason(self) -> bool {
        matches!(self, MoveVerb::SendBack | MoveVerb::Return | MoveVerb::Amend)
    }
}

/// Every move there is. What is not here is refused.
pub const MOVES: [(WorkPlanState, MoveVerb, WorkPlanState); 10] = {
    use MoveVerb::{Accept, Amend, Approve, Return, Save, SendBack, Submit, Withdraw};
    use WorkPlanState::{Accepted, Approved, Draft, Returned, Submitted};
    [
        (Draft, Save, Draft),
        (Draft, Submit, Submitted),
        (Submitted, Withdraw, Draft),
        (Submitted, Approve, Approved),
        (Submitted, SendBack, Returned),
        (Approved, Accept, Accepted),
        (Approved, Return, Returned),
        (Returned, Save, Returned),
        (Returned, Submit, Submitted),
        (Accepted, Amend, Accepted),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_and_verb_is_decided() {
        let print: Vec<String> = WorkPlanState::ALL
            .iter()
            .map(|state| {
                let moves: Vec<String> = MoveVerb::ALL
                    .iter()
                    .filter_map(|verb| state.after(*verb).map(|to| format!("{}>{}", verb.code(), to.code())))
                    .collect();
                format!("{}: {}", state.code(), moves.join(" "))
            })
            .collect();
        assert_eq!(
            print,
            [
                "draft: save>draft submit>submitted",
                "submitted: withdraw>draft approve>approved send_back>returned",
                "approved: accept>accepted return>returned",
                "accepted: amend>accepted",
                "returned: save>returned submit>submitted",
            ]
        );
    }

    #[test]
    fn nothing_but_an_amendment_touches_what_was_accepted() {
        for verb in MoveVerb::ALL {
            let expected = (*verb == MoveVerb::Amend).then_some(WorkPlanState::Accepted);
            assert_eq!(WorkPlanState::Accepted.after(*verb), expected, "{}", verb.code());
        }
    }

    #[test]
    fn every_state_is_reached_and_left_and_no_move_stands_twice() {
        for state in WorkPlanState::ALL {
            assert!(MOVES.iter().any(|(_, _, to)| to == state), "{} is never reached", state.code());
            assert!(MOVES.iter().any(|(from, _, _)| from == state), "{} is never left", state.code());
            assert_eq!(state.code().parse(), Ok(*state));
        }
        for (at, (from, verb, _)) in MOVES.iter().enumerate() {
            assert!(MOVES[..at].iter().all(|(other, by, _)| (other, by) != (from, verb)), "{}", verb.code());
        }
    }

    #[test]
    fn a_no_needs_a_reason() {
        let reasoned: Vec<&str> =
            MoveVerb::ALL.iter().filter(|verb| verb.needs_reason()).map(|verb| verb.code()).collect();
        assert_eq!(reasoned, ["send_back", "return", "amend"]);
    }
}
