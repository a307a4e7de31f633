//! A saved view as it goes over the wire, made for one reader.

use super::content::SavedViewContent;
use crate::session::Ref;
use base::Id;
use serde::Serialize;
use utoipa::ToSchema;

/// A view under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SavedView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// For optimistic locking.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// Who keeps it.
    pub owner: Ref,
    /// The organisation that it is shared with.
    #[schema(required = true)]
    pub organisation: Option<Ref>,
    /// What it does, as far as the reader may use it.
    pub content: SavedViewContent,
    /// How many filters, columns and orders were left out: the field is gone, or the reader does not see it.
    pub left_out: usize,
    /// Is it the reader's own?
    pub mine: bool,
    /// May the reader change and remove it?
    pub may_edit: bool,
    /// Does the list open with it for the reader?
    pub default: bool,
}
