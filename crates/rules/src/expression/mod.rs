//! Conditions and computed fields of the pack, written in CEL (Common Expression Language) with ASCII keys:
//! `entry.amount > 1000000 && has(entry.signed) && lines.shares.all(line, line.share <= 0.5)`.
//!
//! The package `cel` only parses. Meaning is given here, on a tree of our own with known kinds: so numbers are decimals
//! whichever side they stand on, every error is a sentence, and nothing reads a clock, another ledger or a missing value.
//! A tree is checked once and evaluated many times.

mod check;
mod check_lists;
mod evaluate;
mod function;
mod limits;
mod node;
mod value;

pub use value::{Field, Value, ValueKind};

use base::Sentence;
use node::Node;
use std::collections::BTreeMap;

/// The name under which the fields of an entry are known.
pub const ENTRY: &str = "entry";
/// The name under which the tables of lines below an entry are known: `lines.outputs` is a list of rows.
pub const LINES: &str = "lines";

/// A checked expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expression {
    source: String,
    node: Node,
    kind: ValueKind,
}

/// Checks an expression against the fields that are known. Everything that is wrong is told at once, as far as it parses.
pub fn check(source: &str, known: &BTreeMap<String, Field>) -> Result<Expression, Vec<Sentence>> {
    limits::check_limits(source).map_err(|sentence| vec![sentence])?;
    let (node, kind) = check::check_tree(&parse(source).map_err(|sentence| vec![sentence])?, known)?;
    Ok(Expression { source: source.to_owned(), node, kind })
}

impl Expression {
    /// What it was written as.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// What kind of value it makes.
    pub fn kind(&self) -> &ValueKind {
        &self.kind
    }

    /// The names of the entry's fields that it reads, in order of name.
    pub fn fields(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.node.visit(&mut |node| {
            if let Node::Field(name) = node {
                names.push(name.as_str());
            }
        });
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Its value for one entry, whose fields `row` hands out by name. A field that was promised and is not there, a
    /// division by zero and a number too large are told, never guessed.
    pub fn evaluate(&self, row: &dyn Fn(&str) -> Option<Value>) -> Result<Value, Sentence> {
        evaluate::evaluate(&self.node, row)
    }

    /// Whether a condition holds for one entry.
    pub fn holds(&self, row: &dyn Fn(&str) -> Option<Value>) -> Result<bool, Sentence> {
        match self.evaluate(row)? {
            Value::Truth(holds) => Ok(holds),
            _ => Err(Sentence::new("rules.expression.want_truth").with("operation", &self.source)),
        }
    }
}

/// Stack for the parser, in bytes: without optimisation it takes a quarter of a mebibyte for every bracket, which the
/// threads of a server do not have. Only what is touched is ever taken.
const PARSER_STACK: usize = 32 << 20;

/// Parses what has passed the limits, on a stack of its own. Macros such as `all` stay the calls they are written as.
/// Should the parser stumble over a text, that is a text that is not well written.
fn parse(source: &str) -> Result<cel::IdedExpr, Sentence> {
    let parsing = || {
        let parser = cel::Env::default().with_optional_support(false).parser();
        let parsed = parser.error_recovery_limit(0).parse(source);
        parsed.map_err(|failed| failed.errors.first().map_or(1, |error| error.pos.1))
    };
    let parsed = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(PARSER_STACK).spawn_scoped(scope, parsing);
        thread.ok().and_then(|thread| thread.join().ok()).unwrap_or(Err(1))
    });
    parsed.map_err(|column| Sentence::new("rules.expression.syntax").with("position", column.max(1)))
}

#[cfg(test)]
mod tests;
