//! Give an account a new first password, shown once.

use super::create::CreatedUser;
use crate::code::first_password;
use crate::password::hash_password;
use crate::{App, Command};
use access::{Action, Grant};
use base::{Id, Refusal, Stop};
use serde::Serialize;
use store::account::{account_by_id, set_password_hash};
use store::{Tx, session};

/// A new first password.
#[derive(Clone, Debug, Serialize)]
pub struct ResetPassword {
    id: Id,
    version: i64,
    #[serde(skip)]
    secret: (String, String),
}

impl ResetPassword {
    /// For an account at a version.
    pub fn new(id: Id, version: i64) -> Self {
        Self { id, version, secret: (String::new(), String::new()) }
    }
}

impl Command for ResetPassword {
    const VERB: &'static str = "reset_password";
    const ACTION: Action = Action::GuardAccount;
    const PREPARES: bool = true;
    type Answer = CreatedUser;

    async fn prepare(&mut self, _app: &App) -> Result<(), Stop> {
        let password = first_password()?;
        let hash = hash_password(password.clone()).await?;
        self.secret = (password, hash);
        Ok(())
    }

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<CreatedUser, Stop> {
        let account = account_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        if grant.user() == Some(self.id) {
            return Err(Refusal::conflict("work.user.own_account").into());
        }
        if account.version != self.version {
            return Err(Refusal::stale().into());
        }
        let (password, hash) = &self.secret;
        set_password_hash(tx, self.id, hash, true)?;
        session::delete_other_sessions(tx, self.id, "")?;
        tx.about("user", self.id);
        tx.revise("user", self.id, self.version + 1, &"password")?;
        Ok(CreatedUser { id: self.id, first_password: Some(password.clone()) })
    }
}
