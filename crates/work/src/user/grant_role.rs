//! Give a role.

use crate::Command;
use crate::app::day_of;
use crate::check::Fields;
use access::{Action, Grant, Role};
use base::{Id, Refusal, Sentence, Stop};
use serde::Serialize;
use store::Tx;
use store::account::{account_by_id, touch_account};
use store::membership::{MembershipRow, insert_memberships, memberships_of};
use store::organisation::{organisation_by_id, organisation_of_division};

/// A role at an organisation for an account.
#[derive(Clone, Debug, Serialize)]
pub struct GrantRole {
    /// Whose account.
    pub user: Id,
    /// The version shown.
    pub version: i64,
    /// Where.
    pub organisation: Id,
    /// In which division.
    pub division: Option<Id>,
    /// As what.
    pub role: String,
}

impl Command for GrantRole {
    const VERB: &'static str = "grant_role";
    const ACTION: Action = Action::GrantRole;
    type Answer = Id;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        account_by_id(tx, self.user)?.ok_or_else(Refusal::not_found)?;
        if grant.user() == Some(self.user) {
            return Err(Refusal::conflict("work.user.own_roles").into());
        }
        let today = day_of(tx.now());
        let held = memberships_of(tx, self.user, today)?;
        let mut fields = Fields::default();
        let role = Role::from_code(&self.role);
        fields.choice("role", &self.role, role.is_some());
        fields.exists("organisation_id", self.organisation, organisation_by_id(tx, self.organisation)?);
        if let Some(division) = self.division {
            let found = organisation_of_division(tx, division)?.filter(|of| *of == self.organisation);
            fields.exists("division_id", division, found);
        }
        if held
            .iter()
            .any(|one| one.role == self.role && one.organisation == self.organisation && one.division == self.division)
        {
            fields.fault("role", Sentence::new("work.user.role_held"));
        }
        // The three administrators are different persons, and none of them does business (GB/T 22239-2019, level 3).
        let others = held.iter().filter_map(|one| Role::from_code(&one.role)).filter(|other| Some(*other) != role);
        if role.is_some_and(|role| others.into_iter().any(|other| role.is_administrator() || other.is_administrator()))
        {
            fields.fault("role", Sentence::new("work.user.administrators_apart"));
        }
        fields.done()?;
        if !touch_account(tx, self.user, self.version)? {
            return Err(Refusal::stale().into());
        }
        let row = MembershipRow {
            id: tx.new_id(),
            user: self.user,
            organisation: self.organisation,
            division: self.division,
            role: self.role.clone(),
            valid_from: today,
            valid_until: None,
        };
        insert_memberships(tx, std::slice::from_ref(&row))?;
        tx.about("user", self.user);
        tx.revise("membership", row.id, 1, &row)?;
        Ok(row.id)
    }
}
