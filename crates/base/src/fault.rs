//! Something broke that is nobody's answer: logged with an id that the user can quote.

use crate::Refusal;
use std::fmt;

/// Which kind of break, as far as it changes what is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The disk is full: nothing was written, and the user is told so.
    DiskFull,
    /// The database cannot be reached or is changing its leader; worth trying again.
    Unreachable,
    /// Anything else.
    Broken,
}

/// A break, with words for the log (never for the user).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Which kind.
    pub kind: FaultKind,
    /// For the log.
    pub message: String,
}

impl Fault {
    /// Something is broken.
    pub fn broken(message: impl fmt::Display) -> Self {
        Self { kind: FaultKind::Broken, message: message.to_string() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:?}: {}", self.kind, self.message)
    }
}

impl std::error::Error for Fault {}

/// Why a use case stopped: a rule or right said no, or something broke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The user is told why.
    Refusal(Refusal),
    /// The user is given an id, the log the rest.
    Fault(Fault),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}
