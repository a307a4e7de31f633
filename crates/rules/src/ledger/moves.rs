//! Which moves are open to whom, what stands against one, and what happens by itself.

use crate::expression;
use crate::field::{Column, FieldKind, Scalar};
use crate::ledger::facts::{Facts, names, without_absence};
use crate::ledger::{Ledger, LifeCycle, Move, MoveKind, Place, Who};
use base::{Day, Language, Sentence};

/// The moves that an actor may make from a state, in the order of their buttons. `held` is what the actor is to this
/// entry: each role with the place where it is held, and with `named` the cell that names that place.
pub fn moves_for<'a>(life: &'a LifeCycle, state: &'a str, held: &[Who]) -> Vec<&'a Move> {
    let by_hand = life.moves_from(state).filter(|one| one.kind != MoveKind::Automatic);
    by_hand.filter(|one| one.who.iter().any(|who| holds(held, who))).collect()
}

/// May the actor change cells in a state?
pub fn may_edit(life: &LifeCycle, state: &str, held: &[Who]) -> bool {
    life.state(state).is_some_and(|state| state.editors.iter().any(|who| holds(held, who)))
}

fn holds(held: &[Who], wanted: &Who) -> bool {
    held.iter().any(|one| {
        let same_place = one.place == wanted.place && (one.place != Place::Named || one.cell == wanted.cell);
        same_place && one.role == wanted.role
    })
}

/// The states a move may lead to from a state: for `send_back` the earlier ones among its list, the same state where a
/// move names none.
pub fn targets<'a>(life: &'a LifeCycle, one: &'a Move, state: &'a str) -> Vec<&'a str> {
    let position = |code: &str| life.states.iter().position(|other| other.code == code);
    if one.to.is_empty() {
        return vec![state];
    }
    let earlier = |to: &&str| one.kind != MoveKind::SendBack || position(to) < position(state);
    one.to.iter().map(String::as_str).filter(earlier).collect()
}

/// Everything that stands against a move: evidence that is missing, a guard that does not hold. Empty where it may go on.
pub fn refusals(ledger: &Ledger, one: &Move, facts: &Facts, language: Language) -> Vec<Sentence> {
    let mut said = Vec::new();
    for code in &one.evidence {
        if facts.files.get(code).copied().unwrap_or_default() == 0 {
            let name = ledger.field(code).map_or(code.as_str(), |field| field.name.of(language));
            said.push(Sentence::new("rules.ledger.evidence_missing").with("name", name));
        }
    }
    if let Some(guard) = &one.guard
        && let Err(sentence) = holds_for(ledger, guard, facts, one.guard_says.of(language))
    {
        said.push(sentence);
    }
    said
}

fn holds_for(ledger: &Ledger, guard: &str, facts: &Facts, says: &str) -> Result<(), Sentence> {
    let refused = || Sentence::new("rules.ledger.guard_refuses").with("says", says);
    // Checked when the pack was loaded; one that cannot be checked any more refuses rather than lets pass.
    let checked = expression::check(guard, &names(ledger, None)).map_err(|_| refused())?;
    // A cell that is not there is what a guard guards against: its own words say what to do.
    match checked.holds(&|name| facts.value(name)) {
        Ok(true) => Ok(()),
        Ok(false) | Err(_) => Err(refused()),
    }
}

/// Is a field asked for in this entry? One whose condition cannot be told yet is not.
pub fn is_asked(ledger: &Ledger, when: Option<&str>, facts: &Facts) -> bool {
    let Some(when) = when else { return true };
    expression::check(when, &names(ledger, None))
        .is_ok_and(|checked| checked.holds(&|name| facts.value(name)).unwrap_or(false))
}

/// Cells that are asked for, required and not filled in, with a sentence for each; for lines `outputs[0].name`.
pub fn missing_cells(ledger: &Ledger, facts: &Facts) -> Vec<(String, Sentence)> {
    let required = || Sentence::new("base.required");
    let mut missing = Vec::new();
    for field in ledger.fields.iter().filter(|field| field.required && is_asked(ledger, field.when.as_deref(), facts)) {
        for cell in field.cells() {
            let there = match cell.column {
                Column::Beside => facts.files.get(&cell.key).copied().unwrap_or_default() > 0,
                _ => facts.cells.contains_key(&cell.key),
            };
            if !there {
                missing.push((cell.key, required()));
            }
        }
    }
    for table in &ledger.lines {
        let lines = facts.lines.get(&table.code).map(Vec::as_slice).unwrap_or_default();
        let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        if count < table.min || count > table.max {
            let sentence = Sentence::new("rules.ledger.line_count").with("min", table.min).with("max", table.max);
            missing.push((table.code.clone(), sentence));
        }
        for (at, line) in lines.iter().enumerate() {
            let cells = table.fields.iter().filter(|field| field.required).flat_map(|field| field.cells());
            let absent = cells.filter(|cell| !line.contains_key(&cell.key));
            missing.extend(absent.map(|cell| (format!("{}[{at}].{}", table.code, cell.key), required())));
        }
    }
    missing
}

/// The move that happens by itself to an entry in a state, today being later than the day it waits for.
pub fn expire<'a>(life: &'a LifeCycle, state: &'a str, facts: &Facts, today: Day) -> Option<&'a Move> {
    life.moves_from(state).filter(|one| one.kind == MoveKind::Automatic).find(|one| {
        let day = one.after.as_ref().and_then(|cell| facts.cells.get(cell));
        matches!(day, Some(Scalar::Day(day)) if *day < today)
    })
}

/// Works out the computed cells of an entry, in order, so that one may read those before it. What cannot be worked out,
/// because something is missing or a divisor is 0, stays away.
pub fn compute(ledger: &Ledger, facts: &mut Facts) {
    for (at, field) in ledger.fields.iter().enumerate() {
        let FieldKind::Computed(computed) = &field.kind else { continue };
        let known = without_absence(names(ledger, Some(at)));
        let value = expression::check(&computed.formula, &known)
            .ok()
            .and_then(|checked| checked.evaluate(&|name| facts.value(name)).ok());
        match value.and_then(|value| computed.kept(value)) {
            Some(value) => facts.cells.insert(field.code.clone(), value),
            None => facts.cells.remove(&field.code),
        };
    }
}
