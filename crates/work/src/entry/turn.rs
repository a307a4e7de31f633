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
use store::entry_list::{Column, Condition, entry_count};
use store::entry_move::{named_by, stood_in_by};
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

/// What makes an entry wait for a reader, one way beside the other. Each way is looked for by an index of its own; all of
/// them as one condition would have a ledger read from end to end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Turn {
    ways: Vec<Way>,
    /// Entries at which the reader stands in.
    stand_in: Vec<Value>,
}

#[derive(Clone, Debug)]
struct Way {
    body: Condition,
    /// States of one life cycle, each with whether a clock runs in it.
    states: Vec<(Value, bool)>,
    /// The life cycle, where the ledger has several.
    cycle: Option<Condition>,
}

impl Way {
    fn condition(&self, with_clock: bool) -> Condition {
        let states = self.states.iter().filter(|(_, clock)| *clock || !with_clock);
        let states = Condition::AnyOf(Column::State, states.map(|(state, _)| state.clone()).collect());
        Condition::All([states, self.body.clone()].into_iter().chain(self.cycle.clone()).collect())
    }
}

impl Turn {
    /// As one condition of a list.
    pub(crate) fn condition(&self) -> Condition {
        let ways = self.ways.iter().map(|way| way.condition(false));
        Condition::Any(ways.chain([self.standing_in()]).collect())
    }

    fn standing_in(&self) -> Condition {
        Condition::AnyOf(Column::Id, self.stand_in.clone())
    }

    /// How many entries wait, and how many of them are overdue; each counted to `limit`.
    pub(crate) fn count(&self, tx: &Tx<'_>, book: &Book, reach: &Reach, limit: usize) -> Result<(usize, usize), Fault> {
        let count = |conditions: &[Condition]| entry_count(tx, &book.shape, &reach.scope, conditions, limit);
        let late = Condition::Before(Column::Due, Value::from(day_of(tx.now())));
        let (mut waiting, mut overdue) = (0, 0);
        for way in &self.ways {
            waiting += count(&[way.condition(false)])?;
            // Only where a clock runs can one be late, so that drafts without number are not looked through.
            overdue += count(&[way.condition(true), late.clone()])?;
        }
        if !self.stand_in.is_empty() {
            let known = Condition::Any(self.ways.iter().map(|way| way.condition(false)).collect());
            let all = self.standing_in();
            waiting += count(std::slice::from_ref(&all))? - count(&[all.clone(), known.clone()])?;
            overdue += count(&[all.clone(), late.clone()])? - count(&[all, known, late])?;
        }
        Ok((waiting.min(limit), overdue.min(limit)))
    }
}

impl Reach {
    /// What makes an entry wait for the reader: it is the turn of a body where the reader holds the role, or somebody named
    /// the reader as stand-in.
    pub(crate) fn turn(&self, tx: &Tx<'_>, book: &Book, around: &Surroundings) -> Result<Turn, Fault> {
        let Some(person) = self.person.as_ref() else { return Ok(Turn::default()) };
        let mut turn = Turn { ways: Vec::new(), stand_in: Vec::new() };
        turn.stand_in.extend(stood_in_by(tx, person.user)?.into_iter().map(Value::from));
        for cycle in book.cycles.values() {
            let own =
                (book.cycles.len() > 1).then(|| Condition::AnyOf(Column::Cycle, vec![Value::from(cycle.version)]));
            let mut ways: Vec<Way> = Vec::new();
            for state in &cycle.states {
                let who = cycle.whose_turn(&state.code);
                let mut bodies: Vec<Condition> =
                    who.iter().filter_map(|who| self.seated(person, who, around)).collect();
                // Whoever has the turn on every row needs no second way to it.
                if let Some(everywhere) = bodies.iter().position(|body| *body == Condition::All(Vec::new())) {
                    bodies = vec![bodies.swap_remove(everywhere)];
                }
                bodies.dedup();
                let entered = (Value::from(state.code.as_str()), state.clock.is_some());
                // Several bodies of one step are one way: the same row is not counted twice.
                let body = if let [only] = bodies.as_slice() { only.clone() } else { Condition::Any(bodies.clone()) };
                match ways.iter_mut().find(|way| way.body == body) {
                    _ if bodies.is_empty() => {}
                    Some(way) => way.states.push(entered),
                    None => ways.push(Way { body, states: vec![entered], cycle: own.clone() }),
                }
            }
            turn.ways.extend(ways);
        }
        Ok(turn)
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
