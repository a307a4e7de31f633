//! A grant: the proof that somebody may do something, with the rows and masked fields it covers.

use crate::{Action, Actor, Facts, Field, Person, Role, Rule, Scope, fields_of, rule_of};
use base::{Id, Refusal, RefusalKind, Sentence};

/// Made only by [`grant`]; a use case cannot be called without one.
#[derive(Clone, Debug)]
pub struct Grant {
    actor: Actor,
    action: Action,
    scope: Scope,
}

/// May the actor do this at all, and on which rows?
pub fn grant(actor: &Actor, action: Action) -> Result<Grant, Refusal> {
    let scope = match actor {
        Actor::Machine => Scope::All,
        Actor::Nobody if action == Action::SignIn => Scope::None,
        Actor::Nobody => return Err(Refusal::new(RefusalKind::NotSignedIn, Sentence::new("work.not_signed_in"))),
        Actor::Person(_) if action == Action::SignIn => Scope::None,
        // Whoever waits for a first role must still come in and set a password of their own.
        Actor::Person(person) if action.is_own() => Scope::Own(person.user),
        Actor::Person(person) => match scope_where(person, action, |_| true) {
            Scope::None => return Err(Refusal::forbidden()),
            scope => scope,
        },
    };
    Ok(Grant { actor: actor.clone(), action, scope })
}

impl Grant {
    /// Who.
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The account of who; absent for nobody and the machine.
    pub fn user(&self) -> Option<Id> {
        self.actor.user()
    }

    /// The person, or a refusal.
    pub fn person(&self) -> Result<&Person, Refusal> {
        match &self.actor {
            Actor::Person(person) => Ok(person),
            Actor::Nobody | Actor::Machine => {
                Err(Refusal::new(RefusalKind::NotSignedIn, Sentence::new("work.not_signed_in")))
            }
        }
    }

    /// What for.
    pub fn action(&self) -> Action {
        self.action
    }

    /// On which rows.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// On which rows a masked field may be seen, searched and exported.
    pub fn field_scope(&self, field: Field) -> Scope {
        match &self.actor {
            Actor::Machine => Scope::All,
            Actor::Nobody => Scope::None,
            Actor::Person(person) => {
                scope_where(person, self.action, |role| fields_of(role, self.action).contains(&field))
            }
        }
    }

    /// Refuses a row outside. The answer is the same as for a row that does not exist.
    pub fn require(&self, facts: &Facts) -> Result<(), Refusal> {
        if self.scope.admits(facts) { Ok(()) } else { Err(Refusal::not_found()) }
    }

    /// Would the same actor be granted another action on this row? For the list of what a reader may do next.
    pub fn may(&self, action: Action, facts: &Facts) -> bool {
        grant(&self.actor, action).is_ok_and(|other| other.scope.admits(facts))
    }
}

fn scope_where(person: &Person, action: Action, counts: impl Fn(Role) -> bool) -> Scope {
    let mut scope = Scope::None;
    for role in Role::ALL.into_iter().filter(|role| person.is(*role) && counts(*role)) {
        if let Some(rule) = rule_of(role, action) {
            scope = scope.or(rows(person, role, rule));
        }
    }
    scope
}

fn rows(person: &Person, role: Role, rule: Rule) -> Scope {
    let organisations = person.organisations_as(role);
    match rule {
        Rule::All => Scope::All,
        Rule::Own => Scope::Own(person.user),
        Rule::Organisation => Scope::OrganisationsIn(organisations),
        Rule::OwnOrOrganisation => Scope::Or(vec![Scope::Own(person.user), Scope::OrganisationsIn(organisations)]),
        Rule::OrganisationOrLed => {
            Scope::Or(vec![Scope::OrganisationsIn(organisations.clone()), Scope::LeadsTaskIn(organisations)])
        }
        Rule::OrganisationOrAccepted => {
            Scope::Or(vec![Scope::OrganisationsIn(organisations), Scope::StateIn(["accepted"].into())])
        }
        Rule::OrganisationOrLedger => {
            Scope::Or(vec![Scope::OrganisationsIn(organisations.clone()), Scope::LedgerOf(organisations)])
        }
        Rule::OrganisationOrInvolved => {
            let mut parts = vec![Scope::OrganisationsIn(organisations.clone()), Scope::LedgerOf(organisations.clone())];
            parts.push(Scope::NamedIn(organisations));
            if !person.stands_in.is_empty() {
                parts.push(Scope::RowsIn(person.stands_in.clone()));
            }
            Scope::Or(parts)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Membership;

    fn person(role: Role, organisation: i64) -> Actor {
        let membership = Membership { organisation: Id(organisation), division: None, role };
        Actor::Person(Person { user: Id(9), name: String::new(), memberships: vec![membership], stands_in: [].into() })
    }

    #[test]
    fn a_head_approves_at_home_only() {
        let grant = grant(&person(Role::OrganisationHead, 5), Action::ApproveWorkPlan).unwrap();
        let at = |organisation| Facts { organisation: Some(Id(organisation)), ..Facts::default() };
        assert!(grant.require(&at(5)).is_ok());
        assert_eq!(grant.require(&at(6)), Err(Refusal::not_found()));
        assert!(!grant.may(Action::AcceptWorkPlan, &at(5)));
    }

    #[test]
    fn nobody_gets_nothing_but_a_sign_in() {
        for action in Action::ALL {
            assert_eq!(grant(&Actor::Nobody, *action).is_ok(), *action == Action::SignIn, "{}", action.code());
        }
    }

    #[test]
    fn a_person_without_a_role_reaches_nothing_but_their_own_session_and_list() {
        let new = Actor::Person(Person { user: Id(9), name: String::new(), memberships: vec![], stands_in: [].into() });
        for action in Action::ALL.iter().filter(|action| **action != Action::SignIn) {
            let own = matches!(action, Action::KeepSession | Action::SeeTodo);
            assert_eq!(grant(&new, *action).is_ok(), own, "{}", action.code());
        }
        assert_eq!(grant(&new, Action::KeepSession).unwrap().scope(), &Scope::Own(Id(9)));
    }

    #[test]
    fn a_masked_field_follows_the_role_that_may_see_it() {
        let both = |roles: &[(Role, i64)]| {
            let memberships = roles
                .iter()
                .map(|(role, organisation)| Membership { organisation: Id(*organisation), division: None, role: *role })
                .collect();
            Actor::Person(Person { user: Id(9), name: String::new(), memberships, stands_in: [].into() })
        };
        let security = grant(&both(&[(Role::SecurityAdmin, 1)]), Action::SeeUser).unwrap();
        assert_eq!(security.scope(), &Scope::All);
        assert_eq!(security.field_scope(Field::UserPhone), Scope::None);
        let head_too = grant(&both(&[(Role::SecurityAdmin, 1), (Role::OrganisationHead, 5)]), Action::SeeUser).unwrap();
        assert_eq!(head_too.scope(), &Scope::All);
        assert_eq!(head_too.field_scope(Field::UserPhone), Scope::OrganisationsIn([Id(5)].into()));
    }

    #[test]
    fn the_three_administrators_do_no_business() {
        for role in Role::ALL.into_iter().filter(|role| role.is_administrator()) {
            for action in
                [Action::DecideItem, Action::PublishPlan, Action::SeePlan, Action::AcceptWorkPlan, Action::ReceiveDuty]
            {
                assert!(grant(&person(role, 1), action).is_err(), "{} {}", role.code(), action.code());
            }
        }
    }
}
