//! What a way may read when its turn comes, and the expressions that were checked already.

use crate::findings::Findings;
use crate::ledger::keys::names;
use crate::sheet::{At, Row};
use base::{Sentence, nearest};
use rules::expression::{Expression, Field, ValueKind, check};
use std::collections::{BTreeMap, BTreeSet};

/// The names that are known so far.
#[derive(Clone, Default)]
pub(super) struct Scope {
    known: BTreeMap<String, Field>,
}

/// What is shared by all scopes of a reading.
#[derive(Default)]
pub(super) struct Checked {
    /// By source.
    expressions: BTreeMap<String, Vec<Known>>,
    /// What was said of which place: a way that several cases share is checked for each and told once.
    said: BTreeSet<(At, String)>,
}

/// An expression that was checked, and the names it read as they were then.
struct Known {
    expression: Expression,
    read: Vec<(String, Field)>,
}

impl Scope {
    /// From now on there is a value of this name.
    pub fn know(&mut self, name: &str, kind: ValueKind, always: bool) {
        let field = if always { Field::required(kind) } else { Field::optional(kind) };
        self.known.insert(name.to_owned(), field);
    }

    /// There is no value of this name any more.
    pub fn forget(&mut self, name: &str) {
        self.known.remove(name);
    }

    /// The kind of a name.
    pub fn kind(&self, name: &str) -> Option<&ValueKind> {
        self.known.get(name).map(|field| &field.kind)
    }

    /// The nearest name.
    pub fn hint(&self, name: &str) -> Sentence {
        match nearest(name, self.known.keys().map(String::as_str)) {
            Some(meant) => Sentence::new("pack.hint.meant").with("name", meant),
            None => Sentence::new("pack.hint.demo_names"),
        }
    }

    /// Checks an expression, which must give a kind.
    pub fn expression(
        &self,
        source: &str,
        wanted: Option<&ValueKind>,
        at: &At,
        checked: &mut Checked,
        out: &mut Findings,
    ) -> Option<Expression> {
        let expression = match checked.known(source, &self.known) {
            Some(expression) => expression,
            None => match check(source, &self.known) {
                Ok(expression) => checked.keep(source, expression, &self.known),
                Err(sentences) => {
                    for sentence in sentences {
                        checked.say(at, sentence, None, out);
                    }
                    return None;
                }
            },
        };
        if wanted.is_some_and(|wanted| expression.kind() != wanted) {
            checked.say(at, Sentence::new("pack.demo_kind"), None, out);
            return None;
        }
        Some(expression)
    }
}

impl Checked {
    fn known(&self, source: &str, known: &BTreeMap<String, Field>) -> Option<Expression> {
        let same = |one: &&Known| one.read.iter().all(|(name, field)| known.get(name) == Some(field));
        self.expressions.get(source)?.iter().find(same).map(|one| one.expression.clone())
    }

    fn keep(&mut self, source: &str, expression: Expression, known: &BTreeMap<String, Field>) -> Expression {
        let fields = expression.fields().into_iter();
        let read = fields.filter_map(|name| Some((name.to_owned(), known.get(name)?.clone()))).collect();
        self.expressions.entry(source.to_owned()).or_default().push(Known { expression: expression.clone(), read });
        expression
    }

    /// Tells what is wrong at a place, once.
    pub fn say(&mut self, at: &At, sentence: Sentence, hint: Option<Sentence>, out: &mut Findings) {
        if !self.said.insert((at.clone(), sentence.code.clone())) {
            return;
        }
        match hint {
            Some(hint) => out.error_with(at, sentence, hint),
            None => out.error(at, sentence),
        }
    }

    /// Refuses other keys, once a row.
    pub fn only(&mut self, row: &Row, keys: &[crate::ledger::keys::Key], out: &mut Findings) {
        if self.said.insert((row.at().clone(), String::new())) {
            row.only(&names(keys), out);
        }
    }
}
