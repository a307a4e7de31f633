//! Rename a view, share it or not, or let it keep another list.

use super::content::SavedViewContent;
use super::create::{named, revise, shareable};
use crate::Command;
use crate::entry::reach::Reach;
use crate::ledger::{Books, Surroundings};
use access::{Action, Facts, Grant};
use base::{Id, Language, Refusal, Stop};
use serde::Serialize;
use std::sync::Arc;
use store::Tx;
use store::saved_view::{SavedViewRow, saved_view_by_id, update_saved_view};

/// Changes a view.
#[derive(Clone, Debug, Serialize)]
pub struct EditView {
    /// The installed ledgers.
    #[serde(skip)]
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// The view.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// Its name from now on.
    pub name: String,
    /// The organisation that it is shared with from now on.
    pub organisation: Option<Id>,
    /// What it does from now on; as before where absent, so that nobody loses a filter that they do not see.
    pub content: Option<SavedViewContent>,
}

impl Command for EditView {
    const VERB: &'static str = "edit_view";
    const ACTION: Action = Action::EditView;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let book = self.books.book(&self.ledger)?;
        let mut row = editable(grant, tx, &self.ledger, self.id)?;
        if row.version != self.version {
            return Err(Refusal::stale().into());
        }
        row.name = named(tx, &self.ledger, row.owner, &self.name, Some(row.id))?;
        if self.organisation != row.organisation {
            shareable(grant.person()?, self.organisation)?;
            row.organisation = self.organisation;
        }
        if let Some(content) = &self.content {
            let around = Surroundings::of(tx, &self.books, Language::default())?;
            let reach = Reach::new(&access::grant(grant.actor(), Action::SeeEntry)?, &around, book);
            content.checked(tx, book, &around, &reach)?.put(&mut row)?;
        }
        if !update_saved_view(tx, &row)? {
            return Err(Refusal::stale().into());
        }
        row.version += 1;
        revise(tx, &row)
    }
}

/// A view of the ledger that whoever holds the grant may change.
pub(super) fn editable(grant: &Grant, tx: &Tx<'_>, ledger: &str, id: Id) -> Result<SavedViewRow, Stop> {
    let row = saved_view_by_id(tx, id)?.filter(|row| row.ledger == ledger).ok_or_else(Refusal::not_found)?;
    let facts = facts_of(&row);
    if !grant.may(Action::SeeView, &facts) {
        return Err(Refusal::not_found().into());
    }
    // A colleague sees a shared view, so that it is theirs to see and not to change is said as it is.
    grant.require(&facts).map_err(|_| Refusal::forbidden())?;
    Ok(row)
}

/// What a view says of itself when rights are asked.
pub(super) fn facts_of(row: &SavedViewRow) -> Facts {
    Facts { owner: Some(row.owner), organisation: row.organisation, ..Facts::default() }
}
