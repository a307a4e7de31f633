//! Unlock, disable and enable an account.

use crate::Command;
use access::{Action, Grant};
use base::{Id, Refusal, Stop};
use serde::Serialize;
use store::account::{account_by_id, set_disabled, touch_account};
use store::{Tx, session};

/// What is done to the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Guard {
    /// Forget its failures.
    Unlock,
    /// Close it and end its sessions.
    Disable,
    /// Open it again.
    Enable,
}

/// One of the three, to an account.
#[derive(Clone, Debug, Serialize)]
pub struct GuardAccount {
    /// Which account.
    pub id: Id,
    /// The version shown.
    pub version: i64,
    /// What.
    pub guard: Guard,
}

impl Command for GuardAccount {
    const VERB: &'static str = "guard_account";
    const ACTION: Action = Action::GuardAccount;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let account = account_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        if grant.user() == Some(self.id) {
            return Err(Refusal::conflict("work.user.own_account").into());
        }
        if !touch_account(tx, self.id, self.version)? {
            return Err(Refusal::stale().into());
        }
        let disabled = match self.guard {
            Guard::Unlock => account.disabled,
            Guard::Disable => true,
            Guard::Enable => false,
        };
        set_disabled(tx, self.id, disabled)?;
        if disabled {
            session::delete_other_sessions(tx, self.id, "")?;
        }
        tx.about("user", self.id);
        tx.revise("user", self.id, self.version + 1, &self.guard)?;
        Ok(())
    }
}
