//! Remove a view.

use super::create::revise;
use super::edit::editable;
use crate::Command;
use access::{Action, Grant};
use base::{Id, Stop};
use serde::Serialize;
use store::Tx;
use store::saved_view::delete_saved_view;

/// Removes a view; its last state stays in the revisions.
#[derive(Clone, Debug, Serialize)]
pub struct DeleteView {
    /// Code of the ledger.
    pub ledger: String,
    /// The view.
    pub id: Id,
}

impl Command for DeleteView {
    const VERB: &'static str = "delete_view";
    const ACTION: Action = Action::EditView;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let mut row = editable(grant, tx, &self.ledger, self.id)?;
        delete_saved_view(tx, row.id)?;
        row.version += 1;
        revise(tx, &row)
    }
}
