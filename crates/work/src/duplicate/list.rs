//! Groups of entries that may be the same thing, as far as the reader sees one of each.

use super::decide::{Verdict, may_decide};
use super::view::{DuplicateDecisionView, DuplicateGroupView, DuplicateMemberView, DuplicatePageView};
use crate::Query;
use crate::app::day_of;
use crate::entry::marks::all_rules_of;
use crate::entry::page::{facts_of, row_view, seen, shown};
use crate::entry::reach::Reach;
use crate::entry::values_of;
use crate::ledger::{Book, Books, Surroundings, said};
use crate::session::Ref;
use access::{Action, Grant};
use base::{Fault, Language, Refusal, Sentence, Stop};
use rules::ledger::DuplicateRule;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Tx;
use store::entry::{EntryRow, entry_by_id};
use store::entry_mark::entries_of_mark;
use store::mark_group::{GroupCursor, MarkGroupRow, last_decision, mark_groups};
use utoipa::IntoParams;

/// What is asked of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct DuplicatesAsked {
    /// Those that were decided, instead of those that wait.
    #[param(required = false)]
    pub decided: bool,
    /// `next` of the page before.
    #[param(required = false)]
    pub after: String,
}

/// Groups of a page.
const GROUPS: usize = 20;
/// Entries of a group that are shown.
const ENTRIES: usize = 10;

/// Asks for groups of entries that may be the same thing.
#[derive(Clone, Debug)]
pub struct Duplicates {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// Which.
    pub asked: DuplicatesAsked,
    /// The reader's language.
    pub language: Language,
}

/// With what a group is shown.
struct Desk<'a> {
    grant: &'a Grant,
    tx: &'a Tx<'a>,
    book: &'a Book,
    around: &'a Surroundings,
    reach: Reach,
}

impl Query for Duplicates {
    const ACTION: Action = Action::SeeEntry;
    type Answer = DuplicatePageView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<DuplicatePageView, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let reach = Reach::new(grant, &around, book);
        let rules: BTreeMap<String, &DuplicateRule> = all_rules_of(book).into_iter().collect();
        let names: Vec<String> = rules.keys().cloned().collect();
        let after = cursor(&self.asked.after)?;
        let waiting = !self.asked.decided;
        let rows = mark_groups(tx, &book.shape, &reach.scope, &names, waiting, after.as_ref(), GROUPS + 1)?;
        let last = (rows.len() > GROUPS).then(|| rows.get(GROUPS - 1)).flatten();
        let next = last.map(|row| serde_json::to_string(&(&row.rule, row.mark)).map_err(Fault::broken)).transpose()?;
        let desk = Desk { grant, tx, book, around: &around, reach };
        let mut groups = Vec::new();
        for row in rows.into_iter().take(GROUPS) {
            if let Some(rule) = rules.get(&row.rule) {
                groups.push(desk.group(row, rule)?);
            }
        }
        Ok(DuplicatePageView { groups, next })
    }
}

impl Desk<'_> {
    fn group(&self, row: MarkGroupRow, rule: &DuplicateRule) -> Result<DuplicateGroupView, Stop> {
        let ids = entries_of_mark(self.tx, &self.book.ledger.code, &row.rule, row.mark, ENTRIES)?;
        let mut members = Vec::new();
        for id in ids {
            members.extend(entry_by_id(self.tx, &self.book.shape, id)?);
        }
        let decision = last_decision(self.tx, &self.book.ledger.code, &row.rule, row.mark)?;
        let decision = decision.map(|one| DuplicateDecisionView {
            verdict: Verdict::of(&one.verdict),
            keeps: one.keeps.filter(|id| members.iter().any(|entry| entry.id == *id && self.sees(entry))),
            reason: one.reason,
            by: one.decided_by_name,
            at: one.decided_at,
        });
        // What was written is about all of the entries, so it is for those who see all of them.
        let whole = row.entries <= members.len() && members.iter().all(|entry| self.sees(entry));
        let decision =
            decision.map(|one| if whole { one } else { DuplicateDecisionView { reason: String::new(), ..one } });
        Ok(DuplicateGroupView {
            may_decide: may_decide(self.grant, self.tx, self.book, &self.reach, &row)?,
            rule: row.rule,
            name: said(&rule.name, self.around.language()),
            cells: rule.cells.iter().filter(|cell| self.book.ledger.cell(cell).is_some()).cloned().collect(),
            mark: row.mark.to_string(),
            version: row.version,
            count: row.entries,
            entries: members.iter().map(|entry| self.member(entry)).collect::<Result<_, _>>()?,
            decision,
        })
    }

    fn sees(&self, entry: &EntryRow) -> bool {
        self.reach.scope.admits(&facts_of(entry, &self.reach))
    }

    fn member(&self, entry: &EntryRow) -> Result<DuplicateMemberView, Fault> {
        let organisation = Ref::from((entry.organisation, self.around.name_of(entry.organisation)));
        if !self.sees(entry) {
            return Ok(DuplicateMemberView { organisation, row: None, shown: BTreeMap::new() });
        }
        let values = values_of(&self.book.ledger.fields, &entry.cells)?;
        let values = seen(self.book, &self.reach, entry, &values);
        let row = row_view(self.book, self.around, entry, &values, day_of(self.tx.now()))?;
        Ok(DuplicateMemberView { organisation, row: Some(row), shown: shown(self.book, self.around, &values, false) })
    }
}

fn cursor(text: &str) -> Result<Option<GroupCursor>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let unreadable = |_| Refusal::field("after", Sentence::new("base.unknown_value").with("value", text));
    serde_json::from_str(text).map(Some).map_err(unreadable)
}
