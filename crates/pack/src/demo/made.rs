//! The invented city, made: entry by entry, each for itself, the same whenever the seed is the same.

use super::DemoSize;
use super::ledger::DemoLedger;
use super::load::Demo;
use crate::load::Pack;
use base::{Day, Sentence};
use serde_json::Value;
use std::collections::BTreeMap;

/// A city in a size, under a seed.
#[derive(Clone, Copy, Debug)]
pub struct Made<'d> {
    pub(super) demo: &'d Demo,
    pub(super) pack: &'d Pack,
    pub(super) size: DemoSize,
    pub(super) seed: u64,
}

/// An invented entry, as a form would hand it in, with the life it led.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeEntry {
    /// Code of the fault that was planted in it.
    pub planted: Option<String>,
    /// Code of the organisation that keeps it.
    pub keeper: String,
    /// Its cells.
    pub values: BTreeMap<String, Value>,
    /// Its lines by table.
    pub lines: BTreeMap<String, Vec<BTreeMap<String, Value>>>,
    /// Its milestones.
    pub milestones: Vec<MadeMilestone>,
    /// Evidence fields in which a file lies.
    pub evidence: Vec<String>,
    /// The day it was begun.
    pub begun: Day,
    /// What became of it since.
    pub steps: Vec<MadeStep>,
    /// Where it is now.
    pub state: String,
}

/// A milestone of an invented entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeMilestone {
    /// What is reached.
    pub name: String,
    /// The day it is planned for.
    pub planned: Day,
    /// The day it was reached.
    pub actual: Option<Day>,
    /// Its share of the whole, in percent.
    pub weight: u32,
}

/// A step of an invented entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeStep {
    /// Code of the move.
    pub code: String,
    /// From which state.
    pub from: String,
    /// To which.
    pub to: String,
    /// The day.
    pub day: Day,
    /// Who; empty for what happened by itself.
    pub actor: String,
    /// Why.
    pub reason: String,
}

impl<'d> Made<'d> {
    pub(super) fn new(demo: &'d Demo, pack: &'d Pack, size: DemoSize, seed: u64) -> Self {
        Self { demo, pack, size, seed }
    }

    /// How many entries a ledger has.
    pub fn count(&self, ledger: &DemoLedger) -> u32 {
        let cases = ledger.cases.iter().map(|case| case.count.of(self.size));
        cases.chain(ledger.planted.iter().map(|planted| planted.count.of(self.size))).sum()
    }

    /// One entry of a ledger, counted from 1; nothing behind the last.
    ///
    /// # Errors
    /// What could not be worked out, in a sentence.
    pub fn entry(&self, ledger: &DemoLedger, serial: u32) -> Result<Option<MadeEntry>, Sentence> {
        let mut before = 0;
        for case in &ledger.cases {
            let count = case.count.of(self.size);
            if serial > before && serial - before <= count {
                let values = self.values(ledger, case, serial, serial - before)?;
                return self.finish(ledger, case, values, serial, None).map(Some);
            }
            before += count;
        }
        for planted in &ledger.planted {
            let count = planted.count.of(self.size);
            if serial > before && serial - before <= count {
                return self.planted(ledger, planted, serial, serial - before);
            }
            before += count;
        }
        Ok(None)
    }
}
