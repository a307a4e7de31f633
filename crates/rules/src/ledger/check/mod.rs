//! What must hold inside a ledger's definition, whatever city it comes from. Everything that is wrong is told at once.

mod cells;
mod codes;
mod expressions;
mod life;

use crate::ledger::Ledger;
use base::{Sentence, nearest};

/// Something wrong in a definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where, as in the pack's file: `life_cycle.move[2].to[0]`; empty for the whole.
    pub path: String,
    /// What is wrong.
    pub sentence: Sentence,
    /// How to mend it, where that is not plain from the sentence.
    pub hint: Option<Sentence>,
}

/// Words of other rooms that a definition may use.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Kinds of organisation.
    pub keepers: &'a [&'a str],
    /// Roles.
    pub roles: &'a [&'a str],
    /// Those among them that may change entries at all.
    pub writers: &'a [&'a str],
    /// Those among them that may move entries at all.
    pub movers: &'a [&'a str],
}

/// Findings on their way.
struct Findings {
    all: Vec<Finding>,
}

impl Findings {
    fn say(&mut self, path: impl Into<String>, sentence: Sentence) {
        self.all.push(Finding { path: path.into(), sentence, hint: None });
    }

    /// A word that is not among the known ones, with what was probably meant or all that could be.
    fn unknown<'a>(
        &mut self,
        path: impl Into<String>,
        sentence: Sentence,
        word: &str,
        known: impl Iterator<Item = &'a str> + Clone,
    ) {
        let hint = match nearest(word, known.clone()) {
            Some(meant) => Sentence::new("rules.ledger.hint.meant").with("name", meant),
            None => Sentence::new("rules.ledger.hint.known").with("names", known.collect::<Vec<_>>().join(", ")),
        };
        self.all.push(Finding { path: path.into(), sentence, hint: Some(hint) });
    }
}

/// Checks a ledger's definition.
pub fn check(ledger: &Ledger, known: &Known<'_>) -> Vec<Finding> {
    let mut out = Findings { all: Vec::new() };
    codes::check(ledger, &mut out);
    cells::check(ledger, known, &mut out);
    life::check(ledger, known, &mut out);
    expressions::check(ledger, &mut out);
    out.all
}
