//! From an entry to the inputs of a scorecard: each is a cell, or an expression where the card asks otherwise than the
//! form does, such as `!entry.no_breach`.

use crate::expression::{self, Expression, ValueKind};
use crate::ledger::facts::{Facts, names, without_absence};
use crate::ledger::{Ledger, ScorecardUse};
use crate::scorecard::Inputs;
use base::Sentence;

/// The expression of an input's source; a cell's key alone stands for that cell.
///
/// # Errors
/// What is wrong with it.
pub fn source(ledger: &Ledger, source: &str) -> Result<Expression, Vec<Sentence>> {
    let known = without_absence(names(ledger, None));
    if known.contains_key(source) {
        return expression::check(&format!("{}.{source}", expression::ENTRY), &known);
    }
    expression::check(source, &known)
}

/// The kind of value an input's source makes.
///
/// # Errors
/// What is wrong with it.
pub fn kind_of_source(ledger: &Ledger, text: &str) -> Result<ValueKind, Vec<Sentence>> {
    source(ledger, text).map(|checked| checked.kind().clone())
}

/// The inputs that an entry gives. What cannot be worked out because something is missing stays away: it is not 0.
pub fn inputs(ledger: &Ledger, used: &ScorecardUse, facts: &Facts) -> Inputs {
    let value = |(input, text): &(String, String)| {
        let value = source(ledger, text).ok()?.evaluate(&|name| facts.value(name)).ok()?;
        Some((input.clone(), value))
    };
    used.inputs.iter().filter_map(value).collect()
}
