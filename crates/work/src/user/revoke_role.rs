//! Take a role; it stays in the history.

use crate::Command;
use crate::app::day_of;
use access::{Action, Grant};
use base::{Id, Refusal, Stop};
use serde::Serialize;
use store::Tx;
use store::account::touch_account;
use store::membership::{end_membership, memberships_of};

/// The end of a role.
#[derive(Clone, Debug, Serialize)]
pub struct RevokeRole {
    /// Whose account.
    pub user: Id,
    /// The version shown.
    pub version: i64,
    /// Which role.
    pub membership: Id,
}

impl Command for RevokeRole {
    const VERB: &'static str = "revoke_role";
    const ACTION: Action = Action::GrantRole;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let today = day_of(tx.now());
        let held = memberships_of(tx, self.user, today)?;
        let mut row = held.into_iter().find(|one| one.id == self.membership).ok_or_else(Refusal::not_found)?;
        if grant.user() == Some(self.user) {
            return Err(Refusal::conflict("work.user.own_roles").into());
        }
        if !touch_account(tx, self.user, self.version)? {
            return Err(Refusal::stale().into());
        }
        row.valid_until = Some(today);
        end_membership(tx, self.membership, today)?;
        tx.about("user", self.user);
        tx.revise("membership", self.membership, 2, &row)?;
        Ok(())
    }
}
