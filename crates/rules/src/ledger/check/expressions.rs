//! Conditions, guards and formulas: each reads what there is and makes what is asked of it.

use super::Findings;
use crate::expression::{self, Field as KnownField, ValueKind};
use crate::field::FieldKind;
use crate::ledger::Ledger;
use crate::ledger::facts::{kind_of, names, without_absence};
use crate::ledger::scorecard::source;
use base::Sentence;
use std::collections::BTreeMap;

/// Checks every expression of a ledger.
pub(super) fn check(ledger: &Ledger, out: &mut Findings) {
    let all = names(ledger, None);
    for (at, field) in ledger.fields.iter().enumerate() {
        if let Some(when) = &field.when {
            check_one(when, &format!("field[{at}].when"), &ValueKind::Truth, &names(ledger, Some(at)), out);
        }
        if let FieldKind::Computed(computed) = &field.kind
            && let Some(kind) = kind_of(&computed.result, 0)
        {
            let known = without_absence(names(ledger, Some(at)));
            check_one(&computed.formula, &format!("field[{at}].formula"), &kind, &known, out);
        }
    }
    for (at, table) in ledger.lines.iter().enumerate() {
        for (index, field) in table.fields.iter().enumerate() {
            let path = format!("lines[{at}].field[{index}]");
            if field.when.is_some() {
                out.say(format!("{path}.when"), Sentence::new("rules.ledger.not_in_lines").with("key", "when"));
            }
        }
    }
    for (at, used) in ledger.scorecards.iter().enumerate() {
        for (input, text) in &used.inputs {
            if let Err(sentences) = source(ledger, text) {
                let path = format!("scorecard[{at}].inputs.{input}");
                sentences.into_iter().for_each(|sentence| out.say(&path, sentence));
            }
        }
    }
    for (at, one) in ledger.life_cycle.moves.iter().enumerate() {
        if let Some(guard) = &one.guard {
            check_one(guard, &format!("life_cycle.move[{at}].guard"), &ValueKind::Truth, &all, out);
        }
    }
}

fn check_one(source: &str, path: &str, wanted: &ValueKind, known: &BTreeMap<String, KnownField>, out: &mut Findings) {
    match expression::check(source, known) {
        Ok(checked) if checked.kind() == wanted => {}
        Ok(_) => out.say(path, Sentence::new("rules.ledger.other_result")),
        Err(sentences) => sentences.into_iter().for_each(|sentence| out.say(path, sentence)),
    }
}
