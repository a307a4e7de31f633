//! The conditions, formulas and guards of a ledger, checked once and evaluated for every entry.

use crate::expression::{Expression, check};
use crate::field::FieldKind;
use crate::ledger::facts::{Facts, names, without_absence};
use crate::ledger::{Field, Ledger, LifeCycle, Move, MoveKind, Obstacle};
use std::collections::{BTreeMap, BTreeSet};

/// All of a ledger's expressions. One that cannot be checked any more asks nothing and lets nothing pass.
#[derive(Clone, Debug, Default)]
pub struct Expressions {
    conditions: BTreeMap<String, Option<Expression>>,
    formulas: Vec<(String, Option<Expression>)>,
    guards: BTreeMap<(u32, String), Option<Expression>>,
}

impl Expressions {
    /// Of a ledger and the life cycles of its running entries, by their versions.
    pub fn new<'a>(ledger: &Ledger, cycles: impl IntoIterator<Item = &'a LifeCycle>) -> Self {
        let known = names(ledger, None);
        let condition = |field: &Field| field.when.as_ref().map(|when| (field.code.clone(), check(when, &known).ok()));
        let mut guards = BTreeMap::new();
        for cycle in cycles {
            for one in &cycle.moves {
                if let Some(guard) = &one.guard {
                    guards.insert((cycle.version, one.code.clone()), check(guard, &known).ok());
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
    pub fn asked(&self, ledger: &Ledger, facts: &Facts) -> BTreeSet<String> {
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
    pub fn ruled_out(&self, ledger: &Ledger, facts: &Facts) -> BTreeSet<String> {
        let fails = |field: &&Field| match self.conditions.get(&field.code) {
            Some(Some(condition)) => condition.holds(&|name| facts.value(name)) == Ok(false),
            _ => false,
        };
        ledger.fields.iter().filter(fails).map(|field| field.code.clone()).collect()
    }

    /// Works out the computed cells, in order, so that one may read those before it. What cannot be worked out, because
    /// something is missing or a divisor is 0, stays away.
    pub fn compute(&self, ledger: &Ledger, facts: &mut Facts) {
        for (code, formula) in &self.formulas {
            let Some(FieldKind::Computed(computed)) = ledger.field(code).map(|field| &field.kind) else { continue };
            let value = formula.as_ref().and_then(|one| one.evaluate(&|name| facts.value(name)).ok());
            match value.and_then(|value| computed.kept(value)) {
                Some(value) => facts.cells.insert(code.clone(), value),
                None => facts.cells.remove(code),
            };
        }
    }

    /// What an entry lacks to be whole: required cells and files that are asked for, lines, weights that add up.
    pub fn lacking(&self, ledger: &Ledger, facts: &Facts) -> Vec<Obstacle> {
        let asked = self.asked(ledger, facts);
        let required = ledger.fields.iter().filter(|field| field.required && asked.contains(&field.code));
        let mut found = Vec::new();
        for field in required {
            if matches!(field.kind, FieldKind::Evidence(_)) {
                found.extend(no_file(facts, &field.code));
                continue;
            }
            let empty = field.cells().into_iter().filter(|cell| !facts.cells.contains_key(&cell.key));
            found.extend(empty.map(|cell| Obstacle::Cell(cell.key)));
        }
        for table in &ledger.lines {
            let rows = facts.lines.get(&table.code).map(Vec::as_slice).unwrap_or_default();
            let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            if count < table.min || count > table.max {
                found.push(Obstacle::Lines { table: table.code.clone(), min: table.min, max: table.max });
            }
            for (at, row) in rows.iter().enumerate() {
                let cells = table.fields.iter().filter(|field| field.required).flat_map(Field::cells);
                let empty = cells.filter(|cell| !row.contains_key(&cell.key));
                found.extend(empty.map(|cell| Obstacle::LineCell { table: table.code.clone(), at, cell: cell.key }));
            }
        }
        let sum: u32 = facts.weights.iter().sum();
        if !facts.weights.is_empty() && sum != 100 {
            found.push(Obstacle::Weights(sum));
        }
        found
    }

    /// Everything that stands between an entry and a move of a life cycle's version: what a step forward lacks, the
    /// move's papers, its guard. Empty where the move can be made.
    pub fn obstacles(&self, ledger: &Ledger, version: u32, one: &Move, facts: &Facts) -> Vec<Obstacle> {
        let mut found = match one.kind {
            MoveKind::Forward | MoveKind::Countersign => self.lacking(ledger, facts),
            _ => Vec::new(),
        };
        for paper in one.evidence.iter().filter_map(|code| no_file(facts, code)) {
            if !found.contains(&paper) {
                found.push(paper);
            }
        }
        if !self.lets_pass(version, one, facts) {
            found.push(Obstacle::Guard(one.guard_says.clone()));
        }
        found
    }

    /// Does the guard of a move let it through? A cell that is missing is what a guard guards against.
    fn lets_pass(&self, version: u32, one: &Move, facts: &Facts) -> bool {
        match self.guards.get(&(version, one.code.clone())) {
            None => true,
            Some(guard) => guard.as_ref().is_some_and(|one| one.holds(&|name| facts.value(name)).unwrap_or(false)),
        }
    }
}

fn no_file(facts: &Facts, field: &str) -> Option<Obstacle> {
    (facts.files.get(field).copied().unwrap_or_default() == 0).then(|| Obstacle::File(field.to_owned()))
}
