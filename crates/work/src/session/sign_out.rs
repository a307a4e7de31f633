//! Sign out.

use crate::Command;
use access::{Action, Grant};
use base::Stop;
use serde::Serialize;
use store::digest::sm3_hex;
use store::{Tx, session};

/// Ends the session of a token.
#[derive(Clone, Debug, Serialize)]
pub struct SignOut {
    token_hash: String,
}

impl SignOut {
    /// For the token of the cookie.
    pub fn new(token: &str) -> Self {
        Self { token_hash: sm3_hex(token.as_bytes()) }
    }
}

impl Command for SignOut {
    const VERB: &'static str = "sign_out";
    const ACTION: Action = Action::KeepSession;
    const BEFORE_PASSWORD_CHANGE: bool = true;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        tx.about("user", grant.person()?.user);
        Ok(session::delete_session(tx, &self.token_hash)?)
    }
}
