//! Who can handle a duty in an organisation.

use crate::Query;
use crate::app::day_of;
use crate::session::Ref;
use access::{Action, Facts, Grant, Role};
use base::{Id, Stop};
use serde::{Deserialize, Serialize};
use store::membership::memberships_at;
use store::{Tx, account, organisation};
use utoipa::ToSchema;

/// Heads of divisions and reporters of an organisation.
#[derive(Clone, Copy, Debug)]
pub struct Handlers {
    /// Which.
    pub organisation: Id,
}

/// Somebody who can handle a duty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Handler)]
pub struct HandlerView {
    /// The account.
    #[schema(value_type = String)]
    pub id: Id,
    /// The name.
    pub name: String,
    /// The division.
    pub division: Option<Ref>,
}

impl Query for Handlers {
    const ACTION: Action = Action::SeeHandler;
    type Answer = Vec<HandlerView>;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Vec<HandlerView>, Stop> {
        grant.require(&Facts { organisation: Some(self.organisation), ..Facts::default() })?;
        let mut found: Vec<HandlerView> = Vec::new();
        for one in memberships_at(tx, self.organisation, day_of(tx.now()))? {
            let role = Role::from_code(&one.role);
            let handles = matches!(role, Some(Role::OrganisationHead | Role::DivisionHead | Role::Reporter));
            if !handles || found.iter().any(|known| known.id == one.user) {
                continue;
            }
            let Some(account) = account::account_by_id(tx, one.user)?.filter(|account| !account.disabled) else {
                continue;
            };
            let division = organisation::division_ref(tx, one.division)?.map(Ref::from);
            found.push(HandlerView { id: account.id, name: account.name, division });
        }
        Ok(found)
    }
}
