//! The value of a checked tree for one entry. `&&` and `||` look at the right side only where the left side leaves it
//! open, from left to right; nothing that is wrong on a side that is not reached matters.

use super::ENTRY;
use super::node::{Each, Node, Order, Reckoning};
use super::value::Value;
use base::{Decimal, Sentence};
use std::cmp::Ordering;

/// Most nodes that one evaluation may visit: macros inside each other on long lists end here, with a sentence.
const STEPS_MAX: u32 = 200_000;

/// Evaluates a tree. `row` hands out the fields of the entry.
pub(super) fn evaluate(node: &Node, row: &dyn Fn(&str) -> Option<Value>) -> Result<Value, Sentence> {
    Evaluation { row, items: Vec::new(), steps: 0 }.value(node)
}

struct Evaluation<'r> {
    row: &'r dyn Fn(&str) -> Option<Value>,
    items: Vec<Value>,
    steps: u32,
}

fn overflow() -> Sentence {
    Sentence::new("rules.expression.overflow")
}

/// The value is not what the checker was promised: the caller's field has another kind.
fn other_kind(node: &Node) -> Sentence {
    let field = node.path().unwrap_or_else(|| ENTRY.to_owned());
    Sentence::new("rules.expression.other_kind").with("field", field)
}

impl Evaluation<'_> {
    fn value(&mut self, node: &Node) -> Result<Value, Sentence> {
        self.steps += 1;
        if self.steps > STEPS_MAX {
            return Err(Sentence::new("rules.expression.too_much_work"));
        }
        match node {
            Node::Constant(value) => Ok(value.clone()),
            Node::Field(_) | Node::Member { .. } => {
                let missing =
                    || Sentence::new("rules.expression.missing").with("field", node.path().unwrap_or_default());
                self.read(node)?.ok_or_else(missing)
            }
            Node::Item { depth, .. } => self.items.get(*depth).cloned().ok_or_else(|| other_kind(node)),
            Node::Has(field) => Ok(self.read(field)?.is_some().into()),
            Node::Not(inner) => Ok((!self.truth(inner)?).into()),
            Node::Negate(inner) => Ok((-self.number(inner)?).into()),
            Node::And(left, right) => Ok((self.truth(left)? && self.truth(right)?).into()),
            Node::Or(left, right) => Ok((self.truth(left)? || self.truth(right)?).into()),
            Node::If(when, then, or) => {
                let branch = if self.truth(when)? { then } else { or };
                self.value(branch)
            }
            Node::Equal { same, left, right } => {
                let (one, other) = (self.value(left)?, self.value(right)?);
                if std::mem::discriminant(&one) != std::mem::discriminant(&other) {
                    return Err(other_kind(left));
                }
                Ok(((one == other) == *same).into())
            }
            Node::Compare(order, left, right) => self.compare(*order, left, right),
            Node::Reckon(reckoning, left, right) => {
                let (left, right) = (self.number(left)?, self.number(right)?);
                reckon(*reckoning, left, right).map(Value::Number)
            }
            Node::Join(left, right) => Ok(Value::Text(self.text(left)? + &self.text(right)?)),
            Node::In(item, list) => {
                let item = self.value(item)?;
                Ok(self.list(list)?.contains(&item).into())
            }
            Node::List(items) => {
                let items: Result<Vec<Value>, Sentence> = items.iter().map(|item| self.value(item)).collect();
                items.map(Value::List)
            }
            Node::Call(function, arguments) => {
                let values: Result<Vec<Value>, Sentence> = arguments.iter().map(|one| self.value(one)).collect();
                function.call(&values?)
            }
            Node::Each { each, list, keep, body } => self.each(*each, list, keep.as_deref(), body),
        }
    }

    /// A field of the entry or of a child row, where it is filled in.
    fn read(&self, node: &Node) -> Result<Option<Value>, Sentence> {
        match node {
            Node::Field(name) => Ok((self.row)(name)),
            Node::Member { of, name } => match of.as_ref() {
                Node::Item { depth, .. } => match self.items.get(*depth) {
                    Some(Value::Row(fields)) => Ok(fields.get(name).cloned()),
                    _ => Err(other_kind(node)),
                },
                _ => Err(other_kind(node)),
            },
            _ => Err(other_kind(node)),
        }
    }

    fn truth(&mut self, node: &Node) -> Result<bool, Sentence> {
        match self.value(node)? {
            Value::Truth(truth) => Ok(truth),
            _ => Err(other_kind(node)),
        }
    }

    fn number(&mut self, node: &Node) -> Result<Decimal, Sentence> {
        match self.value(node)? {
            Value::Number(number) => Ok(number),
            _ => Err(other_kind(node)),
        }
    }

    fn text(&mut self, node: &Node) -> Result<String, Sentence> {
        match self.value(node)? {
            Value::Text(text) => Ok(text),
            _ => Err(other_kind(node)),
        }
    }

    fn list(&mut self, node: &Node) -> Result<Vec<Value>, Sentence> {
        match self.value(node)? {
            Value::List(items) => Ok(items),
            _ => Err(other_kind(node)),
        }
    }

    fn compare(&mut self, order: Order, left: &Node, right: &Node) -> Result<Value, Sentence> {
        let found = match (self.value(left)?, self.value(right)?) {
            (Value::Number(one), Value::Number(other)) => one.cmp(&other),
            (Value::Day(one), Value::Day(other)) => one.cmp(&other),
            _ => return Err(other_kind(left)),
        };
        let holds = match order {
            Order::Below => found == Ordering::Less,
            Order::AtMost => found != Ordering::Greater,
            Order::Above => found == Ordering::Greater,
            Order::AtLeast => found != Ordering::Less,
        };
        Ok(holds.into())
    }

    fn each(&mut self, each: Each, list: &Node, keep: Option<&Node>, body: &Node) -> Result<Value, Sentence> {
        let (mut made, mut held, mut count) = (Vec::new(), 0_usize, 0_usize);
        for item in self.list(list)? {
            self.items.push(item);
            let kept = keep.map_or(Ok(true), |keep| self.truth(keep));
            let value = match kept {
                Ok(true) => self.value(body).map(Some),
                Ok(false) => Ok(None),
                Err(sentence) => Err(sentence),
            };
            let item = self.items.pop();
            count += 1;
            let holds = match value? {
                Some(Value::Truth(holds)) if each != Each::Map => holds,
                Some(value) if each == Each::Map => {
                    made.push(value);
                    continue;
                }
                Some(_) => return Err(other_kind(body)),
                None => continue,
            };
            held += usize::from(holds);
            if each == Each::Filter && holds {
                made.extend(item);
            }
            if (each == Each::All && !holds) || (each == Each::Exists && holds) {
                break;
            }
        }
        Ok(match each {
            Each::All => (held == count).into(),
            Each::Exists => (held > 0).into(),
            Each::ExistsOne => (held == 1).into(),
            Each::Filter | Each::Map => Value::List(made),
        })
    }
}

fn reckon(reckoning: Reckoning, left: Decimal, right: Decimal) -> Result<Decimal, Sentence> {
    let divides = matches!(reckoning, Reckoning::Divide | Reckoning::Remainder);
    if divides && right.is_zero() {
        return Err(Sentence::new("rules.expression.division_by_zero"));
    }
    let result = match reckoning {
        Reckoning::Add => left.checked_add(right),
        Reckoning::Subtract => left.checked_sub(right),
        Reckoning::Multiply => left.checked_mul(right),
        Reckoning::Divide => left.checked_div(right),
        Reckoning::Remainder => left.checked_rem(right),
    };
    result.ok_or_else(overflow)
}
