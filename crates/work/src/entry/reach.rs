//! How far a reader sees into a ledger: which rows, and on which rows each field.

use crate::ledger::{Book, Surroundings};
use access::{Actor, Grant, Person, Role, Scope};
use base::Id;
use rules::ledger::{Audience, Field};
use std::collections::{BTreeMap, BTreeSet};
use store::Value;
use store::entry::EntryRow;

/// A reader's view of one ledger.
#[derive(Clone, Debug)]
pub(crate) struct Reach {
    /// Which rows.
    pub(crate) scope: Scope,
    /// The organisation that owns the ledger.
    pub(crate) owner: Option<Id>,
    /// The organisations that own it or may read it.
    pub(crate) ledger_of: BTreeSet<Id>,
    /// Places of the cells by which a row names who acts.
    naming: Vec<usize>,
    /// The reader's organisations by their codes: the only ones among those that a row names that matter for its rights.
    homes: BTreeMap<String, Id>,
    pub(super) person: Option<Person>,
}

/// The roles that act for an organisation.
const BUSINESS: [Role; 4] = [Role::OrganisationHead, Role::DivisionHead, Role::Reporter, Role::Verifier];

impl Reach {
    /// Of a grant in a ledger.
    pub(crate) fn new(grant: &Grant, around: &Surroundings, book: &Book) -> Self {
        let ledger = &book.ledger;
        let owner = around.id_of(&ledger.owner);
        let readers = ledger.readers.iter().filter_map(|code| around.id_of(code));
        let ledger_of: BTreeSet<Id> = readers.chain(owner).collect();
        let person = match grant.actor() {
            Actor::Person(person) => Some(person.clone()),
            Actor::Machine | Actor::Nobody => None,
        };
        let scope = grant.scope().at_ledger(&ledger_of, !book.shape.naming.is_empty());
        let cells = book.shape.cells.iter().enumerate();
        let naming = cells.filter(|(_, cell)| book.shape.naming.contains(cell)).map(|(place, _)| place).collect();
        let homes = person
            .iter()
            .flat_map(|person| &person.memberships)
            .filter_map(|one| around.organisation(one.organisation).map(|row| (row.code.clone(), row.id)));
        Self { scope, owner, ledger_of, naming, homes: homes.collect(), person }
    }

    /// The reader's organisations that a row names to act.
    pub(super) fn named(&self, row: &EntryRow) -> BTreeSet<Id> {
        let cells = self.naming.iter().filter_map(|place| row.cells.get(*place));
        let codes = cells.flat_map(|cell| match cell {
            // One organisation stands in its cell as it is, several as a list.
            Value::Text(text) => serde_json::from_str(text).unwrap_or_else(|_| vec![text.clone()]),
            Value::Int(_) | Value::Null => Vec::new(),
        });
        codes.filter_map(|code: String| self.homes.get(&code).copied()).collect()
    }

    /// Does the reader see every row?
    pub(crate) fn sees_all(&self) -> bool {
        self.scope == Scope::All
    }

    /// On which rows a field is seen, searched, compared and taken out.
    pub(crate) fn field_scope(&self, field: &Field) -> Scope {
        let Some(person) = self.person.as_ref().filter(|_| !field.is_open()) else { return Scope::All };
        field.audience.iter().fold(Scope::None, |sum, audience| sum.or(self.seen_as(person, *audience)))
    }

    /// Is a field seen on any row at all?
    pub(crate) fn ever_sees(&self, field: &Field) -> bool {
        self.field_scope(field) != Scope::None
    }

    fn seen_as(&self, person: &Person, audience: Audience) -> Scope {
        let everywhere = |holds: bool| if holds { Scope::All } else { Scope::None };
        let own: BTreeSet<Id> = BUSINESS.into_iter().flat_map(|role| person.organisations_as(role)).collect();
        match audience {
            Audience::Keeper if own.is_empty() => Scope::None,
            Audience::Keeper => Scope::OrganisationsIn(own),
            Audience::Owner => everywhere(self.owner.is_some_and(|owner| own.contains(&owner))),
            Audience::Office => everywhere(person.is(Role::Office)),
            Audience::Leader => everywhere(person.is(Role::Leader)),
            Audience::Verifier => everywhere(person.is(Role::Verifier)),
            Audience::ExternalAuditor => everywhere(person.is(Role::ExternalAuditor)),
        }
    }
}
