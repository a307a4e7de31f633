//! See accounts, within one's rows, with the telephone number only where it may be seen.

use crate::Query;
use crate::app::day_of;
use crate::session::Ref;
use access::{Action, Field, Grant};
use base::{Id, Moment, Stop};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::account_list::{AccountFilter, accounts};
use store::membership::memberships_of;
use store::{Tx, organisation};
use utoipa::ToSchema;

/// A page of accounts.
#[derive(Clone, Debug, Default)]
pub struct Users {
    /// Part of login, name or visible telephone number.
    pub text: Option<String>,
    /// Home organisation.
    pub organisation: Option<Id>,
    /// One account.
    pub id: Option<Id>,
    /// The `next` of the page before.
    pub cursor: Option<String>,
    /// How many; 1 to 200, 50 unless said.
    pub limit: Option<usize>,
}

/// A page.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct UserPage {
    /// The accounts.
    pub items: Vec<UserView>,
    /// For the next page, if there is one.
    pub next: Option<String>,
}

/// An account as people see it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = User)]
pub struct UserView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// What the person types.
    pub login: String,
    /// The name.
    pub name: String,
    /// Telephone; absent where the reader may not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Home organisation.
    pub organisation: Option<Ref>,
    /// Home division.
    pub division: Option<Ref>,
    /// Roles that hold today.
    pub memberships: Vec<MembershipView>,
    /// `active`, `locked` or `disabled`.
    pub state: String,
    /// The password was set by somebody else.
    pub must_change_password: bool,
    /// Last sign-in.
    #[schema(value_type = Option<String>)]
    pub last_sign_in: Option<Moment>,
    /// For optimistic locking.
    pub version: i64,
}

/// A role at an organisation.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = Membership)]
pub struct MembershipView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// Where.
    pub organisation: Ref,
    /// In which division.
    pub division: Option<Ref>,
    /// As what.
    pub role: String,
}

impl Query for Users {
    const ACTION: Action = Action::SeeUser;
    const LOGGED: Option<&'static str> = Some("read_users");
    type Answer = UserPage;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<UserPage, Stop> {
        let limit = self.limit.unwrap_or(50).clamp(1, 200);
        let phone_scope = grant.field_scope(Field::UserPhone);
        let filter = AccountFilter {
            scope: grant.scope(),
            phone_scope: &phone_scope,
            text: self.text.as_deref().map(str::trim),
            organisation: self.organisation,
            id: self.id,
            after: self.cursor.as_deref(),
            limit: limit + 1,
        };
        let mut found = accounts(tx, &filter)?;
        let next = (found.len() > limit).then(|| found.get(limit - 1).map(|(one, _)| one.login.clone())).flatten();
        found.truncate(limit);
        let names = Names::read(tx)?;
        let today = day_of(tx.now());
        let mut items = Vec::new();
        for (one, phone_visible) in found {
            let memberships = memberships_of(tx, one.id, today)?.into_iter().map(|role| MembershipView {
                id: role.id,
                organisation: names.organisation(role.organisation),
                division: role.division.map(|id| names.division(id)),
                role: role.role,
            });
            let locked = one.locked_until.is_some_and(|until| until > tx.now());
            let state = if one.disabled {
                "disabled"
            } else if locked {
                "locked"
            } else {
                "active"
            };
            items.push(UserView {
                id: one.id,
                memberships: memberships.collect(),
                organisation: one.organisation.map(|id| names.organisation(id)),
                division: one.division.map(|id| names.division(id)),
                phone: phone_visible.then_some(one.phone),
                login: one.login,
                name: one.name,
                state: state.to_owned(),
                must_change_password: one.must_change_password,
                last_sign_in: one.last_sign_in,
                version: one.version,
            });
        }
        Ok(UserPage { items, next })
    }
}

/// Short names of organisations and names of divisions.
struct Names {
    organisations: BTreeMap<Id, String>,
    divisions: BTreeMap<Id, String>,
}

impl Names {
    fn read(tx: &Tx<'_>) -> Result<Self, Stop> {
        let organisations = organisation::organisations(tx)?.into_iter().map(|one| (one.id, one.short_name)).collect();
        let divisions = organisation::divisions(tx)?.into_iter().map(|one| (one.id, one.name)).collect();
        Ok(Self { organisations, divisions })
    }

    fn organisation(&self, id: Id) -> Ref {
        Ref { id, name: self.organisations.get(&id).cloned().unwrap_or_default() }
    }

    fn division(&self, id: Id) -> Ref {
        Ref { id, name: self.divisions.get(&id).cloned().unwrap_or_default() }
    }
}
