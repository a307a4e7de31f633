//! Checking what goes through a list: `all`, `exists`, `filter`, `map` and the sum of a field of child rows.

use super::check::{Checker, facts_when};
use super::function::Function;
use super::node::{Each, Node, Typed};
use super::value::ValueKind;
use super::{ENTRY, LINES};
use base::Sentence;
use cel::IdedExpr;
use cel::common::ast::Expr;

impl Checker<'_> {
    pub(super) fn each(&mut self, name: &str, list: &IdedExpr, item: &IdedExpr, rest: &[IdedExpr]) -> Option<Typed> {
        let (list, kind) = self.expr(list)?;
        let ValueKind::List(of) = kind else {
            return self.fault(Sentence::new("rules.expression.want_list").with("operation", name));
        };
        let (keep, body) = match rest {
            [body] => (None, body),
            [keep, body] if name == "map" => (Some(keep), body),
            _ => return self.fault(Sentence::new("rules.expression.arguments").with("name", name)),
        };
        let Expr::Ident(item) = &item.expr else {
            return self.fault(Sentence::new("rules.expression.arguments").with("name", name));
        };
        if item == ENTRY || item == LINES || self.items.iter().any(|(other, _)| other == item) {
            return self.fault(Sentence::new("rules.expression.shadow").with("name", item));
        }
        self.items.push((item.clone(), (*of).clone()));
        let checked = self.body_of_each(name, keep, body);
        self.items.pop();
        let (keep, body, made) = checked?;
        let (each, kind) = match name {
            "all" => (Each::All, ValueKind::Truth),
            "exists" => (Each::Exists, ValueKind::Truth),
            "exists_one" => (Each::ExistsOne, ValueKind::Truth),
            "filter" => (Each::Filter, ValueKind::List(of)),
            _ => (Each::Map, ValueKind::List(Box::new(made))),
        };
        Some((Node::Each { each, list: Box::new(list), keep, body: Box::new(body) }, kind))
    }

    fn body_of_each(
        &mut self,
        name: &str,
        keep: Option<&IdedExpr>,
        body: &IdedExpr,
    ) -> Option<(Option<Box<Node>>, Node, ValueKind)> {
        let keep = match keep {
            Some(keep) => Some(Box::new(self.truth(keep, name)?)),
            None => None,
        };
        let facts = keep.as_ref().map(|keep| facts_when(keep, true)).unwrap_or_default();
        let (body, made) = self.knowing(facts, |checker| match name {
            "map" => checker.expr(body),
            _ => checker.truth(body, name).map(|node| (node, ValueKind::Truth)),
        })?;
        Some((keep, body, made))
    }

    /// `sum(entry.lines, "amount")`: the amounts of all child rows. A field that may be empty is not taken: silence is
    /// not zero.
    pub(super) fn sum_of_field(&mut self, list: &IdedExpr, name: &str) -> Option<Typed> {
        let (list, kind) = self.expr(list)?;
        let ValueKind::List(of) = kind else {
            return self.fault(Sentence::new("rules.expression.want_list").with("operation", "sum"));
        };
        let ValueKind::Row(fields) = *of else {
            return self.fault(Sentence::new("rules.expression.no_fields").with("field", name));
        };
        let field = self.known_field("line", name, &fields)?;
        if field.kind != ValueKind::Number {
            return self.fault(Sentence::new("rules.expression.want_number").with("operation", "sum"));
        }
        let item = Node::Item { depth: self.items.len(), name: "line".to_owned() };
        if field.optional {
            return self.fault(Sentence::new("rules.expression.sum_of_optional").with("field", name));
        }
        let body = Node::Member { of: Box::new(item), name: name.to_owned() };
        let each = Node::Each { each: Each::Map, list: Box::new(list), keep: None, body: Box::new(body) };
        Some((Node::Call(Function::Sum, vec![each]), ValueKind::Number))
    }
}
