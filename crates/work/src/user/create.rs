//! Create an account; its first password is shown once.

use crate::check::{Fields, NAME};
use crate::code::first_password;
use crate::password::hash_password;
use crate::{App, Command};
use access::{Action, Grant};
use base::{Id, Sentence, Stop};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::account::{Account, account_by_login, insert_account, set_password_hash};
use store::organisation::{organisation_by_id, organisation_of_division};
use utoipa::ToSchema;

/// A new account.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CreateUser {
    /// What the person will type: small letters, digits, dot, hyphen.
    pub login: String,
    /// The name.
    pub name: String,
    /// Telephone, or "".
    pub phone: String,
    /// Home organisation.
    #[schema(value_type = String)]
    pub organisation_id: Id,
    /// Home division.
    #[schema(value_type = Option<String>)]
    pub division_id: Option<Id>,
    /// Made by `prepare`: password and hash.
    #[serde(skip)]
    #[schema(ignore)]
    pub secret: Option<(String, String)>,
}

/// A new account with its first password, which is not kept in the clear.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreatedUser {
    /// The account.
    pub id: Id,
    /// The password; absent when the same request is answered again.
    #[serde(skip)]
    pub first_password: Option<String>,
}

impl Command for CreateUser {
    const VERB: &'static str = "create_user";
    const ACTION: Action = Action::EditUser;
    const PREPARES: bool = true;
    type Answer = CreatedUser;

    async fn prepare(&mut self, _app: &App) -> Result<(), Stop> {
        let password = first_password()?;
        let hash = hash_password(password.clone()).await?;
        self.secret = Some((password, hash));
        Ok(())
    }

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<CreatedUser, Stop> {
        let mut fields = Fields::default();
        let login = fields.text("login", &self.login.to_lowercase(), 40);
        let allowed = |one: u8| one.is_ascii_lowercase() || one.is_ascii_digit() || matches!(one, b'.' | b'-' | b'_');
        if login.len() < 3 || !login.bytes().all(allowed) {
            fields.fault("login", Sentence::new("work.user.login_form"));
        }
        if account_by_login(tx, &login)?.is_some() {
            fields.fault("login", Sentence::new("work.user.login_taken").with("login", &login));
        }
        let name = fields.text("name", &self.name, NAME);
        let phone = phone(&mut fields, &self.phone);
        fields.exists("organisation_id", self.organisation_id, organisation_by_id(tx, self.organisation_id)?);
        if let Some(division) = self.division_id {
            let found = organisation_of_division(tx, division)?.filter(|of| *of == self.organisation_id);
            fields.exists("division_id", division, found);
        }
        fields.done()?;
        let id = tx.new_id();
        let account = Account {
            id,
            login,
            name,
            phone,
            organisation: Some(self.organisation_id),
            division: self.division_id,
            disabled: false,
            must_change_password: true,
            failures: 0,
            locked_until: None,
            last_sign_in: None,
            version: 1,
        };
        insert_account(tx, &account)?;
        let (password, hash) = self.secret.clone().unwrap_or_default();
        set_password_hash(tx, id, &hash, true)?;
        tx.about("user", id);
        tx.revise("user", id, 1, &(&account.login, &account.name, account.organisation, account.division))?;
        Ok(CreatedUser { id, first_password: Some(password) })
    }
}

/// Digits, spaces, hyphens and a plus; may be absent.
pub(super) fn phone(fields: &mut Fields, phone: &str) -> String {
    let phone = fields.text_if("phone", phone, 30);
    if !phone.bytes().all(|one| one.is_ascii_digit() || matches!(one, b' ' | b'-' | b'+')) {
        fields.fault("phone", Sentence::new("work.user.phone_form"));
    }
    phone
}
