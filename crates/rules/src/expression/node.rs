//! The checked tree.

use super::function::Function;
use super::value::{Value, ValueKind};

/// A comparison that has an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Below,
    AtMost,
    Above,
    AtLeast,
}

/// Reckoning with two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reckoning {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

/// What is done with every item of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Each {
    All,
    Exists,
    ExistsOne,
    Filter,
    Map,
}

/// A node; kinds were checked when it was made, and evaluation checks them again instead of trusting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Constant(Value),
    /// A field of the entry.
    Field(String),
    /// The item that a macro stands at, by the depth of the macro.
    Item {
        depth: usize,
        name: String,
    },
    /// A field of a child row.
    Member {
        of: Box<Node>,
        name: String,
    },
    /// Is the field (of the entry or a child row) filled in?
    Has(Box<Node>),
    Not(Box<Node>),
    Negate(Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    If(Box<Node>, Box<Node>, Box<Node>),
    Equal {
        same: bool,
        left: Box<Node>,
        right: Box<Node>,
    },
    Compare(Order, Box<Node>, Box<Node>),
    Reckon(Reckoning, Box<Node>, Box<Node>),
    Join(Box<Node>, Box<Node>),
    In(Box<Node>, Box<Node>),
    List(Vec<Node>),
    Call(Function, Vec<Node>),
    /// `list.all(item, body)` and its like; `keep` is the condition of `map` with three arguments.
    Each {
        each: Each,
        list: Box<Node>,
        keep: Option<Box<Node>>,
        body: Box<Node>,
    },
}

/// A node with the kind of its value.
pub(super) type Typed = (Node, ValueKind);

impl Node {
    /// `entry.amount` or `line.amount`, where the node is a field.
    pub(super) fn path(&self) -> Option<String> {
        match self {
            Node::Field(name) if name.starts_with(super::LINES) && name.contains('.') => Some(name.clone()),
            Node::Field(name) => Some(format!("{}.{name}", super::ENTRY)),
            Node::Member { of, name } => match of.as_ref() {
                Node::Item { name: item, .. } => Some(format!("{item}.{name}")),
                _ => None,
            },
            _ => None,
        }
    }

    /// Calls `see` for this node and everything below it.
    pub(super) fn visit<'n>(&'n self, see: &mut dyn FnMut(&'n Node)) {
        see(self);
        match self {
            Node::Constant(_) | Node::Field(_) | Node::Item { .. } => {}
            Node::Member { of: one, .. } | Node::Has(one) | Node::Not(one) | Node::Negate(one) => one.visit(see),
            Node::And(left, right)
            | Node::Or(left, right)
            | Node::Equal { left, right, .. }
            | Node::Compare(_, left, right)
            | Node::Reckon(_, left, right)
            | Node::Join(left, right)
            | Node::In(left, right) => {
                left.visit(see);
                right.visit(see);
            }
            Node::If(when, then, or) => [when, then, or].into_iter().for_each(|one| one.visit(see)),
            Node::List(items) | Node::Call(_, items) => items.iter().for_each(|one| one.visit(see)),
            Node::Each { list, keep, body, .. } => {
                list.visit(see);
                keep.iter().for_each(|one| one.visit(see));
                body.visit(see);
            }
        }
    }
}
