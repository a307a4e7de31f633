//! Who asks.

use crate::Role;
use base::Id;
use std::collections::BTreeSet;

/// One role at one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// Where.
    pub organisation: Id,
    /// In which division, if one.
    pub division: Option<Id>,
    /// As what.
    pub role: Role,
}

/// A person with the roles valid today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub user: Id,
    /// Name for people.
    pub name: String,
    /// Roles.
    pub memberships: Vec<Membership>,
    /// Entries at which a colleague named the person to stand in, as long as they do.
    pub stands_in: BTreeSet<Id>,
}

impl Person {
    /// Organisations where the person holds a role.
    pub fn organisations_as(&self, role: Role) -> BTreeSet<Id> {
        self.memberships.iter().filter(|one| one.role == role).map(|one| one.organisation).collect()
    }

    /// Does the person hold the role anywhere?
    pub fn is(&self, role: Role) -> bool {
        self.memberships.iter().any(|one| one.role == role)
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody is signed in.
    Nobody,
    /// A signed-in person.
    Person(Person),
    /// The city's own machine: installing a pack from the command line. Never reachable over HTTP.
    Machine,
}

impl Actor {
    /// The account, if a person.
    pub fn user(&self) -> Option<Id> {
        match self {
            Actor::Person(person) => Some(person.user),
            Actor::Nobody | Actor::Machine => None,
        }
    }
}
