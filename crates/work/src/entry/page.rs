//! What lists and pages of entries share: a row made for one reader.

use crate::entry::content::Values;
use crate::entry::reach::Reach;
use crate::entry::referred::key_of;
use crate::entry::view::EntryRowView;
use crate::ledger::{Book, Surroundings};
use crate::session::Ref;
use access::{Facts, Scope};
use base::{Day, Fault, Id};
use rules::field::Scalar;
use rules::ledger::Stage;
use std::collections::BTreeMap;
use store::entry::EntryRow;

/// What an entry says of itself when rights are asked.
pub(crate) fn facts_of(row: &EntryRow, reach: &Reach) -> Facts {
    Facts {
        organisation: Some(row.organisation),
        state: Some(row.state.clone()),
        ledger_of: reach.ledger_of.clone(),
        named: reach.named(row),
        row: Some(row.id),
        ..Facts::default()
    }
}

/// What something says of itself that belongs to the organisation that keeps entries.
pub(crate) fn facts_of_keeper(organisation: Id) -> Facts {
    Facts { organisation: Some(organisation), ..Facts::default() }
}

/// The values that a reader may see on this row.
pub(crate) fn seen(book: &Book, reach: &Reach, row: &EntryRow, values: &Values) -> Values {
    let facts = facts_of(row, reach);
    let mut seen = Values::new();
    for field in &book.ledger.fields {
        if field.is_open() || reach.field_scope(field).admits(&facts) {
            for cell in field.cells() {
                if let Some(value) = values.get(&cell.key) {
                    seen.insert(cell.key, value.clone());
                }
            }
        }
    }
    seen
}

/// Places in the shape of the cells of masked fields, with the rows on which they are seen.
pub(crate) fn masks(book: &Book, reach: &Reach) -> Vec<(usize, Scope)> {
    let mut masks = Vec::new();
    for field in book.ledger.fields.iter().filter(|field| !field.is_open()) {
        let scope = reach.field_scope(field);
        let mine: Vec<String> =
            crate::ledger::columns(std::slice::from_ref(field)).into_iter().map(|(name, _)| name).collect();
        let places = book.shape.cells.iter().enumerate().filter(|(_, cell)| mine.contains(cell));
        masks.extend(places.map(|(place, _)| (place, scope.clone())));
    }
    masks
}

/// Cells as people read them.
pub(crate) fn shown(
    book: &Book,
    around: &Surroundings,
    values: &Values,
    listed_only: bool,
) -> BTreeMap<String, String> {
    let context = around.context();
    let cells = book.ledger.cells().into_iter().filter(|(field, _)| field.listed || !listed_only);
    cells
        .filter_map(|(field, cell)| {
            let value = values.get(&cell.key)?;
            Some((cell.key, field.kind.show(cell.part, value, &context)))
        })
        .collect()
}

/// A scalar as JSON.
pub(crate) fn wire(value: &Scalar) -> serde_json::Value {
    match value {
        Scalar::Truth(truth) => serde_json::Value::Bool(*truth),
        Scalar::List(list) => list.iter().cloned().map(serde_json::Value::String).collect(),
        other => serde_json::Value::String(other.plain()),
    }
}

/// A row of a list.
pub(crate) fn row_view(
    book: &Book,
    around: &Surroundings,
    row: &EntryRow,
    values: &Values,
    today: Day,
) -> Result<EntryRowView, Fault> {
    let state = book.cycle(row.cycle).state(&row.state).or_else(|| book.ledger.life_cycle.state(&row.state));
    let name = state.map(|state| crate::ledger::said(&state.name, around.language()));
    Ok(EntryRowView {
        id: row.id,
        version: row.version,
        state: row.state.clone(),
        state_name: name.unwrap_or_else(|| row.state.clone()),
        stage: state.map_or(Stage::Running, |state| state.stage),
        organisation: Ref::from((row.organisation, around.name_of(row.organisation))),
        unit: row.unit.as_ref().map(|code| around.context().units.get(code).unwrap_or(code).clone()),
        title: row.title.clone(),
        key: key_of(book, row),
        event_day: row.event_day,
        due: row.due,
        overdue: row.due.is_some_and(|due| due < today),
        updated_at: row.updated_at,
        shown: shown(book, around, values, true),
    })
}
