//! Look at what somebody is filling in, without keeping it: what is wrong, what is missing, what is asked, what is known
//! already, and which entries may be the same thing.

use crate::Query;
use crate::check::Fields;
use crate::entry::content::Values;
use crate::entry::edit::unseen;
use crate::entry::kept::natural_key;
use crate::entry::marks::{all_rules_of, file_marks, mark_of, rules_of};
use crate::entry::mentioned::check_mentioned;
use crate::entry::page::{facts_of, shown};
use crate::entry::reach::Reach;
use crate::entry::view::{DuplicateView, EntryInspection, FieldFaultView};
use crate::entry::{CheckedContent, EntryBody, EntryContent};
use crate::ledger::{Book, Books, Surroundings, said};
use access::{Action, Grant};
use base::{Id, Language, Refusal, Sentence, Stop};
use rules::field::FieldKind;
use rules::ledger::DuplicateRule;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::Tx;
use store::entry::{entries_by_keys, entry_by_id};
use store::entry_mark::entries_marked;
use store::evidence::evidence_digests;

/// Asks what is to be said of an entry that is being filled in.
#[derive(Clone, Debug)]
pub struct InspectEntry {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// The entry, if it was begun.
    pub id: Option<Id>,
    /// What stands in it now.
    pub content: EntryContent,
    /// The reader's language.
    pub language: Language,
}

impl Query for InspectEntry {
    const ACTION: Action = Action::WriteEntry;
    type Answer = EntryInspection;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<EntryInspection, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let reach = Reach::new(grant, &around, book);
        let (before, hidden) = match self.id {
            Some(id) => {
                let body = EntryBody::read(tx, book, id)?.ok_or_else(Refusal::not_found)?;
                grant.require(&facts_of(&body.row, &reach))?;
                let hidden = unseen(book, &reach, &body);
                (body.content, hidden)
            }
            None => (CheckedContent::default(), BTreeSet::new()),
        };
        let mut faults = Fields::default();
        let content = CheckedContent::read(book, &around, &self.content, &before, &hidden, &mut faults);
        check_mentioned(tx, &self.books, book, &around, grant.actor(), (&content, &before), &mut faults)?;
        let mut missing = Fields::default();
        content.check_whole(book, &mut missing, self.language);
        let known = crate::subject::known_of(tx, &self.books, book, &around, grant, &content)?;
        Ok(EntryInspection {
            faults: views(faults, self.language),
            missing: views(missing, self.language),
            asked: content.asked(book).into_iter().filter(|code| !hidden.contains(code)).collect(),
            computed: computed(book, &around, &content.values, &hidden),
            known,
            duplicates: duplicates_of(tx, book, &around, &reach, &content, self.id)?,
        })
    }
}

fn views(faults: Fields, language: Language) -> Vec<FieldFaultView> {
    let faults = faults.into_faults().into_iter();
    faults.map(|(path, sentence)| FieldFaultView { path, message: sentence.render(language) }).collect()
}

fn computed(
    book: &Book,
    around: &Surroundings,
    values: &Values,
    hidden: &BTreeSet<String>,
) -> BTreeMap<String, String> {
    let mut all = shown(book, around, values, false);
    all.retain(|key, _| {
        !hidden.contains(key)
            && book.ledger.cell(key).is_some_and(|(field, _)| matches!(field.kind, FieldKind::Computed(_)))
    });
    all
}

/// Most duplicates of one reason that are shown.
const SHOWN: usize = 5;

/// Entries that may be the same thing. What the reader may not see is said to exist and no more.
pub(crate) fn duplicates_of(
    tx: &Tx<'_>,
    book: &Book,
    around: &Surroundings,
    reach: &Reach,
    content: &CheckedContent,
    but: Option<Id>,
) -> Result<Vec<DuplicateView>, Stop> {
    let mut found: Vec<(String, Id, bool)> = Vec::new();
    let language = around.language();
    if let Some(key) = natural_key(book, &content.values) {
        let reason = Sentence::new("work.entry.same_key").render(language);
        let same = entries_by_keys(tx, &book.shape, &[key])?;
        found.extend(same.into_iter().map(|(_, id)| (reason.clone(), id, true)));
    }
    let mut marks = Vec::new();
    for rule in rules_of(book) {
        marks.extend(mark_of(book, &rule, &content.values, but)?);
    }
    if let Some(row) = but.map(|id| entry_by_id(tx, &book.shape, id)).transpose()?.flatten() {
        let files = evidence_digests(tx, &[row.id])?.into_iter().map(|(_, digest)| digest);
        marks.extend(file_marks(book, &row, &files.collect::<Vec<_>>()));
    }
    let rules: BTreeMap<String, &DuplicateRule> = all_rules_of(book).into_iter().collect();
    for mark in marks {
        let reason = rules.get(&mark.rule).map(|rule| said(&rule.name, language)).unwrap_or_default();
        let alike = entries_marked(tx, &book.ledger.code, &mark, SHOWN)?;
        found.extend(alike.into_iter().map(|id| (reason.clone(), id, false)));
    }
    let mut views = Vec::new();
    let mut met = BTreeSet::new();
    for (reason, id, forbids) in found {
        if Some(id) == but || !met.insert((id, reason.clone())) {
            continue;
        }
        let Some(row) = entry_by_id(tx, &book.shape, id)? else { continue };
        let seen = reach.scope.admits(&facts_of(&row, reach));
        views.push(DuplicateView {
            reason,
            id: seen.then_some(id),
            title: if seen { row.title } else { String::new() },
            organisation: if seen { around.name_of(row.organisation) } else { String::new() },
            forbids,
        });
    }
    Ok(views)
}
