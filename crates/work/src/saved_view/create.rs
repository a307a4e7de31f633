//! Keep a view under a name.

use super::content::SavedViewContent;
use crate::Command;
use crate::check::{Fields, NAME};
use crate::entry::reach::Reach;
use crate::ledger::{Books, Surroundings};
use access::{Action, Grant, Person, Scope};
use base::{Id, Language, Refusal, RefusalKind, Sentence, Stop};
use serde::Serialize;
use serde_json::json;
use std::sync::Arc;
use store::Tx;
use store::saved_view::{SavedViewRow, insert_saved_view, saved_view_count, saved_views};

/// Keeps a view of a ledger's list.
#[derive(Clone, Debug, Serialize)]
pub struct CreateView {
    /// The installed ledgers.
    #[serde(skip)]
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// Under which name.
    pub name: String,
    /// The organisation that it is shared with.
    pub organisation: Option<Id>,
    /// What it does.
    pub content: SavedViewContent,
}

/// Most views of a person, of all ledgers.
const AT_MOST: i64 = 50;

impl Command for CreateView {
    const VERB: &'static str = "create_view";
    const ACTION: Action = Action::EditView;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        let person = grant.person()?;
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, Language::default())?;
        let reach = Reach::new(&access::grant(grant.actor(), Action::SeeEntry)?, &around, book);
        let name = named(tx, &self.ledger, person.user, &self.name, None)?;
        shareable(person, self.organisation)?;
        if saved_view_count(tx, person.user)? >= AT_MOST {
            let sentence = Sentence::new("work.saved_view.too_many").with("max", AT_MOST);
            return Err(Refusal::new(RefusalKind::Conflict, sentence).into());
        }
        let mut row = SavedViewRow {
            id: tx.new_id(),
            ledger: self.ledger.clone(),
            owner: person.user,
            owner_name: String::new(),
            organisation: self.organisation,
            name,
            search: String::new(),
            filters: String::new(),
            sort: String::new(),
            columns: String::new(),
            version: 1,
        };
        self.content.checked(tx, book, &around, &reach)?.put(&mut row)?;
        insert_saved_view(tx, &row)?;
        revise(tx, &row)?;
        Ok(row.id)
    }
}

/// The name as it is kept; one person has no two of one name in a ledger.
pub(super) fn named(tx: &Tx<'_>, ledger: &str, owner: Id, name: &str, but: Option<Id>) -> Result<String, Stop> {
    let mut faults = Fields::default();
    let name = faults.text("name", name, NAME);
    let own = saved_views(tx, ledger, &Scope::Own(owner))?;
    if own.iter().any(|one| one.name == name && Some(one.id) != but) {
        faults.fault("name", Sentence::new("work.saved_view.same_name").with("name", &name));
    }
    faults.done()?;
    Ok(name)
}

/// Refuses to share with somebody else's organisation.
pub(super) fn shareable(person: &Person, organisation: Option<Id>) -> Result<(), Refusal> {
    match organisation {
        Some(id) if person.memberships.iter().all(|one| one.organisation != id) => {
            Err(Refusal::field("organisation_id", Sentence::new("work.saved_view.not_your_organisation")))
        }
        _ => Ok(()),
    }
}

/// Keeps the state of a view for its history.
pub(super) fn revise(tx: &mut Tx<'_>, row: &SavedViewRow) -> Result<(), Stop> {
    tx.about("saved_view", row.id);
    let body = json!({
        "ledger": row.ledger,
        "owner": row.owner,
        "organisation": row.organisation,
        "name": row.name,
        "search": row.search,
        "filters": row.filters,
        "sort": row.sort,
        "columns": row.columns,
    });
    Ok(tx.revise("saved_view", row.id, row.version, &body)?)
}
