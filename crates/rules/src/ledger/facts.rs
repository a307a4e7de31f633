//! What the rules of a ledger see of an entry: its cells, its lines and how many files lie beside it.

use crate::expression::{Field as KnownField, Value, ValueKind};
use crate::field::{Column, FieldKind, Scalar};
use crate::ledger::{Field, Ledger};
use std::collections::BTreeMap;

/// An entry as rules read it. What is not filled in is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Cells by key.
    pub cells: BTreeMap<String, Scalar>,
    /// Lines of each table, as cells by key.
    pub lines: BTreeMap<String, Vec<BTreeMap<String, Scalar>>>,
    /// Files of each evidence field.
    pub files: BTreeMap<String, u32>,
    /// Weights of its milestones, in percent.
    pub weights: Vec<u32>,
}

impl Facts {
    /// The value of a name in an expression: a cell's key, or `lines.` and a table's code.
    pub fn value(&self, name: &str) -> Option<Value> {
        let Some(table) = name.strip_prefix(LINES_PREFIX) else {
            // A field of evidence is the number of its files, so that a guard can ask whether there is one.
            let files = || self.files.get(name).filter(|count| **count > 0).map(|count| Value::from(i64::from(*count)));
            return self.cells.get(name).map(value_of).or_else(files);
        };
        let lines = self.lines.get(table).map(Vec::as_slice).unwrap_or_default();
        let row = |line: &BTreeMap<String, Scalar>| {
            Value::Row(line.iter().map(|(key, value)| (key.clone(), value_of(value))).collect())
        };
        Some(Value::List(lines.iter().map(row).collect()))
    }
}

/// How the name of a table of lines begins among the names an expression may use.
pub(crate) const LINES_PREFIX: &str = "lines.";

fn value_of(scalar: &Scalar) -> Value {
    match scalar {
        Scalar::Text(text) => Value::Text(text.clone()),
        Scalar::Number(number) => Value::Number(*number),
        Scalar::Day(day) => Value::Day(*day),
        Scalar::Truth(truth) => Value::Truth(*truth),
        Scalar::List(list) => Value::List(list.iter().cloned().map(Value::Text).collect()),
    }
}

/// What an expression may read of a ledger's entries. Sealed cells are not among it; a field of evidence is the number of
/// its files. With `before`, of the computed fields only those that stand before that field: so no two wait for each
/// other.
pub fn names(ledger: &Ledger, before: Option<usize>) -> BTreeMap<String, KnownField> {
    let seen = |(at, field): &(usize, &Field)| {
        !matches!(field.kind, FieldKind::Computed(_)) || before.is_none_or(|before| *at < before)
    };
    let fields = ledger.fields.iter().enumerate().filter(seen).map(|(_, field)| field);
    let mut names = names_of(fields);
    for table in &ledger.lines {
        let lines = ValueKind::rows(names_of(table.fields.iter()));
        names.insert(format!("{LINES_PREFIX}{}", table.code), KnownField::required(lines));
    }
    names
}

fn names_of<'a>(fields: impl Iterator<Item = &'a Field>) -> BTreeMap<String, KnownField> {
    let cells = fields.flat_map(|field| field.cells().into_iter().map(move |cell| (field, cell)));
    cells
        .filter_map(|(field, cell)| {
            let kind = kind_of(&field.kind, cell.part)?;
            // A required field under a condition is empty where the condition does not hold; a computed one where what
            // it is made of is not there yet.
            // Files are added after the entry is begun, and taken away again.
            let late = matches!(field.kind, FieldKind::Computed(_) | FieldKind::Evidence(_));
            let optional = !field.required || field.when.is_some() || late;
            Some((cell.key, KnownField { kind, optional }))
        })
        .collect()
}

/// The same names, all promised: a formula is simply not worked out while something it reads is missing, so it may read
/// every cell as it is.
pub fn without_absence(names: BTreeMap<String, KnownField>) -> BTreeMap<String, KnownField> {
    names.into_iter().map(|(name, field)| (name, KnownField::required(field.kind))).collect()
}

/// What an expression takes a part of a kind for.
pub fn kind_of(kind: &FieldKind, part: usize) -> Option<ValueKind> {
    match (kind, kind.column(part)) {
        (_, Column::Sealed) => None,
        (_, Column::Beside) => Some(ValueKind::Number),
        (FieldKind::Computed(computed), _) => kind_of(&computed.result, part),
        (FieldKind::Organisation(kind), _) if kind.several => Some(ValueKind::List(Box::new(ValueKind::Text))),
        (FieldKind::MultiChoice(_), _) => Some(ValueKind::List(Box::new(ValueKind::Text))),
        (FieldKind::Date(_), _) => Some(ValueKind::Day),
        (_, Column::Scaled(_)) => Some(ValueKind::Number),
        (_, Column::Truth) => Some(ValueKind::Truth),
        (_, Column::Text) => Some(ValueKind::Text),
    }
}
