//! From the parsed tree to the checked one: names, kinds, functions, and `has()` before every field that may be empty.

use super::function::{Function, written_day};
use super::node::{Node, Order, Reckoning, Typed};
use super::value::{Field, ValueKind};
use super::{ENTRY, LINES};
use base::{Decimal, Sentence, nearest};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, SelectExpr};
use std::collections::{BTreeMap, BTreeSet};

/// Paths such as `entry.amount` that are known to be filled in.
type Facts = BTreeSet<String>;

/// Checks a parsed tree; all faults at once.
pub(super) fn check_tree(tree: &IdedExpr, known: &BTreeMap<String, Field>) -> Result<Typed, Vec<Sentence>> {
    let mut checker = Checker { known, items: Vec::new(), facts: Facts::new(), faults: Vec::new() };
    match checker.expr(tree) {
        Some(typed) if checker.faults.is_empty() => Ok(typed),
        _ => Err(checker.faults),
    }
}

pub(super) struct Checker<'k> {
    known: &'k BTreeMap<String, Field>,
    /// Items of the macros around this place, from the outermost.
    pub(super) items: Vec<(String, ValueKind)>,
    facts: Facts,
    faults: Vec<Sentence>,
}

/// What is known to be filled in where the node turns out so.
pub(super) fn facts_when(node: &Node, holds: bool) -> Facts {
    match (node, holds) {
        (Node::Has(field), true) => field.path().into_iter().collect(),
        (Node::Not(inner), _) => facts_when(inner, !holds),
        (Node::And(left, right), true) | (Node::Or(left, right), false) => {
            &facts_when(left, holds) | &facts_when(right, holds)
        }
        (Node::And(left, right), false) | (Node::Or(left, right), true) => {
            &facts_when(left, holds) & &facts_when(right, holds)
        }
        _ => Facts::new(),
    }
}

fn same_kind(one: &ValueKind, other: &ValueKind) -> bool {
    one == other && matches!(one, ValueKind::Number | ValueKind::Text | ValueKind::Truth | ValueKind::Day)
}

