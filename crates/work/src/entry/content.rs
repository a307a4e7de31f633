//! What stands in an entry: read from the wire, checked field by field, with what is worked out from it.

use crate::check::Fields;
use crate::ledger::{Book, Surroundings};
use base::{Decimal, Language, Sentence};
use rules::field::{Cell, Column, FieldKind, Raw, Scalar};
use rules::ledger::facts::Facts;
use rules::ledger::{Field, LineTable, Obstacle};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use store::milestone::MilestoneRow;
use utoipa::ToSchema;

/// Values by the keys of cells. Numbers and days are text, several choices a list; absent or null is empty.
pub type WireValues = BTreeMap<String, serde_json::Value>;

/// Checked values by the keys of cells.
pub(crate) type Values = BTreeMap<String, Scalar>;

/// A milestone of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MilestoneInput {
    /// What is reached.
    pub name: String,
    /// The day it is planned for.
    pub planned: String,
    /// The day it was reached.
    #[serde(default)]
    #[schema(required = false)]
    pub actual: Option<String>,
    /// Its share of the whole, in percent.
    pub weight: u32,
    /// What else is to be said.
    #[serde(default)]
    #[schema(required = false)]
    pub note: String,
}

/// What somebody filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EntryContent {
    /// Values by the keys of cells.
    #[serde(default)]
    #[schema(value_type = std::collections::HashMap<String, serde_json::Value>, required = false)]
    pub values: WireValues,
    /// Lines by the codes of their tables.
    #[serde(default)]
    #[schema(value_type = std::collections::HashMap<String, Vec<std::collections::HashMap<String, serde_json::Value>>>, required = false)]
    pub lines: BTreeMap<String, Vec<WireValues>>,
    /// Milestones.
    #[serde(default)]
    #[schema(required = false)]
    pub milestones: Vec<MilestoneInput>,
}

/// What was checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CheckedContent {
    pub(crate) values: Values,
    pub(crate) lines: BTreeMap<String, Vec<Values>>,
    pub(crate) milestones: Vec<MilestoneRow>,
    /// How many files lie beside the entry, by evidence field.
    pub(crate) files: BTreeMap<String, u32>,
}

/// Longest name of a milestone, in characters.
const NAME: usize = 100;
/// Most milestones of an entry.
const MILESTONES: usize = 100;

impl CheckedContent {
    /// Reads what came in over what was there before: cells that the writer does not see stay as they are.
    pub(crate) fn read(
        book: &Book,
        around: &Surroundings,
        content: &EntryContent,
        before: &CheckedContent,
        unseen: &BTreeSet<String>,
        faults: &mut Fields,
    ) -> Self {
        let ledger = &book.ledger;
        let mut values = read_values(&ledger.fields, &content.values, &before.values, around, "values", faults);
        for (key, value) in &before.values {
            let owner = ledger.cell(key).map(|(field, _)| field.code.as_str());
            if owner.is_some_and(|code| unseen.contains(code)) {
                values.insert(key.clone(), value.clone());
            }
        }
        let mut lines = BTreeMap::new();
        for table in &ledger.lines {
            let came = content.lines.get(&table.code).map(Vec::as_slice).unwrap_or_default();
            lines.insert(table.code.clone(), read_lines(table, came, around, faults));
        }
        for code in content.lines.keys().filter(|code| ledger.line_table(code).is_none()) {
            faults.fault(format!("lines.{code}"), Sentence::new("base.unknown_value").with("value", code));
        }
        let milestones = if ledger.milestones { read_milestones(&content.milestones, faults) } else { Vec::new() };
        let mut checked = Self { values, lines, milestones, files: before.files.clone() };
        checked.settle(book);
        checked
    }

    /// Drops what is ruled out and works out what is computed.
    fn settle(&mut self, book: &Book) {
        let mut seen = self.facts();
        let ruled_out = book.expressions.ruled_out(&book.ledger, &seen);
        for field in book.ledger.fields.iter().filter(|field| ruled_out.contains(&field.code)) {
            for cell in field.cells() {
                seen.cells.remove(&cell.key);
            }
        }
        book.expressions.compute(&book.ledger, &mut seen);
        self.values = seen.cells;
    }

    /// Codes of the fields that are asked for.
    pub(crate) fn asked(&self, book: &Book) -> BTreeSet<String> {
        book.expressions.asked(&book.ledger, &self.facts())
    }

    /// The entry as the rules of its ledger read it.
    pub(crate) fn facts(&self) -> Facts {
        Facts {
            cells: self.values.clone(),
            lines: self.lines.clone(),
            files: self.files.clone(),
            weights: self.milestones.iter().map(|one| one.weight).collect(),
        }
    }

