//! Change an account's name and telephone.

use super::create::phone;
use crate::Command;
use crate::check::{Fields, NAME};
use access::{Action, Grant};
use base::{Id, Refusal, Stop};
use serde::Serialize;
use store::Tx;
use store::account::{account_by_id, update_account};

/// What the account is to say.
#[derive(Clone, Debug, Serialize)]
pub struct EditUser {
    /// Which.
    pub id: Id,
    /// The version shown.
    pub version: i64,
    /// The name.
    pub name: String,
    /// Telephone, or "".
    pub phone: String,
}

impl Command for EditUser {
    const VERB: &'static str = "edit_user";
    const ACTION: Action = Action::EditUser;
    type Answer = ();

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        account_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        let mut fields = Fields::default();
        let name = fields.text("name", &self.name, NAME);
        let phone = phone(&mut fields, &self.phone);
        fields.done()?;
        if !update_account(tx, self.id, self.version, &name, &phone)? {
            return Err(Refusal::stale().into());
        }
        tx.about("user", self.id);
        // The number itself stays out of the revisions: they are read by more people than may see it.
        tx.revise("user", self.id, self.version + 1, &(name, !phone.is_empty()))?;
        Ok(())
    }
}
