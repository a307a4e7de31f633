//! Who am I, and what may I do?

use crate::Query;
use access::{Action, Actor, Grant, grant};
use base::{Id, Refusal, Stop};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::digest::sm3_hex;
use store::{Tx, account, session, site};
use utoipa::ToSchema;

/// Asks for oneself.
#[derive(Clone, Debug)]
pub struct Me {
    token: String,
}

impl Me {
    /// For the token of the cookie.
    pub fn new(token: &str) -> Self {
        Self { token: token.to_owned() }
    }
}

/// A thing by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ref {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// Its name.
    pub name: String,
}

/// The site as the shell shows it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SiteView {
    /// Code of its pack.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The plan year.
    pub year: i16,
    /// Synthetic: marked on every page.
    pub demonstration: bool,
}

/// Oneself.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Me)]
pub struct MeView {
    /// The account.
    #[schema(value_type = String)]
    pub id: Id,
    /// What one types to sign in.
    pub login: String,
    /// Name for people.
    pub name: String,
    /// Home organisation.
    pub organisation: Option<Ref>,
    /// Home division.
    pub division: Option<Ref>,
    /// Roles held today, anywhere.
    pub roles: Vec<String>,
    /// Organisations at which a role is held today.
    #[schema(value_type = Vec<String>)]
    pub organisations: Vec<Id>,
    /// What one may do somewhere.
    pub actions: Vec<String>,
    /// The password must be changed before anything else.
    pub must_change_password: bool,
    /// To be sent back with every change.
    pub csrf_token: String,
    /// The site.
    pub site: SiteView,
}

impl Query for Me {
    const ACTION: Action = Action::KeepSession;
    const BEFORE_PASSWORD_CHANGE: bool = true;
    type Answer = MeView;

    fn run(self, granted: &Grant, tx: &Tx<'_>) -> Result<MeView, Stop> {
        let person = granted.person()?;
        let account = account::account_by_id(tx, person.user)?.ok_or_else(Refusal::not_found)?;
        let session =
            session::session_by_token_hash(tx, &sm3_hex(self.token.as_bytes()))?.ok_or_else(Refusal::not_found)?;
        let site = site::installed_site(tx)?.ok_or_else(Refusal::not_found)?;
        let actor = Actor::Person(person.clone());
        let may = |action: &&Action| **action != Action::SignIn && grant(&actor, **action).is_ok();
        let roles: BTreeSet<_> = person.memberships.iter().map(|one| one.role).collect();
        let organisations: BTreeSet<_> = person.memberships.iter().map(|one| one.organisation).collect();
        Ok(MeView {
            id: account.id,
            login: account.login,
            name: account.name,
            organisation: store::organisation::organisation_ref(tx, account.organisation)?.map(Ref::from),
            division: store::organisation::division_ref(tx, account.division)?.map(Ref::from),
            roles: roles.into_iter().map(|role| role.code().to_owned()).collect(),
            organisations: organisations.into_iter().collect(),
            actions: Action::ALL.iter().filter(may).map(|action| action.code().to_owned()).collect(),
            must_change_password: account.must_change_password,
            csrf_token: session.csrf,
            site: SiteView::from(site),
        })
    }
}

impl From<site::SiteRow> for SiteView {
    fn from(site: site::SiteRow) -> Self {
        Self { code: site.code, name: site.name, year: site.year, demonstration: site.demonstration }
    }
}

impl From<(Id, String)> for Ref {
    fn from((id, name): (Id, String)) -> Self {
        Self { id, name }
    }
}
