//! The page of a subject: what each ledger has of it, as far as the reader may see.

use crate::Query;
use crate::app::day_of;
use crate::entry::page::{masks, row_view, seen};
use crate::entry::reach::Reach;
use crate::entry::{EntryRowView, values_of};
use crate::ledger::{Book, Books, Surroundings, said};
use crate::session::Ref;
use access::{Action, Grant};
use base::{Id, Language, Refusal, Stop};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::entry_list::{Column, Condition, EntryPage, entry_page};
use store::subject::{SubjectRow, find_subjects, subject_by_id};
use store::{Tx, Value};
use utoipa::{IntoParams, ToSchema};

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SubjectsAsked {
    /// The beginning of a name, or a whole credit code.
    #[serde(default)]
    pub search: String,
}

/// What a ledger has of a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SubjectLedgerView {
    /// Code of the ledger.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The latest entries, at most 20.
    pub rows: Vec<EntryRowView>,
}

/// An enterprise or a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SubjectView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// `enterprise` or `person`.
    pub kind: String,
    /// Its name as last printed.
    pub name: String,
    /// The credit code of an enterprise; empty for a person.
    pub credit_code: String,
    /// What the ledgers have of it.
    pub ledgers: Vec<SubjectLedgerView>,
}

/// Subjects that are found at once.
const FOUND: usize = 20;
/// Entries of one ledger on the page.
const ROWS: usize = 20;

/// Looks for subjects of which the reader sees an entry.
#[derive(Clone, Debug)]
pub struct FindSubjects {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// What is looked for.
    pub asked: SubjectsAsked,
    /// The reader's language.
    pub language: Language,
}

impl Query for FindSubjects {
    const ACTION: Action = Action::SeeSubject;
    type Answer = Vec<Ref>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<Ref>, Stop> {
        if self.asked.search.trim().is_empty() {
            return Ok(Vec::new());
        }
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let mut found = Vec::new();
        for row in find_subjects(tx, self.asked.search.trim(), FOUND)? {
            if is_seen(grant, tx, &self.books, &around, row.id)? {
                found.push(Ref::from((row.id, row.name)));
            }
        }
        Ok(found)
    }
}

/// Asks for the page of a subject.
#[derive(Clone, Debug)]
pub struct ShowSubject {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// The subject.
    pub id: Id,
    /// The reader's language.
    pub language: Language,
}

impl Query for ShowSubject {
    const ACTION: Action = Action::SeeSubject;
    type Answer = SubjectView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<SubjectView, Stop> {
        let SubjectRow { id, kind, mark, name } = subject_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let ledgers = ledgers_of(grant, tx, &self.books, &around, id, ROWS)?;
        // Whoever sees none of its entries does not learn that it is in the books.
        if ledgers.is_empty() {
            return Err(Refusal::not_found().into());
        }
        let credit_code = if kind == "enterprise" { mark } else { String::new() };
        Ok(SubjectView { id, kind, name, credit_code, ledgers })
    }
}

/// Does the reader see an entry of the subject?
pub(crate) fn is_seen(
    grant: &Grant,
    tx: &Tx<'_>,
    books: &Books,
    around: &Surroundings,
    subject: Id,
) -> Result<bool, Stop> {
    for book in books.all() {
        if !rows_of(grant, tx, book, around, subject, 1)?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Refuses a subject of which the reader sees no entry, as if it were not in the books.
pub(crate) fn require_seen(
    grant: &Grant,
    tx: &Tx<'_>,
    books: &Books,
    around: &Surroundings,
    subject: Id,
) -> Result<(), Stop> {
    if is_seen(grant, tx, books, around, subject)? { Ok(()) } else { Err(Refusal::not_found().into()) }
}

fn ledgers_of(
    grant: &Grant,
    tx: &Tx<'_>,
    books: &Books,
    around: &Surroundings,
    subject: Id,
    limit: usize,
) -> Result<Vec<SubjectLedgerView>, Stop> {
    let mut views = Vec::new();
    for book in books.all() {
        let rows = rows_of(grant, tx, book, around, subject, limit)?;
        if !rows.is_empty() {
            let name = said(&book.ledger.name, around.language());
            views.push(SubjectLedgerView { code: book.ledger.code.clone(), name, rows });
        }
    }
    Ok(views)
}

fn rows_of(
    grant: &Grant,
    tx: &Tx<'_>,
    book: &Book,
    around: &Surroundings,
    subject: Id,
    limit: usize,
) -> Result<Vec<EntryRowView>, Stop> {
    let reach = Reach::new(grant, around, book);
    let conditions = [Condition::AnyOf(Column::Subject, vec![Value::from(subject)])];
    let page = EntryPage {
        shape: &book.shape,
        scope: &reach.scope,
        masks: &masks(book, &reach),
        conditions: &conditions,
        sort: &Column::Id,
        descending: true,
        after: None,
        limit,
    };
    let today = day_of(tx.now());
    let views = entry_page(tx, &page)?.into_iter().map(|row| {
        let values = values_of(&book.ledger.fields, &row.cells)?;
        row_view(book, around, &row, &seen(book, &reach, &row, &values), today)
    });
    Ok(views.collect::<Result<_, base::Fault>>()?)
}
