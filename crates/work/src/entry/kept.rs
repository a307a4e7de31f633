//! Entries between the use cases and their tables: cells as columns, lines, milestones, and the body of a revision.

use crate::entry::{CheckedContent, SealedCells, Values};
use crate::ledger::{Book, Surroundings, columns};
use base::{Decimal, Fault, Id, Stop, fold_name};
use rules::field::{Column, FieldKind, Scalar};
use rules::ledger::Field;
use serde_json::json;
use std::collections::BTreeMap;
use store::Tx;
use store::Value;
use store::entry::{EntryRow, clear_lines, entries_by_ids, insert_lines, lines_of};
use store::evidence::evidence_counts;
use store::milestone::{MilestoneRow, clear_milestones, insert_milestones, milestones_of};

/// An entry with all that stands in it.
#[derive(Clone, Debug)]
pub(crate) struct EntryBody {
    pub(crate) row: EntryRow,
    pub(crate) content: CheckedContent,
}

/// A scalar as its column keeps it.
pub(crate) fn kept(column: Column, value: &Scalar) -> Result<Value, Fault> {
    Ok(match (column, value) {
        (Column::Scaled(scale), Scalar::Number(number)) => Value::Int(scaled(*number, scale)?),
        (Column::Truth, Scalar::Truth(truth)) => Value::Int(i64::from(*truth)),
        (Column::Text | Column::Sealed, Scalar::Text(text)) => Value::Text(text.clone()),
        (Column::Text, Scalar::Day(day)) => Value::Text(day.to_string()),
        (Column::Text, Scalar::List(list)) => Value::Text(serde_json::to_string(list).map_err(Fault::broken)?),
        (column, value) => return Err(Fault::broken(format!("{value:?} does not fit {column:?}"))),
    })
}

/// A decimal as a whole number of its smallest unit.
fn scaled(number: Decimal, scale: u32) -> Result<i64, Fault> {
    let mut number = number;
    number.rescale(scale);
    i64::try_from(number.mantissa()).map_err(Fault::broken)
}

/// What a column keeps as a scalar of the field's kind.
pub(crate) fn scalar(field: &Field, column: Column, value: &Value) -> Result<Option<Scalar>, Fault> {
    Ok(Some(match (column, value) {
        (_, Value::Null) => return Ok(None),
        (Column::Scaled(scale), Value::Int(number)) => Scalar::Number(Decimal::new(*number, scale)),
        (Column::Truth, Value::Int(truth)) => Scalar::Truth(*truth != 0),
        (Column::Sealed, Value::Text(text)) => Scalar::Text(text.clone()),
        (Column::Text, Value::Text(text)) => restored(&field.kind, text)?,
        (column, value) => return Err(Fault::broken(format!("{value:?} does not fit {column:?}"))),
    }))
}

/// The values of some fields out of the columns of a row, which stand as [`columns`] says.
pub(crate) fn values_of(fields: &[Field], cells: &[Value]) -> Result<Values, Fault> {
    let places: BTreeMap<String, usize> =
        columns(fields).into_iter().enumerate().map(|(place, (name, _))| (name, place)).collect();
    let mut values = Values::new();
    for field in fields {
        for cell in field.cells().into_iter().filter(|cell| cell.column != Column::Beside) {
            let kept = places.get(&cell.key).and_then(|place| cells.get(*place)).unwrap_or(&Value::Null);
            if let Some(value) = scalar(field, cell.column, kept)? {
                values.insert(cell.key, value);
            }
        }
    }
    Ok(values)
}

/// The columns of a row out of values, with the sealed cells as they were sealed.
pub(crate) fn cells_of(fields: &[Field], values: &Values, sealed: &SealedCells) -> Result<Vec<Value>, Fault> {
    let mut cells = Vec::new();
    for cell in fields.iter().flat_map(Field::cells) {
        match cell.column {
            Column::Beside => {}
            Column::Sealed => match sealed.get(&cell.key) {
                Some(sealed) => cells.extend(sealed.columns.iter().cloned()),
                None => cells.extend([Value::Null, Value::Null, Value::Null]),
            },
            column => cells.push(values.get(&cell.key).map_or(Ok(Value::Null), |value| kept(column, value))?),
        }
    }
    Ok(cells)
}

/// The folded natural key, if all of its cells are filled in.
pub(crate) fn natural_key(book: &Book, values: &Values) -> Option<String> {
    let parts: Option<Vec<String>> =
        book.ledger.natural_key.iter().map(|key| values.get(key).map(|value| fold_name(&value.plain()))).collect();
    parts.filter(|parts| !parts.is_empty()).map(|parts| parts.join("|"))
}

/// What an entry is called in lists.
pub(crate) fn title(book: &Book, around: &Surroundings, values: &Values) -> String {
    let shown = book.ledger.cell(&book.ledger.title).and_then(|(field, cell)| {
        values.get(&cell.key).map(|value| field.kind.show(cell.part, value, &around.context()))
    });
    shown.unwrap_or_default()
}

