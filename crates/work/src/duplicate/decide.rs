//! Decide whether entries that look the same are the same.

use crate::Command;
use crate::check::{Fields, REASON};
use crate::entry::page::facts_of;
use crate::entry::reach::Reach;
use crate::ledger::{Book, Books, Surroundings};
use access::{Action, Facts, Grant, grant};
use base::{Id, Language, Refusal, Sentence, Stop};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;
use store::Tx;
use store::entry::{EntryRow, entry_by_id};
use store::entry_mark::entries_of_mark;
use store::mark_group::{DuplicateDecisionRow, MarkGroupRow, insert_duplicate_decision, mark_group};
use utoipa::ToSchema;

/// Are they the same thing?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// No.
    Different,
    /// Yes; one of them stays.
    Same,
}

impl Verdict {
    fn code(self) -> &'static str {
        match self {
            Verdict::Different => "different",
            Verdict::Same => "same",
        }
    }

    pub(super) fn of(word: &str) -> Self {
        if word == Verdict::Same.code() { Verdict::Same } else { Verdict::Different }
    }
}

/// Decides about all entries that share a mark. Whichever does not stay is revoked in its own life cycle.
#[derive(Clone, Debug, Serialize)]
pub struct DecideDuplicate {
    /// The installed ledgers.
    #[serde(skip)]
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// The rule, as it was shown.
    pub rule: String,
    /// The mark, as it was shown.
    pub mark: i64,
    /// As it was shown.
    pub version: i64,
    /// What is decided.
    pub verdict: Verdict,
    /// The entry that stays, where they are the same.
    pub keeps: Option<Id>,
    /// Why; needed where they are not.
    pub reason: String,
}

impl Command for DecideDuplicate {
    const VERB: &'static str = "decide_duplicate";
    const ACTION: Action = Action::DecideDuplicate;
    type Answer = ();

    fn run(&self, granted: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, Language::default())?;
        let row = mark_group(tx, &self.ledger, &self.rule, self.mark)?.ok_or_else(Refusal::not_found)?;
        let entries = entries(tx, book, &row)?;
        // Whoever sees none of the entries does not learn that there are any.
        let seeing = grant(granted.actor(), Action::SeeEntry)?;
        let reach = Reach::new(&seeing, &around, book);
        if !entries.iter().any(|entry| reach.scope.admits(&facts_of(entry, &reach))) {
            return Err(Refusal::not_found().into());
        }
        if !all_ours(granted, &reach, &entries) {
            return Err(Refusal::conflict("work.duplicate.elsewhere").into());
        }
        if row.entries > AT_MOST {
            return Err(Refusal::conflict("work.duplicate.too_many").into());
        }
        if row.version != self.version {
            return Err(Refusal::stale().into());
        }
        let mut faults = Fields::default();
        let (reason, keeps) = match self.verdict {
            Verdict::Different => (faults.reason(&self.reason), None),
            Verdict::Same => (faults.text_if("reason", &self.reason, REASON), self.keeps),
        };
        if self.verdict == Verdict::Same && !entries.iter().any(|entry| Some(entry.id) == keeps) {
            faults.fault("keeps", Sentence::new("work.duplicate.keeps"));
        }
        faults.done()?;
        let decision = DuplicateDecisionRow {
            id: tx.new_id(),
            verdict: self.verdict.code().to_owned(),
            keeps,
            reason,
            decided_by: granted.user(),
            decided_by_name: String::new(),
            decided_at: tx.now(),
        };
        tx.about("duplicate_decision", decision.id);
        insert_duplicate_decision(tx, &self.ledger, &self.rule, self.mark, &decision)?;
        let entries: Vec<Id> = entries.iter().map(|entry| entry.id).collect();
        let body = json!({ "ledger": self.ledger, "rule": self.rule, "entries": entries, "verdict": decision.verdict,
            "keeps": decision.keeps, "reason": decision.reason });
        Ok(tx.revise("duplicate_decision", decision.id, 1, &body)?)
    }
}

/// More entries of one mark than anybody decides about at once.
const AT_MOST: usize = 500;

fn entries(tx: &Tx<'_>, book: &Book, row: &MarkGroupRow) -> Result<Vec<EntryRow>, Stop> {
    let mut all = Vec::new();
    for id in entries_of_mark(tx, &book.ledger.code, &row.rule, row.mark, AT_MOST)? {
        all.extend(entry_by_id(tx, &book.shape, id)?);
    }
    Ok(all)
}

/// May whoever holds the grant decide about the group, which is not larger than can be looked through?
pub(super) fn may_decide(
    granted: &Grant,
    tx: &Tx<'_>,
    book: &Book,
    reach: &Reach,
    row: &MarkGroupRow,
) -> Result<bool, Stop> {
    let Ok(deciding) = grant(granted.actor(), Action::DecideDuplicate) else { return Ok(false) };
    Ok(row.entries <= AT_MOST && all_ours(&deciding, reach, &entries(tx, book, row)?))
}

/// Are all entries theirs to decide about: kept by their organisation, or in a ledger that it owns?
fn all_ours(deciding: &Grant, reach: &Reach, entries: &[EntryRow]) -> bool {
    entries.iter().all(|entry| {
        let ledger_of = reach.owner.into_iter().collect();
        let facts = Facts { organisation: Some(entry.organisation), ledger_of, ..Facts::default() };
        deciding.scope().admits(&facts)
    })
}
