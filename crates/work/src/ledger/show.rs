//! The list of ledgers, and one with its form.

use super::view::{
    ChoiceView, DuplicateRuleView, LedgerSummaryView, LedgerView, LineTableView, MoveView, SectionView, StateView,
};
use super::{Book, Books, Surroundings};
use crate::Query;
use crate::app::day_of;
use crate::entry::reach::Reach;
use crate::session::Ref;
use access::{Action, Grant, Role};
use base::{Id, Language, Refusal, Stop};
use rules::ledger::Words;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::entry_list::{Column, Condition, entry_count};
use store::{Tx, Value};

/// Rows are counted up to here.
pub(crate) const COUNTED: usize = 10_000;

/// Asks for the ledgers of which the reader sees anything.
#[derive(Clone, Debug)]
pub struct Ledgers {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// The reader's language.
    pub language: Language,
}

impl Query for Ledgers {
    const ACTION: Action = Action::SeeEntry;
    type Answer = Vec<LedgerSummaryView>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Self::Answer, Stop> {
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let today = day_of(tx.now()).to_string();
        let mut views = Vec::new();
        for book in self.books.all() {
            let reach = Reach::new(grant, &around, book);
            let counted = entry_count(tx, &book.shape, &reach.scope, &[], COUNTED + 1)?;
            let late = [Condition::Before(Column::Due, Value::from(today.as_str()))];
            views.push(LedgerSummaryView {
                code: book.ledger.code.clone(),
                name: said(&book.ledger.name, self.language),
                about: said(&book.ledger.about, self.language),
                tasks: book.ledger.tasks.clone(),
                owner: reach.owner.map(|id| around.name_of(id)).unwrap_or_default(),
                entries: counted.min(COUNTED),
                entries_exact: counted <= COUNTED,
                overdue: entry_count(tx, &book.shape, &reach.scope, &late, COUNTED)?,
                may_create: !keepers(grant, &around, book).is_empty(),
            });
        }
        Ok(views)
    }
}

/// Asks for one ledger.
#[derive(Clone, Debug)]
pub struct ShowLedger {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// Its code.
    pub ledger: String,
    /// The reader's language.
    pub language: Language,
}

impl Query for ShowLedger {
    const ACTION: Action = Action::SeeEntry;
    type Answer = LedgerView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<LedgerView, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        Ok(ledger_view(grant, &around, book, &self.books)?)
    }
}

fn ledger_view(grant: &Grant, around: &Surroundings, book: &Book, books: &Books) -> Result<LedgerView, Refusal> {
    let (ledger, language) = (&book.ledger, around.language());
    let reach = Reach::new(grant, around, book);
    let name = |words: &Words| said(words, language);
    let keepers = keepers(grant, around, book);
    let own: BTreeSet<Id> = grant.person()?.memberships.iter().map(|one| one.organisation).collect();
    let organisations = around
        .organisations()
        .filter(|row| ledger.keepers.contains(&row.kind) && (reach.sees_all() || own.contains(&row.id)))
        .map(|row| Ref::from((row.id, row.short_name.clone())));
    Ok(LedgerView {
        code: ledger.code.clone(),
        name: name(&ledger.name),
        about: name(&ledger.about),
        tasks: ledger.tasks.clone(),
        owner: reach.owner.map(|id| around.name_of(id)).unwrap_or_default(),
        sections: ledger
            .sections
            .iter()
            .map(|one| SectionView { code: one.code.clone(), name: name(&one.name) })
            .collect(),
        fields: ledger
            .fields
            .iter()
            .filter(|field| reach.ever_sees(field))
            .map(|field| super::field_view::field_view(field, around))
            .collect(),
        lines: ledger
            .lines
            .iter()
            .map(|table| LineTableView {
                code: table.code.clone(),
                name: name(&table.name),
                section: table.section.clone(),
                min: table.min,
                max: table.max,
                fields: table
                    .fields
                    .iter()
                    .filter(|field| reach.ever_sees(field))
                    .map(|field| super::field_view::field_view(field, around))
                    .collect(),
            })
            .collect(),
        states: ledger.life_cycle.states.iter().map(|state| state_view(state, language)).collect(),
        moves: ledger.life_cycle.moves.iter().map(|one| move_view(one, language)).collect(),
        cycle: ledger.life_cycle.version,
        milestones: ledger.milestones,
        natural_key: ledger.natural_key.clone(),
        title: ledger.title.clone(),
        subject: ledger.subject.clone(),
        may_import: !keepers.is_empty(),
        may_export: access::grant(grant.actor(), Action::ExportEntry).is_ok(),
        keepers,
        units: books.units.iter().map(|(code, name)| ChoiceView { code: code.clone(), name: name.clone() }).collect(),
        organisations: organisations.collect(),
        may_keep: around
            .organisations()
            .filter(|row| book.may_keep(row))
            .map(|row| Ref::from((row.id, row.short_name.clone())))
            .collect(),
        duplicates: ledger
            .duplicates
            .iter()
            .map(|one| DuplicateRuleView { code: one.code.clone(), name: name(&one.name) })
            .collect(),
    })
}

fn state_view(state: &rules::ledger::State, language: Language) -> StateView {
    StateView {
        code: state.code.clone(),
        name: said(&state.name, language),
        stage: state.stage,
        standing: state.standing,
        clock_days: state.clock.map(|clock| clock.days),
        clock_working: state.clock.is_some_and(|clock| clock.working),
    }
}

fn move_view(one: &rules::ledger::Move, language: Language) -> MoveView {
    MoveView {
        code: one.code.clone(),
        name: said(&one.name, language),
        kind: one.kind,
        from: one.from.clone(),
        to: one.to.clone(),
        reason: one.reason,
    }
}

/// The organisations for which the reader may begin entries: of a kind that keeps them, or the ledger's owner.
fn keepers(grant: &Grant, around: &Surroundings, book: &Book) -> Vec<Ref> {
    let Ok(person) = grant.person() else { return Vec::new() };
    let writers = [Role::OrganisationHead, Role::DivisionHead, Role::Reporter];
    let own: BTreeSet<Id> =
        person.memberships.iter().filter(|one| writers.contains(&one.role)).map(|one| one.organisation).collect();
    let rows = own.into_iter().filter_map(|id| around.organisation(id));
    rows.filter(|row| book.may_keep(row)).map(|row| Ref::from((row.id, row.short_name.clone()))).collect()
}

/// Words in the reader's language.
pub(crate) fn said(words: &Words, language: Language) -> String {
    words.of(language).to_owned()
}
