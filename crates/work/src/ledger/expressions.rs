//! The conditions, formulas and guards of a ledger, checked once and evaluated for every entry.

use rules::expression::{Expression, check};
use rules::field::FieldKind;
use rules::ledger::facts::{Facts, names, without_absence};
use rules::ledger::{Field, Ledger, LifeCycle, Move};
use std::collections::{BTreeMap, BTreeSet};

/// All of a ledger's expressions. One that cannot be checked any more asks nothing and lets nothing pass.
#[derive(Clone, Debug, Default)]
pub(crate) struct Expressions {
    conditions: BTreeMap<String, Option<Expression>>,
    formulas: Vec<(String, Option<Expression>)>,
    guards: BTreeMap<(u32, String), Option<Expression>>,
}

impl Expressions {
    /// Of a ledger and the life cycles of its running entries.
    pub(crate) fn new(ledger: &Ledger, cycles: &BTreeMap<u32, LifeCycle>) -> Self {
        let known = names(ledger, None);
        let condition = |field: &Field| field.when.as_ref().map(|when| (field.code.clone(), check(when, &known).ok()));
        let mut guards = BTreeMap::new();
        for (version, cycle) in cycles {
            for one in &cycle.moves {
                if let Some(guard) = &one.guard {
                    guards.insert((*version, one.code.clone()), check(guard, &known).ok());
                }
            }
        }
        let formula = |(at, field): (usize, &Field)| match &field.kind {
            FieldKind::Computed(computed) => {
                let known = without_absence(names(ledger, Some(at)));
                Some((field.code.clone(), check(&computed.formula, &known).ok()))
            }
            _ => None,
        };
        Self {
            conditions: ledger.fields.iter().filter_map(condition).collect(),
            formulas: ledger.fields.iter().enumerate().filter_map(formula).collect(),
            guards,
        }
    }

    /// Codes of the fields that are asked for in this entry. One whose condition cannot be told yet is not.
    pub(crate) fn asked(&self, ledger: &Ledger, facts: &Facts) -> BTreeSet<String> {
        let asked = |field: &&Field| match self.conditions.get(&field.code) {
            None => true,
            Some(condition) => {
                condition.as_ref().is_some_and(|one| one.holds(&|name| facts.value(name)).unwrap_or(false))
            }
        };
        ledger.fields.iter().filter(asked).map(|field| field.code.clone()).collect()
    }

    /// Codes of the fields whose condition does not hold. One that cannot be told yet rules nothing out, so that what was
    /// filled in before the field it depends on is not lost.
    pub(crate) fn ruled_out(&self, ledger: &Ledger, facts: &Facts) -> BTreeSet<String> {
        let fails = |field: &&Field| match self.conditions.get(&field.code) {
            Some(Some(condition)) => condition.holds(&|name| facts.value(name)) == Ok(false),
            _ => false,
        };
        ledger.fields.iter().filter(fails).map(|field| field.code.clone()).collect()
    }

    /// Works out the computed cells, in order, so that one may read those before it. What cannot be worked out, because
    /// something is missing or a divisor is 0, stays away.
    pub(crate) fn compute(&self, ledger: &Ledger, facts: &mut Facts) {
        for (code, formula) in &self.formulas {
            let Some(FieldKind::Computed(computed)) = ledger.field(code).map(|field| &field.kind) else { continue };
            let value = formula.as_ref().and_then(|one| one.evaluate(&|name| facts.value(name)).ok());
            match value.and_then(|value| computed.kept(value)) {
                Some(value) => facts.cells.insert(code.clone(), value),
                None => facts.cells.remove(code),
            };
        }
    }

    /// Does the guard of a move let it through? A cell that is missing is what a guard guards against.
    pub(crate) fn lets_pass(&self, version: u32, one: &Move, facts: &Facts) -> bool {
        match self.guards.get(&(version, one.code.clone())) {
            None => true,
            Some(guard) => guard.as_ref().is_some_and(|one| one.holds(&|name| facts.value(name)).unwrap_or(false)),
        }
    }
}
