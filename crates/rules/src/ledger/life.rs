//! The life of an entry as data: states and the moves between them. A running entry stays on the version it began with.

use crate::field::Scalar;
use crate::ledger::Words;
use crate::word::words;
use base::Day;
use std::collections::BTreeMap;

words! {
    /// What a state means for the entry.
    Stage {
        /// Its keeper is still writing.
        Draft = "draft",
        /// On its way.
        Running = "running",
        /// Reached what it was for; counted.
        Done = "done",
        /// Ended without it.
        Ended = "ended",
        /// Taken back: it counts no longer, and never did.
        Revoked = "revoked",
    }

    /// Which of the three values of a target an entry in this state feeds.
    Standing {
        /// 上报值.
        Reported = "reported",
        /// 台账值.
        Ledger = "ledger",
        /// 核定值.
        Verified = "verified",
    }

    /// What a move does beside changing the state.
    MoveKind {
        /// Goes on to the next step.
        Forward = "forward",
        /// Its keeper takes it back before anybody acted.
        Withdraw = "withdraw",
        /// Goes back to an earlier step of the mover's choice, with a reason.
        SendBack = "send_back",
        /// One of several organisations adds its agreement; goes on when all have.
        Countersign = "countersign",
        /// Another organisation keeps it from now on.
        HandOver = "hand_over",
        /// A stand-in acts for the one whose turn it is.
        Delegate = "delegate",
        /// Reminds the one whose turn it is; the state stays.
        Remind = "remind",
        /// Moves the due day, with a reason; the state stays.
        Extend = "extend",
        /// Stops the clock while something is made good; the state stays or changes.
        StopClock = "stop_clock",
        /// Lets the clock run on.
        ResumeClock = "resume_clock",
        /// Takes the entry back for good, with a reason; nothing is deleted.
        Revoke = "revoke",
        /// Happens by itself on a day.
        Automatic = "automatic",
    }

    /// Where the person who moves must hold a role.
    Place {
        /// At the organisation that keeps the entry.
        Keeper = "keeper",
        /// At the ledger's owner.
        Owner = "owner",
        /// At the leading group's office.
        Office = "office",
        /// At an organisation named by a cell of the entry.
        Named = "named",
    }
}

/// Who may make a move: a role at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The role's word, such as `organisation_head`.
    pub role: String,
    /// Where the role is held.
    pub place: Place,
    /// With `named`: the organisation cell.
    pub cell: Option<String>,
}

/// A state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Words,
    /// What it means.
    pub stage: Stage,
    /// Which value it feeds.
    pub standing: Option<Standing>,
    /// Who may change the cells in this state; empty means nobody.
    pub editors: Vec<Who>,
    /// The clock that runs while an entry is in this state.
    pub clock: Option<Clock>,
}

/// A clock of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// How many days.
    pub days: u32,
    /// Working days of the site's calendar, or calendar days?
    pub working: bool,
    /// By how many days it can be extended, at most; 0 means not at all.
    pub extension: u32,
}

/// A move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its code, such as `accept`.
    pub code: String,
    /// What stands on the button.
    pub name: Words,
    /// What it does.
    pub kind: MoveKind,
    /// The states it starts from.
    pub from: Vec<String>,
    /// Where it leads; the same state where empty. For `send_back`: the states that may be chosen.
    pub to: Vec<String>,
    /// Who may make it; any of them.
    pub who: Vec<Who>,
    /// CEL over the entry's cells and lines that must hold.
    pub guard: Option<String>,
    /// What is said where the guard does not hold.
    pub guard_says: Words,
    /// Evidence fields that must hold a file.
    pub evidence: Vec<String>,
    /// Does it need a reason?
    pub reason: bool,
    /// For `automatic`: the day cell after which it happens.
    pub after: Option<String>,
    /// For `countersign`: the cell that lists the organisations that must agree.
    pub signers: Option<String>,
}

impl Move {
    /// Must whoever makes it say why? A step back or out always needs it.
    pub fn needs_reason(&self) -> bool {
        self.reason || matches!(self.kind, MoveKind::SendBack | MoveKind::Revoke)
    }
}

/// States and moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LifeCycle {
    /// Counts up with every change of the pack's file.
    pub version: u32,
    /// The state of a new entry.
    pub initial: String,
    /// All states, in the order of a straight life.
    pub states: Vec<State>,
    /// All moves, in the order of their buttons.
    pub moves: Vec<Move>,
}

impl LifeCycle {
    /// A state by its code.
    pub fn state(&self, code: &str) -> Option<&State> {
        self.states.iter().find(|state| state.code == code)
    }

    /// A move by its code.
    pub fn find_move(&self, code: &str) -> Option<&Move> {
        self.moves.iter().find(|one| one.code == code)
    }

    /// The moves that start from a state, in order.
    pub fn moves_from<'a>(&'a self, state: &str) -> impl Iterator<Item = &'a Move> {
        self.moves.iter().filter(move |one| one.from.iter().any(|from| from == state))
    }

    /// The moves that somebody may choose in a state, in the order of their buttons.
    pub fn moves_by_hand<'a>(&'a self, state: &str) -> impl Iterator<Item = &'a Move> {
        self.moves_from(state).filter(|one| one.kind != MoveKind::Automatic)
    }

    /// The states a move may lead to from a state: for `send_back` the earlier ones among its list, the same state where a
    /// move names none.
    pub fn targets<'a>(&'a self, one: &'a Move, state: &'a str) -> Vec<&'a str> {
        let position = |code: &str| self.states.iter().position(|other| other.code == code);
        if one.to.is_empty() {
            return vec![state];
        }
        let earlier = |to: &&str| one.kind != MoveKind::SendBack || position(to) < position(state);
        one.to.iter().map(String::as_str).filter(earlier).collect()
    }

    /// The move that happens by itself in a state, today being later than the day in the cell that it waits for.
    pub fn due_by_itself<'a>(&'a self, state: &str, cells: &BTreeMap<String, Scalar>, today: Day) -> Option<&'a Move> {
        self.moves_from(state).filter(|one| one.kind == MoveKind::Automatic).find(|one| {
            let day = one.after.as_ref().and_then(|cell| cells.get(cell));
            matches!(day, Some(Scalar::Day(day)) if *day < today)
        })
    }

    /// Everybody whom the life cycle lets make a move or change the cells, once for each time.
    pub fn everybody(&self) -> impl Iterator<Item = &Who> {
        let movers = self.moves.iter().flat_map(|one| &one.who);
        movers.chain(self.states.iter().flat_map(|state| &state.editors))
    }

    /// Whose turn it is in a state: those who may make the first move of the file that leads on to another state. Nobody's
    /// where the life is over, or where only a day is waited for.
    pub fn whose_turn(&self, state: &str) -> &[Who] {
        let running = self.state(state).is_some_and(|state| matches!(state.stage, Stage::Draft | Stage::Running));
        let leads_on = |one: &&Move| {
            let kind = matches!(one.kind, MoveKind::Forward | MoveKind::Countersign | MoveKind::ResumeClock);
            kind && one.to.iter().any(|to| to != state)
        };
        let first = self.moves_from(state).filter(|_| running).find(leads_on);
        first.map_or(&[], |one| one.who.as_slice())
    }
}
