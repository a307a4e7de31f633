//! The revisions of an entry, each with what it changed, as far as the reader may see it.

use crate::Query;
use crate::entry::EntryBody;
use crate::entry::page::facts_of;
use crate::entry::reach::Reach;
use crate::entry::view::{ChangeView, EntryHistoryView};
use crate::ledger::{Book, Books, Surroundings, said};
use access::{Action, Facts, Grant};
use base::{Fault, Id, Language, Refusal, Sentence, Stop};
use rules::field::{Raw, Scalar};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::Tx;
use store::revision::revisions_of;

/// Asks for the revisions of an entry, the last first.
#[derive(Clone, Debug)]
pub struct EntryHistory {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// The entry.
    pub id: Id,
    /// The reader's language.
    pub language: Language,
}

/// A revision's body, as far as it is shown.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Kept {
    state: String,
    values: BTreeMap<String, String>,
    lines: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    milestones: Vec<String>,
    files: BTreeMap<String, u32>,
    reason: String,
}

impl Query for EntryHistory {
    const ACTION: Action = Action::SeeEntry;
    type Answer = Vec<EntryHistoryView>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Self::Answer, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let reach = Reach::new(grant, &around, book);
        let body = EntryBody::read(tx, book, self.id)?.ok_or_else(Refusal::not_found)?;
        let facts = facts_of(&body.row, &reach);
        grant.require(&facts)?;
        let mut views = Vec::new();
        let mut before = Kept::default();
        for row in revisions_of(tx, "entry", self.id)? {
            let after: Kept = serde_json::from_str(&row.body).map_err(Fault::broken)?;
            let state = book.cycle(body.row.cycle).state(&after.state);
            views.push(EntryHistoryView {
                version: row.version,
                at: row.at,
                by: match row.actor {
                    Some(_) => row.actor_name,
                    None => Sentence::new("work.entry.machine").render(self.language),
                },
                state: state.map(|state| said(&state.name, self.language)).unwrap_or_default(),
                reason: after.reason.clone(),
                changes: changes(book, &around, &reach, &facts, &before, &after),
            });
            before = after;
        }
        views.reverse();
        Ok(views)
    }
}

fn changes(
    book: &Book,
    around: &Surroundings,
    reach: &Reach,
    facts: &Facts,
    before: &Kept,
    after: &Kept,
) -> Vec<ChangeView> {
    let mut all = Vec::new();
    for (field, cell) in book.ledger.cells() {
        let (old, new) = (before.values.get(&cell.key), after.values.get(&cell.key));
        if old == new || !reach.field_scope(field).admits(facts) {
            continue;
        }
        let shown = |text: Option<&String>| match text {
            Some(text) => match field.kind.read(cell.part, &Raw::Text(text.clone()), &around.context()) {
                Ok(Some(value)) => field.kind.show(cell.part, &value, &around.context()),
                // A sealed value stands masked in the history, and is read by nobody.
                _ => field.kind.show(cell.part, &Scalar::Text(text.clone()), &around.context()),
            },
            None => String::new(),
        };
        let mut name = said(&field.name, around.language());
        if !cell.name.is_empty() {
            name = Sentence::new("work.ledger.part")
                .with("field", name)
                .with("part", Sentence::new(cell.name).render(around.language()))
                .render(around.language());
        }
        all.push(ChangeView { name, before: shown(old), after: shown(new) });
    }
    for table in &book.ledger.lines {
        let count = |kept: &Kept| kept.lines.get(&table.code).map(Vec::len).unwrap_or_default().to_string();
        if before.lines.get(&table.code).unwrap_or(&Vec::new()) != after.lines.get(&table.code).unwrap_or(&Vec::new()) {
            all.push(ChangeView {
                name: said(&table.name, around.language()),
                before: count(before),
                after: count(after),
            });
        }
    }
    for field in &book.ledger.fields {
        let count = |kept: &Kept| kept.files.get(&field.code).copied().unwrap_or_default();
        if count(before) != count(after) && reach.field_scope(field).admits(facts) {
            let said =
                |kept: &Kept| Sentence::new("work.entry.files").with("files", count(kept)).render(around.language());
            all.push(ChangeView {
                name: field.name.of(around.language()).to_owned(),
                before: said(before),
                after: said(after),
            });
        }
    }
    let lost: BTreeSet<&String> = before.milestones.iter().collect();
    for line in after.milestones.iter().filter(|line| !lost.contains(line)) {
        let name = Sentence::new("work.entry.milestone").render(around.language());
        all.push(ChangeView { name, before: String::new(), after: line.clone() });
    }
    all
}
