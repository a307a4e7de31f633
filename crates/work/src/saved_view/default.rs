//! Choose with which view a ledger opens for oneself.

use super::edit::facts_of;
use crate::Command;
use access::{Action, Grant};
use base::{Id, Refusal, Stop};
use serde::Serialize;
use store::Tx;
use store::saved_view::{saved_view_by_id, set_default_view};

/// Opens a ledger with a view for the person from now on, or with none.
#[derive(Clone, Debug, Serialize)]
pub struct SetDefaultView {
    /// Code of the ledger.
    pub ledger: String,
    /// The view.
    pub view: Option<Id>,
}

impl Command for SetDefaultView {
    const VERB: &'static str = "set_default_view";
    const ACTION: Action = Action::SeeView;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let user = grant.person()?.user;
        if let Some(id) = self.view {
            let row = saved_view_by_id(tx, id)?.filter(|row| row.ledger == self.ledger);
            grant.require(&facts_of(&row.ok_or_else(Refusal::not_found)?))?;
            tx.about("saved_view", id);
        }
        Ok(set_default_view(tx, user, &self.ledger, self.view)?)
    }
}