/// Words by which an entry is found: of its searched cells that everybody who sees the row sees.
pub(crate) fn search_words(book: &Book, around: &Surroundings, values: &Values) -> Vec<String> {
    let context = around.context();
    let searched = book.ledger.cells().into_iter().filter(|(field, cell)| {
        field.searched && field.is_open() && !matches!(cell.column, Column::Sealed | Column::Beside)
    });
    let texts: Vec<String> = searched
        .filter_map(|(field, cell)| values.get(&cell.key).map(|value| field.kind.show(cell.part, value, &context)))
        .collect();
    store::entry_search::words_of(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Writes lines and milestones of entries that are new.
pub(crate) fn insert_beside(tx: &mut Tx<'_>, book: &Book, entries: &[(Id, &CheckedContent)]) -> Result<(), Fault> {
    for table in &book.ledger.lines {
        let names: Vec<String> = columns(&table.fields).into_iter().map(|(name, _)| name).collect();
        // Lines hold no sealed cells: the pack's check refuses them there.
        let none = SealedCells::new();
        let cells = |(id, content): &(Id, &CheckedContent)| {
            let rows = content.lines.get(&table.code).map(Vec::as_slice).unwrap_or_default();
            Ok((*id, rows.iter().map(|row| cells_of(&table.fields, row, &none)).collect::<Result<Vec<_>, Fault>>()?))
        };
        let rows = entries.iter().map(cells).collect::<Result<Vec<_>, Fault>>()?;
        insert_lines(tx, &book.ledger.code, &table.code, &names, &rows)?;
    }
    if book.ledger.milestones {
        let rows: Vec<_> = entries.iter().map(|(id, content)| (*id, content.milestones.as_slice())).collect();
        insert_milestones(tx, &book.ledger.code, &rows)?;
    }
    Ok(())
}

/// Replaces lines and milestones of an entry.
pub(crate) fn replace_beside(tx: &mut Tx<'_>, book: &Book, entry: Id, content: &CheckedContent) -> Result<(), Fault> {
    for table in &book.ledger.lines {
        clear_lines(tx, &book.ledger.code, &table.code, entry)?;
    }
    if book.ledger.milestones {
        clear_milestones(tx, entry)?;
    }
    insert_beside(tx, book, &[(entry, content)])
}

impl EntryBody {
    /// Reads an entry whole.
    pub(crate) fn read(tx: &Tx<'_>, book: &Book, id: Id) -> Result<Option<Self>, Fault> {
        Ok(Self::read_many(tx, book, &[id])?.into_iter().next())
    }

    /// Reads entries whole, in the order of their ids; unknown ones are left out.
    pub(crate) fn read_many(tx: &Tx<'_>, book: &Book, ids: &[Id]) -> Result<Vec<Self>, Fault> {
        let mut bodies = BTreeMap::new();
        for row in entries_by_ids(tx, &book.shape, ids)? {
            let values = values_of(&book.ledger.fields, &row.cells)?;
            let lines = book.ledger.lines.iter().map(|table| (table.code.clone(), Vec::new())).collect();
            let content = CheckedContent { values, lines, ..CheckedContent::default() };
            bodies.insert(row.id, Self { row, content });
        }
        for table in &book.ledger.lines {
            let names: Vec<String> = columns(&table.fields).into_iter().map(|(name, _)| name).collect();
            for (id, cells) in lines_of(tx, &book.ledger.code, &table.code, &names, ids)? {
                let Some(body) = bodies.get_mut(&id) else { continue };
                let row = values_of(&table.fields, &cells)?;
                body.content.lines.entry(table.code.clone()).or_default().push(row);
            }
        }
        if book.ledger.milestones {
            for (id, milestone) in milestones_of(tx, ids)? {
                let Some(body) = bodies.get_mut(&id) else { continue };
                body.content.milestones.push(milestone);
            }
        }
        for (id, field, count) in evidence_counts(tx, ids)? {
            let Some(body) = bodies.get_mut(&id) else { continue };
            body.content.files.insert(field, count);
        }
        Ok(bodies.into_values().collect())
    }

    /// Keeps the state of the entry for its history. Sealed cells stand in it as their masked form; their ciphers are in
    /// the row only, so that destroying a person's key leaves nothing behind.
    pub(crate) fn revise(&self, tx: &mut Tx<'_>, book: &Book, reason: &str) -> Result<(), Stop> {
        let lines: BTreeMap<&str, Vec<_>> =
            self.content.lines.iter().map(|(code, rows)| (code.as_str(), rows.iter().map(plain).collect())).collect();
        let milestones: Vec<String> = self.content.milestones.iter().map(milestone_line).collect();
        let body = json!({
            "ledger": &book.ledger.code,
            "state": &self.row.state,
            "organisation": self.row.organisation,
            "values": plain(&self.content.values),
            "lines": lines,
            "milestones": milestones,
            "files": &self.content.files,
            "reason": reason,
        });
        Ok(tx.revise("entry", self.row.id, self.row.version, &body)?)
    }
}

fn plain(values: &Values) -> BTreeMap<&str, String> {
    values.iter().map(|(key, value)| (key.as_str(), value.plain())).collect()
}

fn milestone_line(one: &MilestoneRow) -> String {
    let actual = one.actual.map(|day| day.to_string()).unwrap_or_default();
    [one.name.clone(), one.planned.to_string(), actual, format!("{}%", one.weight)].join(" · ")
}

/// Text of a column as a scalar of the kind.
fn restored(kind: &FieldKind, text: &str) -> Result<Scalar, Fault> {
    Ok(match kind {
        FieldKind::Date(_) => Scalar::Day(text.parse().map_err(|()| Fault::broken("an unreadable day in a ledger"))?),
        FieldKind::MultiChoice(_) => Scalar::List(serde_json::from_str(text).map_err(Fault::broken)?),
        FieldKind::Organisation(kind) if kind.several => {
            Scalar::List(serde_json::from_str(text).map_err(Fault::broken)?)
        }
        FieldKind::Computed(computed) => return restored(&computed.result, text),
        _ => Scalar::Text(text.to_owned()),
    })
}
