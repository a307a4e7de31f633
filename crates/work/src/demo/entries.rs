//! Write a chunk of invented entries.

use super::made::new_entry;
use super::paper::MEDIA_TYPE;
use crate::Command;
use crate::entry::create::{NewEntry, settle_all, write_all};
use crate::entry::turn::organisations_in;
use crate::ledger::{Book, Books, Surroundings};
use access::{Action, Grant};
use base::{Fault, Language, Refusal, Stop};
use pack::demo::MadeEntry;
use rules::ledger::{MoveKind, Stage};
use serde::Serialize;
use std::sync::Arc;
use store::Tx;
use store::demonstration::move_demonstration;
use store::entry_move::put_signature;
use store::evidence::{EvidenceRow, insert_evidence};
use store::file::insert_specimen;

/// Writes invented entries of one ledger, all or nothing, behind those that are written already.
#[derive(Clone, Debug, Serialize)]
pub(super) struct LoadEntries {
    #[serde(skip)]
    pub books: Arc<Books>,
    pub ledger: String,
    /// How many are written already.
    pub after: u32,
    #[serde(skip)]
    pub entries: Vec<MadeEntry>,
    pub paper: Paper,
}

/// The paper that stands for all evidence.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Paper {
    pub digest: String,
    pub size: u64,
    pub name: String,
}

impl Command for LoadEntries {
    const VERB: &'static str = "load_entries";
    const ACTION: Action = Action::InstallSite;
    type Answer = ();

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let to = self.after.saturating_add(u32::try_from(self.entries.len()).map_err(Fault::broken)?);
        if !move_demonstration(tx, &self.ledger, self.after, to)? {
            return Err(Refusal::stale().into());
        }
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, Language::default())?;
        let made = self.entries.iter().cloned().map(|made| new_entry(tx, book, &around, made));
        let mut entries = made.collect::<Result<Vec<_>, Stop>>()?;
        settle_all(tx, book, &around, &mut entries)?;
        for one in &mut entries {
            // What is taken back gives its number free.
            let state = book.ledger.life_cycle.state(&one.body.row.state);
            if state.is_some_and(|state| state.stage == Stage::Revoked) {
                one.body.row.natural_key = None;
            }
        }
        write_all(tx, book, &around, &entries)?;
        self.put_papers(tx, &entries)?;
        sign(tx, book, &around, &entries)
    }
}

impl LoadEntries {
    /// Lays the paper into every field of evidence that the entries have filled.
    fn put_papers(&self, tx: &mut Tx<'_>, entries: &[NewEntry]) -> Result<(), Fault> {
        let Paper { digest, size, name } = &self.paper;
        insert_specimen(tx, digest, i64::try_from(*size).unwrap_or(i64::MAX), name)?;
        let mut rows = Vec::new();
        for one in entries {
            rows.extend(one.body.content.files.keys().map(|field| EvidenceRow {
                id: tx.new_id(),
                entry: one.body.row.id,
                ledger: self.ledger.clone(),
                field: field.clone(),
                digest: digest.clone(),
                name: name.clone(),
                size: *size,
                media_type: MEDIA_TYPE.to_owned(),
                added_by: None,
                added_at: one.body.row.created_at,
                removed_at: None,
            }));
        }
        insert_evidence(tx, &rows)
    }
}

/// Where a step needed the agreement of others, they have given it.
fn sign(tx: &mut Tx<'_>, book: &Book, around: &Surroundings, entries: &[NewEntry]) -> Result<(), Stop> {
    for one in entries {
        for step in one.steps.iter().filter(|step| step.kind == MoveKind::Countersign.code()) {
            let signers = book.ledger.life_cycle.find_move(&step.code).and_then(|found| found.signers.as_ref());
            let cell = signers.and_then(|cell| one.body.content.values.get(cell));
            for organisation in organisations_in(cell, around) {
                put_signature(tx, one.body.row.id, &step.from, organisation, None)?;
            }
        }
    }
    Ok(())
}
