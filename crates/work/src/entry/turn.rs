//! Whose turn it is: roles at places, as the ledger's life cycle names them.

use crate::ledger::Surroundings;
use access::{Grant, Person, Role};
use base::Id;
use rules::ledger::{Place, Who};

/// An entry as far as it matters for whose turn it is.
pub(crate) struct Seat<'a> {
    /// Who keeps it.
    pub(crate) keeper: Id,
    /// Who owns the ledger.
    pub(crate) owner: Option<Id>,
    /// The organisation named by a cell.
    pub(crate) named: &'a dyn Fn(&str) -> Vec<Id>,
    /// Persons who stand in for those whose turn it is.
    pub(crate) stand_ins: &'a [Id],
}

/// Is it the turn of whoever holds the grant?
pub(crate) fn is_turn(grant: &Grant, who: &[Who], seat: &Seat<'_>) -> bool {
    let Ok(person) = grant.person() else { return matches!(grant.actor(), access::Actor::Machine) };
    (!who.is_empty() && seat.stand_ins.contains(&person.user)) || who.iter().any(|one| holds(person, one, seat))
}

/// The organisation for which the person acts, among those that a cell names.
pub(crate) fn signs_for(grant: &Grant, who: &[Who], seat: &Seat<'_>) -> Vec<Id> {
    let Ok(person) = grant.person() else { return Vec::new() };
    let named = who.iter().filter(|one| one.place == Place::Named);
    named
        .flat_map(|one| {
            let held = role_of(one).map(|role| person.organisations_as(role)).unwrap_or_default();
            let cell = one.cell.as_deref().unwrap_or_default();
            (seat.named)(cell).into_iter().filter(move |id| held.contains(id))
        })
        .collect()
}

fn holds(person: &Person, who: &Who, seat: &Seat<'_>) -> bool {
    let Some(role) = role_of(who) else { return false };
    let held = person.organisations_as(role);
    match who.place {
        Place::Keeper => held.contains(&seat.keeper),
        Place::Owner => seat.owner.is_some_and(|owner| held.contains(&owner)),
        // The office's people and verifiers sit at the office, wherever their account is kept.
        Place::Office => person.is(Role::Office) && !held.is_empty(),
        Place::Named => {
            let cell = who.cell.as_deref().unwrap_or_default();
            (seat.named)(cell).into_iter().any(|id| held.contains(&id))
        }
    }
}

fn role_of(who: &Who) -> Option<Role> {
    Role::ALL.into_iter().find(|role| role.code() == who.role)
}

/// Ids of the organisations whose codes stand in a cell.
pub(crate) fn organisations_in(cell: Option<&rules::field::Scalar>, around: &Surroundings) -> Vec<Id> {
    match cell {
        Some(rules::field::Scalar::Text(code)) => around.id_of(code).into_iter().collect(),
        Some(rules::field::Scalar::List(codes)) => codes.iter().filter_map(|code| around.id_of(code)).collect(),
        _ => Vec::new(),
    }
}