impl Checker<'_> {
    pub(super) fn fault<T>(&mut self, sentence: Sentence) -> Option<T> {
        self.faults.push(sentence);
        None
    }

    pub(super) fn expr(&mut self, tree: &IdedExpr) -> Option<Typed> {
        match &tree.expr {
            Expr::Literal(literal) => self.literal(literal),
            Expr::Ident(name) => self.name(name),
            Expr::Select(select) => self.field(select).and_then(|(node, field)| self.filled_in(node, field)),
            Expr::List(list) => self.list(&list.elements),
            Expr::Call(call) => self.call(call),
            Expr::Unspecified | Expr::Comprehension(_) | Expr::Map(_) | Expr::Struct(_) => {
                self.fault(Sentence::new("rules.expression.not_taken"))
            }
        }
    }

    fn literal(&mut self, literal: &LiteralValue) -> Option<Typed> {
        let number = |text: String| text.parse::<Decimal>().ok();
        let read = match literal {
            LiteralValue::Boolean(truth) => return Some((Node::Constant((*truth.inner()).into()), ValueKind::Truth)),
            LiteralValue::String(text) => return Some((Node::Constant(text.inner().into()), ValueKind::Text)),
            LiteralValue::Int(whole) => number(whole.inner().to_string()),
            LiteralValue::UInt(whole) => number(whole.inner().to_string()),
            // At most 15 digits passed the limits, and so many are printed as they were written.
            LiteralValue::Double(fraction) => number(fraction.inner().to_string()),
            LiteralValue::Null => return self.fault(Sentence::new("rules.expression.null")),
            LiteralValue::Bytes(_) => None,
        };
        match read {
            Some(number) => Some((Node::Constant(number.into()), ValueKind::Number)),
            None => self.fault(Sentence::new("rules.expression.not_taken")),
        }
    }

    fn name(&mut self, name: &str) -> Option<Typed> {
        if let Some(depth) = self.items.iter().position(|(item, _)| item == name) {
            let kind = self.items.get(depth).map(|(_, kind)| kind.clone())?;
            return Some((Node::Item { depth, name: name.to_owned() }, kind));
        }
        let known: Vec<&str> = self.items.iter().map(|(item, _)| item.as_str()).chain([ENTRY, LINES]).collect();
        self.fault(Sentence::new("rules.expression.unknown_name").with("name", name).with("known", known.join(", ")))
    }

    /// `entry.amount` or `line.amount`, whether or not it may be empty.
    fn field(&mut self, select: &SelectExpr) -> Option<(Node, Field)> {
        let name = select.field.clone();
        let known = self.known;
        if matches!(&select.operand.expr, Expr::Ident(root) if root == ENTRY) {
            let field = self.known_field(ENTRY, &name, known)?;
            return Some((Node::Field(name), field));
        }
        // Tables of lines are known by their full names, which no field can have for the point in them.
        if matches!(&select.operand.expr, Expr::Ident(root) if root == LINES) {
            let name = format!("{LINES}.{name}");
            let field = match known.get(&name) {
                Some(field) => field.clone(),
                None => return self.fault(Sentence::new("rules.expression.unknown_field").with("field", name)),
            };
            return Some((Node::Field(name), field));
        }
        match self.expr(&select.operand)? {
            (item @ Node::Item { .. }, ValueKind::Row(fields)) => {
                let root = if let Node::Item { name, .. } = &item { name.clone() } else { String::new() };
                let field = self.known_field(&root, &name, &fields)?;
                Some((Node::Member { of: Box::new(item), name }, field))
            }
            _ => self.fault(Sentence::new("rules.expression.no_fields").with("field", name)),
        }
    }

    pub(super) fn known_field(&mut self, of: &str, name: &str, fields: &BTreeMap<String, Field>) -> Option<Field> {
        if let Some(field) = fields.get(name) {
            return Some(field.clone());
        }
        let path = format!("{of}.{name}");
        let sentence = match nearest(name, fields.keys().map(String::as_str)) {
            Some(meant) => {
                Sentence::new("rules.expression.unknown_field_near").with("field", path).with("nearest", meant)
            }
            None => Sentence::new("rules.expression.unknown_field").with("field", path),
        };
        self.fault(sentence)
    }

    fn filled_in(&mut self, node: Node, field: Field) -> Option<Typed> {
        let path = node.path().unwrap_or_default();
        if field.optional && !self.facts.contains(&path) {
            return self.fault(Sentence::new("rules.expression.needs_has").with("field", path));
        }
        Some((node, field.kind))
    }

    fn list(&mut self, elements: &[IdedExpr]) -> Option<Typed> {
        let typed: Vec<Typed> = elements.iter().filter_map(|element| self.expr(element)).collect();
        let Some(kind) = typed.first().map(|(_, kind)| kind.clone()) else {
            return if elements.is_empty() { self.fault(Sentence::new("rules.expression.empty_list")) } else { None };
        };
        if typed.iter().any(|(_, other)| !same_kind(&kind, other)) {
            return self.fault(Sentence::new("rules.expression.same_kind").with("operation", "[ ]"));
        }
        let nodes = typed.into_iter().map(|(node, _)| node).collect();
        Some((Node::List(nodes), ValueKind::List(Box::new(kind))))
    }

    fn call(&mut self, call: &CallExpr) -> Option<Typed> {
        let name = call.func_name.as_str();
        match (name, call.target.as_deref(), call.args.as_slice()) {
            ("has", None, [argument]) => self.has(argument),
            ("day", None, [argument]) => self.day(argument),
            ("_&&_" | "_||_", None, [left, right]) => self.junction(name == "_&&_", left, right),
            ("!_", None, [inner]) => {
                let node = self.truth(inner, "!")?;
                Some((Node::Not(Box::new(node)), ValueKind::Truth))
            }
            ("-_", None, [inner]) => {
                let node = self.number(inner, "-")?;
                Some((Node::Negate(Box::new(node)), ValueKind::Number))
            }
            ("_?_:_", None, [when, then, or]) => self.conditional(when, then, or),
            ("_==_" | "_!=_", None, [left, right]) => self.equal(name == "_==_", left, right),
            ("_<_" | "_<=_" | "_>_" | "_>=_", None, [left, right]) => self.compare(name, left, right),
            ("@in", None, [item, list]) => self.is_in(item, list),
            ("_+_" | "_-_" | "_*_" | "_/_" | "_%_", None, [left, right]) => self.reckon(name, left, right),
            ("all" | "exists" | "exists_one" | "filter" | "map", Some(list), [item, rest @ ..]) => {
                self.each(name, list, item, rest)
            }
            ("sum", None, [list, IdedExpr { expr: Expr::Literal(LiteralValue::String(field)), .. }]) => {
                self.sum_of_field(list, field.inner())
            }
            (_, target, arguments) => self.function(name, target.into_iter().chain(arguments)),
        }
    }

    fn has(&mut self, argument: &IdedExpr) -> Option<Typed> {
        let Expr::Select(select) = &argument.expr else {
            return self.fault(Sentence::new("rules.expression.has_argument"));
        };
        let (node, _) = self.field(select)?;
        Some((Node::Has(Box::new(node)), ValueKind::Truth))
    }

    fn day(&mut self, argument: &IdedExpr) -> Option<Typed> {
        let Expr::Literal(LiteralValue::String(text)) = &argument.expr else {
            return self.fault(Sentence::new("rules.expression.arguments").with("name", "day"));
        };
        match written_day(text.inner()) {
            Ok(day) => Some((Node::Constant(day.into()), ValueKind::Day)),
            Err(sentence) => self.fault(sentence),
        }
    }

    /// The right side of `&&` is reached only where the left side holds, that of `||` only where it does not.
    fn junction(&mut self, both: bool, left: &IdedExpr, right: &IdedExpr) -> Option<Typed> {
        let operation = if both { "&&" } else { "||" };
        let left = self.truth(left, operation);
        let facts = left.as_ref().map(|left| facts_when(left, both)).unwrap_or_default();
        let right = self.knowing(facts, |checker| checker.truth(right, operation));
        let (left, right) = (Box::new(left?), Box::new(right?));
        Some((if both { Node::And(left, right) } else { Node::Or(left, right) }, ValueKind::Truth))
    }

    fn conditional(&mut self, when: &IdedExpr, then: &IdedExpr, or: &IdedExpr) -> Option<Typed> {
        let when = self.truth(when, "? :")?;
        let then = self.knowing(facts_when(&when, true), |checker| checker.expr(then));
        let or = self.knowing(facts_when(&when, false), |checker| checker.expr(or));
        let ((then, kind), (or, other)) = (then?, or?);
        if kind != other {
            return self.fault(Sentence::new("rules.expression.same_kind").with("operation", "? :"));
        }
        Some((Node::If(Box::new(when), Box::new(then), Box::new(or)), kind))
    }

    pub(super) fn knowing<T>(&mut self, facts: Facts, check: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.facts.clone();
        self.facts.extend(facts);
        let checked = check(self);
        self.facts = before;
        checked
    }

    fn pair(&mut self, left: &IdedExpr, right: &IdedExpr) -> Option<(Typed, Typed)> {
        let (left, right) = (self.expr(left), self.expr(right));
        Some((left?, right?))
    }

    pub(super) fn truth(&mut self, tree: &IdedExpr, operation: &str) -> Option<Node> {
        match self.expr(tree)? {
            (node, ValueKind::Truth) => Some(node),
            _ => self.fault(Sentence::new("rules.expression.want_truth").with("operation", operation)),
        }
    }

    fn number(&mut self, tree: &IdedExpr, operation: &str) -> Option<Node> {
        match self.expr(tree)? {
            (node, ValueKind::Number) => Some(node),
            _ => self.fault(Sentence::new("rules.expression.want_number").with("operation", operation)),
        }
    }

    fn equal(&mut self, same: bool, left: &IdedExpr, right: &IdedExpr) -> Option<Typed> {
        let ((left, kind), (right, other)) = self.pair(left, right)?;
        if !same_kind(&kind, &other) {
            let operation = if same { "==" } else { "!=" };
            return self.fault(Sentence::new("rules.expression.same_kind").with("operation", operation));
        }
        Some((Node::Equal { same, left: Box::new(left), right: Box::new(right) }, ValueKind::Truth))
    }

    fn compare(&mut self, name: &str, left: &IdedExpr, right: &IdedExpr) -> Option<Typed> {
        let ((left, kind), (right, other)) = self.pair(left, right)?;
        let operation = name.trim_matches('_');
        if kind != other || !matches!(kind, ValueKind::Number | ValueKind::Day) {
            return self.fault(Sentence::new("rules.expression.want_order").with("operation", operation));
        }
        let order = match operation {
            "<" => Order::Below,
            "<=" => Order::AtMost,
            ">" => Order::Above,
            _ => Order::AtLeast,
        };
        Some((Node::Compare(order, Box::new(left), Box::new(right)), ValueKind::Truth))
    }

    fn is_in(&mut self, item: &IdedExpr, list: &IdedExpr) -> Option<Typed> {
        let ((item, kind), (list, of)) = self.pair(item, list)?;
        if !matches!(of, ValueKind::List(of) if same_kind(&kind, &of)) {
            return self.fault(Sentence::new("rules.expression.want_list").with("operation", "in"));
        }
        Some((Node::In(Box::new(item), Box::new(list)), ValueKind::Truth))
    }

    fn reckon(&mut self, name: &str, left: &IdedExpr, right: &IdedExpr) -> Option<Typed> {
        let ((left, kind), (right, other)) = self.pair(left, right)?;
        let (left, right) = (Box::new(left), Box::new(right));
        match (name, kind, other) {
            ("_+_", ValueKind::Text, ValueKind::Text) => Some((Node::Join(left, right), ValueKind::Text)),
            (_, ValueKind::Number, ValueKind::Number) => {
                let reckoning = match name {
                    "_+_" => Reckoning::Add,
                    "_-_" => Reckoning::Subtract,
                    "_*_" => Reckoning::Multiply,
                    "_/_" => Reckoning::Divide,
                    _ => Reckoning::Remainder,
                };
                Some((Node::Reckon(reckoning, left, right), ValueKind::Number))
            }
            _ => {
                let operation = name.trim_matches('_');
                self.fault(Sentence::new("rules.expression.want_number").with("operation", operation))
            }
        }
    }

    fn function<'t>(&mut self, name: &str, arguments: impl Iterator<Item = &'t IdedExpr>) -> Option<Typed> {
        let Some(function) = Function::named(name) else {
            return self.fault(Sentence::new("rules.expression.unknown_function").with("name", name.trim_matches('_')));
        };
        let typed: Vec<Option<Typed>> = arguments.map(|argument| self.expr(argument)).collect();
        let typed = typed.into_iter().collect::<Option<Vec<Typed>>>()?;
        let kinds: Vec<&ValueKind> = typed.iter().map(|(_, kind)| kind).collect();
        match function.gives(&kinds) {
            Some(kind) => Some((Node::Call(function, typed.into_iter().map(|(node, _)| node).collect()), kind)),
            None => self.fault(Sentence::new("rules.expression.arguments").with("name", name)),
        }
    }
}
