//! Which rows a grant covers: a closed type that is decided on one row here and rendered to SQL by `store`.

use base::Id;
use std::collections::BTreeSet;

/// A set of rows. There is no negation, so SQL's third truth value never widens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every row of the site.
    All,
    /// No row.
    None,
    /// Rows of the person.
    Own(Id),
    /// Rows of these organisations.
    OrganisationsIn(BTreeSet<Id>),
    /// Rows of tasks led by one of these organisations.
    LeadsTaskIn(BTreeSet<Id>),
    /// Rows in one of these states.
    StateIn(BTreeSet<&'static str>),
    /// Rows of ledgers that one of these organisations owns or may read.
    LedgerOf(BTreeSet<Id>),
    /// Rows that name one of these organisations in a cell from which their life cycle takes who acts.
    NamedIn(BTreeSet<Id>),
    /// These rows themselves.
    RowsIn(BTreeSet<Id>),
    /// Rows in all of them.
    And(Vec<Scope>),
    /// Rows in any of them.
    Or(Vec<Scope>),
}

/// What a row says of itself; an absent fact admits nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The person it belongs to.
    pub owner: Option<Id>,
    /// The organisation it belongs to.
    pub organisation: Option<Id>,
    /// The organisations that lead its task.
    pub leads: BTreeSet<Id>,
    /// Its state.
    pub state: Option<String>,
    /// The organisations that own or may read its ledger.
    pub ledger_of: BTreeSet<Id>,
    /// The organisations that it names to act.
    pub named: BTreeSet<Id>,
    /// The row itself, of a kind for which somebody can stand in.
    pub row: Option<Id>,
}

impl Scope {
    /// Is the row inside?
    pub fn admits(&self, facts: &Facts) -> bool {
        match self {
            Scope::All => true,
            Scope::None => false,
            Scope::Own(user) => facts.owner == Some(*user),
            Scope::OrganisationsIn(set) => facts.organisation.is_some_and(|one| set.contains(&one)),
            Scope::LeadsTaskIn(set) => !facts.leads.is_disjoint(set),
            Scope::StateIn(set) => facts.state.as_deref().is_some_and(|state| set.contains(state)),
            Scope::LedgerOf(set) => !facts.ledger_of.is_disjoint(set),
            Scope::NamedIn(set) => !facts.named.is_disjoint(set),
            Scope::RowsIn(set) => facts.row.is_some_and(|one| set.contains(&one)),
            Scope::And(parts) => parts.iter().all(|part| part.admits(facts)),
            Scope::Or(parts) => parts.iter().any(|part| part.admits(facts)),
        }
    }

    /// The same rows of one ledger, of which it is known who owns or may read it, and whether its rows name anybody: what no
    /// row has to be asked for.
    #[must_use]
    pub fn at_ledger(&self, of: &BTreeSet<Id>, names: bool) -> Scope {
        match self {
            Scope::NamedIn(_) if !names => Scope::None,
            Scope::LedgerOf(set) if set.is_disjoint(of) => Scope::None,
            Scope::LedgerOf(_) => Scope::All,
            Scope::Or(parts) => parts.iter().fold(Scope::None, |sum, part| sum.or(part.at_ledger(of, names))),
            Scope::And(parts) => Scope::And(parts.iter().map(|part| part.at_ledger(of, names)).collect()),
            other => other.clone(),
        }
    }

    /// The union, with the trivial cases folded.
    #[must_use]
    pub fn or(self, other: Scope) -> Scope {
        match (self, other) {
            (Scope::All, _) | (_, Scope::All) => Scope::All,
            (Scope::None, one) | (one, Scope::None) => one,
            (Scope::Or(mut parts), one) => {
                parts.push(one);
                Scope::Or(parts)
            }
            (one, other) => Scope::Or(vec![one, other]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absent_fact_admits_nobody() {
        let nothing = Facts::default();
        assert!(!Scope::Own(Id(1)).admits(&nothing));
        assert!(!Scope::OrganisationsIn([Id(1)].into()).admits(&nothing));
        assert!(!Scope::LeadsTaskIn([Id(1)].into()).admits(&nothing));
        assert!(!Scope::StateIn(["draft"].into()).admits(&nothing));
        assert!(!Scope::NamedIn([Id(1)].into()).admits(&nothing));
        assert!(!Scope::RowsIn([Id(1)].into()).admits(&nothing));
        assert!(Scope::And(vec![]).admits(&nothing));
        assert!(!Scope::Or(vec![]).admits(&nothing));
    }

    #[test]
    fn an_owner_of_a_ledger_sees_all_of_it_and_others_their_own() {
        let scope = Scope::Or(vec![Scope::OrganisationsIn([Id(5)].into()), Scope::LedgerOf([Id(5)].into())]);
        assert_eq!(scope.at_ledger(&[Id(5), Id(6)].into(), false), Scope::All);
        assert_eq!(scope.at_ledger(&[Id(6)].into(), false), Scope::OrganisationsIn([Id(5)].into()));
        let facts = |organisation, ledger| Facts {
            organisation: Some(Id(organisation)),
            ledger_of: [Id(ledger)].into(),
            ..Facts::default()
        };
        for (facts, of) in [(facts(5, 6), 6), (facts(7, 5), 5), (facts(7, 6), 6)] {
            assert_eq!(scope.admits(&facts), scope.at_ledger(&[Id(of)].into(), false).admits(&facts));
        }
    }

    #[test]
    fn who_is_named_is_asked_of_the_rows_only_where_they_name_somebody() {
        let named = Scope::NamedIn([Id(5)].into());
        let scope = Scope::OrganisationsIn([Id(5)].into()).or(named.clone());
        assert_eq!(scope.at_ledger(&[].into(), false), Scope::OrganisationsIn([Id(5)].into()));
        assert_eq!(scope.at_ledger(&[].into(), true), scope);
        assert!(named.admits(&Facts { named: [Id(4), Id(5)].into(), ..Facts::default() }));
        assert!(!named.admits(&Facts { organisation: Some(Id(5)), ..Facts::default() }));
    }

    #[test]
    fn a_union_with_all_is_all() {
        assert_eq!(Scope::None.or(Scope::All), Scope::All);
        assert_eq!(Scope::None.or(Scope::Own(Id(3))), Scope::Own(Id(3)));
    }
}