    /// Says what is missing for an entry to go on its way.
    pub(crate) fn check_whole(&self, book: &Book, faults: &mut Fields, language: Language) {
        tell(&book.expressions.lacking(&book.ledger, &self.facts()), faults, language);
    }
}

/// Says each obstacle at its place in the form; what is no matter of a single place is left to the caller.
pub(crate) fn tell(obstacles: &[Obstacle], faults: &mut Fields, language: Language) {
    for one in obstacles {
        if let Some(path) = one.path() {
            faults.fault(path, one.sentence(language));
        }
    }
}

fn read_values(
    fields: &[Field],
    came: &WireValues,
    before: &Values,
    around: &Surroundings,
    path: &str,
    faults: &mut Fields,
) -> Values {
    let mut values = BTreeMap::new();
    let mut known = BTreeSet::new();
    for field in fields {
        for cell in field.cells() {
            known.insert(cell.key.clone());
            if matches!(field.kind, FieldKind::Computed(_)) {
                continue;
            }
            if let Some(value) = read_cell(field, &cell, came, before, around, path, faults) {
                values.insert(cell.key, value);
            }
        }
    }
    for key in came.keys().filter(|key| !known.contains(*key)) {
        faults.fault(format!("{path}.{key}"), Sentence::new("base.unknown_value").with("value", key));
    }
    values
}

fn read_cell(
    field: &Field,
    cell: &Cell,
    came: &WireValues,
    before: &Values,
    around: &Surroundings,
    path: &str,
    faults: &mut Fields,
) -> Option<Scalar> {
    let raw = came.get(&cell.key).map(raw_of)?;
    let path = format!("{path}.{}", cell.key);
    let raw = match raw {
        Some(raw) => raw,
        None => {
            faults.fault(path, Sentence::new("work.entry.not_a_value"));
            return None;
        }
    };
    // A sealed value is shown masked; what comes back as it was shown was not changed.
    if let (Column::Sealed, Some(Scalar::Text(masked)), Raw::Text(text)) = (cell.column, before.get(&cell.key), &raw)
        && masked == text
    {
        return Some(Scalar::Text(masked.clone()));
    }
    match field.kind.read(cell.part, &raw, &around.context()) {
        Ok(value) => value,
        Err(sentence) => {
            faults.fault(path, sentence);
            None
        }
    }
}

/// A JSON value as a kind of field reads it; nothing for an object or a mixed list.
pub(crate) fn raw_of(value: &serde_json::Value) -> Option<Raw> {
    Some(match value {
        serde_json::Value::Null => Raw::Empty,
        serde_json::Value::Bool(truth) => Raw::Truth(*truth),
        serde_json::Value::Number(number) => Raw::Number(number.to_string().parse::<Decimal>().ok()?),
        serde_json::Value::String(text) => Raw::Text(text.clone()),
        serde_json::Value::Array(list) => {
            Raw::List(list.iter().map(|one| one.as_str().map(str::to_owned)).collect::<Option<_>>()?)
        }
        serde_json::Value::Object(_) => return None,
    })
}

fn read_lines(table: &LineTable, came: &[WireValues], around: &Surroundings, faults: &mut Fields) -> Vec<Values> {
    let path = format!("lines.{}", table.code);
    let max = usize::try_from(table.max).unwrap_or(usize::MAX);
    if came.len() > max {
        faults.fault(&path, Sentence::new("work.entry.too_many_lines").with("max", table.max));
    }
    let nothing = Values::new();
    let rows = came.iter().take(max).enumerate();
    rows.map(|(at, row)| read_values(&table.fields, row, &nothing, around, &format!("{path}[{at}]"), faults)).collect()
}

fn read_milestones(came: &[MilestoneInput], faults: &mut Fields) -> Vec<MilestoneRow> {
    if came.len() > MILESTONES {
        faults.fault("milestones", Sentence::new("work.entry.too_many_lines").with("max", MILESTONES));
    }
    let mut rows = Vec::new();
    for (at, one) in came.iter().take(MILESTONES).enumerate() {
        let path = |part: &str| format!("milestones[{at}].{part}");
        let name = faults.text(&path("name"), &one.name, NAME);
        let planned = faults.day(&path("planned"), &one.planned);
        let actual = faults.day_if(&path("actual"), one.actual.as_deref());
        let note = faults.text_if(&path("note"), &one.note, crate::check::REASON);
        if one.weight > 100 {
            faults.fault(path("weight"), Sentence::new("work.entry.weight"));
        }
        rows.extend(planned.map(|planned| MilestoneRow { name, planned, actual, weight: one.weight, note }));
    }
    rows
}
