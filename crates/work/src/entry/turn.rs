//! Whose turn it is: roles at places, as the ledger's life cycle names them.

use crate::app::day_of;
use crate::entry::EntryBody;
use crate::entry::reach::Reach;
use crate::ledger::{Book, Surroundings};
use access::{Grant, Person, Role};
use base::{Fault, Id};
use rules::field::Scalar;
use rules::ledger::{Place, Who};
use std::collections::BTreeSet;
use store::entry_list::{Column, Condition};
use store::entry_move::named_by;
use store::session::person_on;
use store::{Tx, Value};

/// An entry as far as it matters for whose turn it is.
struct Seat<'a> {
    /// Who keeps it.
    keeper: Id,
    /// Who owns the ledger.
    owner: Option<Id>,
    /// The organisations named by a cell.
    named: &'a dyn Fn(&str) -> Vec<Id>,
}

impl EntryBody {
    /// Is it the turn of whoever holds the grant, as one of `who` or as the stand-in of one?
    pub(crate) fn is_turn_of(
        &self,
        grant: &Grant,
        tx: &Tx<'_>,
        around: &Surroundings,
        reach: &Reach,
        who: &[Who],
    ) -> Result<bool, Fault> {
        let Ok(person) = grant.person() else { return Ok(false) };
        let named = |cell: &str| organisations_in(self.content.values.get(cell), around);
        let seat = Seat { keeper: self.row.organisation, owner: reach.owner, named: &named };
        let holds_any = |person: &Person| who.iter().any(|one| holds(person, one, &seat));
        Ok(holds_any(person) || self.stands_in_for(person, tx)?.iter().any(holds_any))
    }

    /// The organisations for which whoever holds the grant may agree, among those that a cell names.
    pub(crate) fn signs_for(
        &self,
        grant: &Grant,
        tx: &Tx<'_>,
        around: &Surroundings,
        who: &[Who],
    ) -> Result<BTreeSet<Id>, Fault> {
        let Ok(person) = grant.person() else { return Ok(BTreeSet::new()) };
        let mut signing = BTreeSet::new();
        for person in self.stands_in_for(person, tx)?.iter().chain([person]) {
            for one in who.iter().filter(|one| one.place == Place::Named) {
                let held = role_of(one).map(|role| person.organisations_as(role)).unwrap_or_default();
                let named = one.cell.as_ref().and_then(|cell| self.content.values.get(cell));
                signing.extend(organisations_in(named, around).into_iter().filter(|id| held.contains(id)));
            }
        }
        Ok(signing)
    }

    /// Those who named the person as their stand-in, with the roles they hold today: a stand-in may do what they may, and
    /// no more.
    fn stands_in_for(&self, person: &Person, tx: &Tx<'_>) -> Result<Vec<Person>, Fault> {
        let mut all = Vec::new();
        for user in named_by(tx, self.row.id, person.user)? {
            all.extend(person_on(tx, user, day_of(tx.now()))?.map(|(person, _)| person));
        }
        Ok(all)
    }
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

impl Reach {
    /// The condition that an entry waits for the reader: it is the turn of a body where the reader holds the role, or
    /// somebody named the reader as stand-in.
    pub(crate) fn turn(&self, book: &Book, around: &Surroundings) -> Condition {
        let Some(person) = self.person.as_ref() else { return Condition::Any(Vec::new()) };
        let mut ways = vec![Condition::StandIn(person.user)];
        for cycle in book.cycles.values() {
            let mut by_body: Vec<(Condition, Vec<Value>)> = Vec::new();
            for state in &cycle.states {
                for body in cycle.whose_turn(&state.code).iter().filter_map(|who| self.seated(person, who, around)) {
                    let state = Value::from(state.code.as_str());
                    match by_body.iter_mut().find(|(known, _)| *known == body) {
                        Some((_, states)) => states.push(state),
                        None => by_body.push((body, vec![state])),
                    }
                }
            }
            let older = book.cycles.len() > 1;
            for (body, states) in by_body {
                let mut all = vec![Condition::AnyOf(Column::State, states), body];
                all.extend(older.then(|| Condition::AnyOf(Column::Cycle, vec![Value::from(cycle.version)])));
                ways.push(Condition::All(all));
            }
        }
        Condition::Any(ways)
    }

    /// The rows on which a person is one of those who are meant; nothing where on none.
    fn seated(&self, person: &Person, who: &Who, around: &Surroundings) -> Option<Condition> {
        let held = person.organisations_as(role_of(who)?);
        let everywhere = || Condition::All(Vec::new());
        match who.place {
            Place::Keeper => {
                let mine = held.into_iter().map(Value::from).collect::<Vec<_>>();
                (!mine.is_empty()).then_some(Condition::AnyOf(Column::Organisation, mine))
            }
            Place::Owner => self.owner.filter(|owner| held.contains(owner)).map(|_| everywhere()),
            Place::Office => (person.is(Role::Office) && !held.is_empty()).then(everywhere),
            Place::Named => {
                let column = Column::Cell(who.cell.clone()?);
                let codes = held.into_iter().filter_map(|id| around.organisation(id)).map(|row| row.code.clone());
                let codes = codes.collect::<Vec<_>>();
                // One organisation stands in its cell as it is, several as a list.
                let alone = Condition::AnyOf(column.clone(), codes.iter().map(Value::from).collect());
                let listed = codes.iter().map(|code| Condition::Holds(column.clone(), code.clone()));
                (!codes.is_empty()).then(|| Condition::Any(listed.chain([alone]).collect()))
            }
        }
    }
}

fn role_of(who: &Who) -> Option<Role> {
    Role::ALL.into_iter().find(|role| role.code() == who.role)
}

/// Ids of the organisations whose codes stand in a cell.
pub(crate) fn organisations_in(cell: Option<&Scalar>, around: &Surroundings) -> Vec<Id> {
    match cell {
        Some(Scalar::Text(code)) => around.id_of(code).into_iter().collect(),
        Some(Scalar::List(codes)) => codes.iter().filter_map(|code| around.id_of(code)).collect(),
        _ => Vec::new(),
    }
}
