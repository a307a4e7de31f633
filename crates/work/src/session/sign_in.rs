//! Sign in with login and password.

use crate::password::password_matches;
use crate::{App, Command};
use access::{Action, Grant};
use base::{Fault, Id, Moment, Refusal, RefusalKind, Sentence, Stop};
use rules::lockout::lock_seconds;
use serde::{Deserialize, Serialize};
use store::digest::{random_hex, sm3_hex};
use store::{Tx, account, session};

/// Opens a session.
#[derive(Clone, Debug, Serialize)]
pub struct SignIn {
    login: String,
    #[serde(skip)]
    password: String,
    /// What `prepare` found: the account and the hash that matched.
    #[serde(skip)]
    matched: Option<(Id, String)>,
    #[serde(skip)]
    token: String,
}

/// A new session. The token goes into the cookie and is not kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SignedIn {
    /// For the cookie.
    #[serde(skip)]
    pub token: String,
}

impl SignIn {
    /// With what the person typed.
    pub fn new(login: &str, password: &str) -> Self {
        Self { login: login.trim().to_lowercase(), password: password.to_owned(), matched: None, token: String::new() }
    }
}

impl Command for SignIn {
    const VERB: &'static str = "sign_in";
    const ACTION: Action = Action::SignIn;
    const BEFORE_PASSWORD_CHANGE: bool = true;
    const PREPARES: bool = true;
    type Answer = SignedIn;

    async fn prepare(&mut self, app: &App) -> Result<(), Stop> {
        let login = self.login.clone();
        let known = app
            .store
            .read(app.now(), move |tx| {
                let Some(account) = account::account_by_login(tx, &login)? else { return Ok(None) };
                refuse_locked(account.locked_until, tx.now())?;
                Ok(account::password_hash(tx, account.id)?.map(|hash| (account.id, hash)))
            })
            .await?;
        let hash = known.as_ref().map(|(_, hash)| hash.clone());
        if password_matches(std::mem::take(&mut self.password), hash).await? {
            self.matched = known;
            self.token = random_hex(32)?;
        }
        Ok(())
    }

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<SignedIn, Stop> {
        let wrong = || Refusal::new(RefusalKind::NotSignedIn, Sentence::new("work.sign_in_failed"));
        let (user, hash) = self.matched.as_ref().ok_or_else(wrong)?;
        let account = account::account_by_id(tx, *user)?.ok_or_else(wrong)?;
        refuse_locked(account.locked_until, tx.now())?;
        if account.disabled || account::password_hash(tx, *user)?.as_ref() != Some(hash) {
            return Err(wrong().into());
        }
        tx.about("user", *user);
        account::note_sign_in(tx, *user)?;
        session::insert_session(tx, &sm3_hex(self.token.as_bytes()), *user, &random_hex(24)?)?;
        Ok(SignedIn { token: self.token.clone() })
    }

    fn refused(&self, tx: &mut Tx<'_>) -> Result<(), Fault> {
        let Some(account) = account::account_by_login(tx, &self.login)? else { return Ok(()) };
        tx.about("user", account.id);
        if account.locked_until.is_some_and(|until| until > tx.now()) {
            return Ok(());
        }
        let failures = account.failures.saturating_add(1);
        let seconds = lock_seconds(failures);
        let until = (seconds > 0).then(|| tx.now().plus_seconds(seconds));
        account::count_failure(tx, account.id, failures, until)
    }

    fn attempted_name(&self) -> &str {
        &self.login
    }
}

fn refuse_locked(until: Option<Moment>, now: Moment) -> Result<(), Refusal> {
    let Some(until) = until.filter(|until| *until > now) else { return Ok(()) };
    let seconds = u64::try_from((until.milliseconds() - now.milliseconds()) / 1000 + 1).unwrap_or_default();
    let mut refusal =
        Refusal::new(RefusalKind::TooOften, Sentence::new("work.account_locked").with("minutes", seconds.div_ceil(60)));
    refusal.retry_after_seconds = Some(seconds);
    Err(refusal)
}
