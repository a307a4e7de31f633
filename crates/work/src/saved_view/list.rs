//! The views of a ledger that a reader may open.

use super::content::SavedViewContent;
use super::edit::facts_of;
use super::view::SavedView;
use crate::Query;
use crate::entry::reach::Reach;
use crate::ledger::{Books, Surroundings};
use crate::session::Ref;
use access::{Action, Grant};
use base::{Language, Stop};
use std::sync::Arc;
use store::Tx;
use store::saved_view::{default_view, saved_views};

/// Asks for the reader's own views of a ledger and those shared with the reader's organisations.
#[derive(Clone, Debug)]
pub struct ListViews {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// The reader's language.
    pub language: Language,
}

impl Query for ListViews {
    const ACTION: Action = Action::SeeView;
    type Answer = Vec<SavedView>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<SavedView>, Stop> {
        let user = grant.person()?.user;
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let reach = Reach::new(&access::grant(grant.actor(), Action::SeeEntry)?, &around, book);
        let default = default_view(tx, user, &self.ledger)?;
        let mut views = Vec::new();
        for row in saved_views(tx, &self.ledger, grant.scope())? {
            let (content, left_out) = SavedViewContent::usable(&row, tx, book, &around, &reach)?;
            views.push(SavedView {
                id: row.id,
                version: row.version,
                mine: row.owner == user,
                may_edit: grant.may(Action::EditView, &facts_of(&row)),
                default: default == Some(row.id),
                organisation: row.organisation.map(|id| Ref::from((id, around.name_of(id)))),
                owner: Ref::from((row.owner, row.owner_name)),
                name: row.name,
                content,
                left_out,
            });
        }
        Ok(views)
    }
}
