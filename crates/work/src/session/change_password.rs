//! Change one's own password.

use crate::password::{hash_password, password_matches};
use crate::{App, Command};
use access::{Action, Grant};
use base::{Refusal, Sentence, Stop};
use rules::password::password_fault;
use serde::Serialize;
use store::digest::sm3_hex;
use store::{Tx, account, session};

/// Sets a new password and ends the person's other sessions.
#[derive(Clone, Debug, Serialize)]
pub struct ChangePassword {
    token_hash: String,
    #[serde(skip)]
    current: String,
    #[serde(skip)]
    new: String,
    /// What `prepare` found: the hash that matched and the new one.
    #[serde(skip)]
    hashes: Option<(String, String)>,
}

impl ChangePassword {
    /// With what the person typed.
    pub fn new(token: &str, current: &str, new: &str) -> Self {
        let token_hash = sm3_hex(token.as_bytes());
        Self { token_hash, current: current.to_owned(), new: new.to_owned(), hashes: None }
    }
}

impl Command for ChangePassword {
    const VERB: &'static str = "change_password";
    const ACTION: Action = Action::KeepSession;
    const BEFORE_PASSWORD_CHANGE: bool = true;
    const PREPARES: bool = true;
    type Answer = ();

    async fn prepare(&mut self, app: &App) -> Result<(), Stop> {
        let token_hash = self.token_hash.clone();
        let (login, hash) = app
            .store
            .read(app.now(), move |tx| {
                let session = session::session_by_token_hash(tx, &token_hash)?.ok_or_else(Refusal::not_found)?;
                let account = account::account_by_id(tx, session.user)?.ok_or_else(Refusal::not_found)?;
                Ok((account.login, account::password_hash(tx, session.user)?))
            })
            .await?;
        if let Some(fault) = password_fault(&self.new, &login) {
            return Err(Refusal::field("new", fault).into());
        }
        if self.new == self.current {
            return Err(Refusal::field("new", Sentence::new("work.password.unchanged")).into());
        }
        if !password_matches(std::mem::take(&mut self.current), hash.clone()).await? {
            return Err(Refusal::field("current", Sentence::new("work.password.wrong")).into());
        }
        let new = hash_password(std::mem::take(&mut self.new)).await?;
        self.hashes = hash.map(|hash| (hash, new));
        Ok(())
    }

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let user = grant.person()?.user;
        let (current, new) = self.hashes.as_ref().ok_or_else(Refusal::stale)?;
        if account::password_hash(tx, user)?.as_ref() != Some(current) {
            return Err(Refusal::stale().into());
        }
        tx.about("user", user);
        account::set_password_hash(tx, user, new, false)?;
        Ok(session::delete_other_sessions(tx, user, &self.token_hash)?)
    }
}
