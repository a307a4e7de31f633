//! A page of a ledger: filters, search, one sort, keyset paging, and the count.

use crate::Query;
use crate::app::day_of;
use crate::entry::Values;
use crate::entry::content::raw_of;
use crate::entry::kept::{kept, values_of};
use crate::entry::page::{masks, row_view, seen, shown};
use crate::entry::reach::Reach;
use crate::entry::view::EntryPageView;
use crate::ledger::{Book, Books, COUNTED, Surroundings};
use access::{Action, Grant, Scope};
use base::{Id, Language, Refusal, Sentence, Stop};
use rules::field::{Column as CellColumn, FieldKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::entry_list::{Column, Condition, Cursor, EntryPage, entry_count, entry_page};
use store::{Tx, Value};
use utoipa::{IntoParams, ToSchema};

/// A filter on one cell, or on `state`, `organisation`, `unit`, `event_day`, `due`, `subject`; `turn` with `mine` for the
/// entries that wait for the reader.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = EntryFilter)]
pub struct FilterAsked {
    /// Key of the cell, or the word of what every entry has.
    pub cell: String,
    /// One of these values, as they stand in `values`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub any: Vec<String>,
    /// This value or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub from: Option<String>,
    /// This value or less.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(required = false)]
    pub until: Option<String>,
    /// Nothing stands there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    pub empty: bool,
}

/// What is asked of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, IntoParams, ToSchema)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub struct EntryAsked {
    /// Words that must be found.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[param(required = false)]
    #[schema(required = false)]
    pub search: String,
    /// A JSON list of filters; all must hold.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[param(required = false)]
    #[schema(required = false)]
    pub filter: String,
    /// Key of a sortable cell, or `event_day`, `due`, `updated_at`, `state`; with `-` before it from the largest down.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[param(required = false)]
    #[schema(required = false)]
    pub sort: String,
    /// Codes of fields with commas between: columns beside those that the ledger lists.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[param(required = false)]
    #[schema(required = false)]
    pub columns: String,
    /// `next` of the page before.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[param(required = false)]
    #[schema(required = false)]
    pub after: String,
    /// How many, 1 to 200; 50 where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[param(required = false)]
    #[schema(required = false)]
    pub limit: Option<u32>,
}

/// The filter on whose turn it is, and the one value it takes.
const TURN: &str = "turn";
const MINE: &str = "mine";

/// Rows of a page where nothing is said.
const LIMIT: u32 = 50;
/// Most rows of a page.
const LIMIT_MAX: u32 = 200;

/// Asks for a page of a ledger.
#[derive(Clone, Debug)]
pub struct Entries {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
    /// What is asked.
    pub asked: EntryAsked,
    /// The reader's language.
    pub language: Language,
}

impl Query for Entries {
    const ACTION: Action = Action::SeeEntry;
    type Answer = EntryPageView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<EntryPageView, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        let reach = Reach::new(grant, &around, book);
        let limit = usize::try_from(self.asked.limit.unwrap_or(LIMIT).clamp(1, LIMIT_MAX)).unwrap_or(1);
        let conditions = conditions(tx, book, &around, &reach, &self.asked)?;
        let (sort, descending) = sort(tx, book, &reach, &conditions, &self.asked.sort)?;
        let after = cursor(&self.asked.after)?;
        let rows = entry_page(
            tx,
            &EntryPage {
                shape: &book.shape,
                scope: &reach.scope,
                masks: &masks(book, &reach),
                conditions: &conditions,
                sort: &sort,
                descending,
                after: after.as_ref(),
                limit: limit + 1,
            },
        )?;
        let counted = entry_count(tx, &book.shape, &reach.scope, &conditions, COUNTED + 1)?;
        let more = rows.len() > limit;
        let last = more.then(|| rows.get(limit - 1)).flatten();
        let next = last.map(|row| written_cursor(book, &sort, row)).transpose()?;
        let today = day_of(tx.now());
        let views = rows.iter().take(limit).map(|row| {
            let values = values_of(&book.ledger.fields, &row.cells)?;
            let values = seen(book, &reach, row, &values);
            let mut view = row_view(book, &around, row, &values, today)?;
            view.shown.extend(columns_shown(book, &around, &values, &self.asked.columns));
            Ok(view)
        });
        Ok(EntryPageView {
            rows: views.collect::<Result<_, base::Fault>>()?,
            next,
            count: counted.min(COUNTED),
            count_exact: counted <= COUNTED,
        })
    }
}

/// Cells of the columns that were asked for, as people read them, out of what the reader sees of a row.
fn columns_shown(book: &Book, around: &Surroundings, seen: &Values, columns: &str) -> BTreeMap<String, String> {
    let asked: BTreeSet<&str> = columns.split(',').filter(|code| !code.is_empty()).collect();
    if asked.is_empty() {
        return BTreeMap::new();
    }
    let mut all = shown(book, around, seen, false);
    all.retain(|key, _| book.ledger.cell(key).is_some_and(|(field, _)| asked.contains(field.code.as_str())));
    all
}

/// The conditions of what is asked; what a reader may not see is not compared.
pub(crate) fn conditions(
    tx: &Tx<'_>,
    book: &Book,
    around: &Surroundings,
    reach: &Reach,
    asked: &EntryAsked,
) -> Result<Vec<Condition>, Stop> {
    let mut all = Vec::new();
    if !asked.search.trim().is_empty() {
        all.push(Condition::Words(store::entry_search::words_of(&[asked.search.trim()])));
    }
    if asked.filter.is_empty() {
        return Ok(all);
    }
    let filters: Vec<FilterAsked> = serde_json::from_str(&asked.filter)
        .map_err(|error| Refusal::field("filter", Sentence::new("work.entry.filter").with("reason", error)))?;
    for filter in &filters {
        if filter.cell == TURN {
            if filter.any != [MINE] {
                let value = filter.any.join(" ");
                return Err(Refusal::field("filter", Sentence::new("base.unknown_value").with("value", value)).into());
            }
            all.push(reach.turn(tx, book, around)?.condition());
            continue;
        }
        match fixed_column(&filter.cell) {
            Some(column) => push(&mut all, &column, filter, |text| fixed_value(&column, text, around))?,
            None => cell_filter(book, around, reach, filter, &mut all)?,
        }
    }
    Ok(all)
}

fn cell_filter(
    book: &Book,
    around: &Surroundings,
    reach: &Reach,
    filter: &FilterAsked,
    all: &mut Vec<Condition>,
) -> Result<(), Stop> {
    let unknown = || Refusal::field("filter", Sentence::new("base.unknown_value").with("value", &filter.cell));
    let (field, cell) = book.ledger.cell(&filter.cell).ok_or_else(unknown)?;
    let scope = reach.field_scope(field);
    // A cell that is never seen is unknown to this reader.
    if !field.filterable || scope == Scope::None || matches!(cell.column, CellColumn::Sealed | CellColumn::Beside) {
        return Err(unknown().into());
    }
    if scope != Scope::All {
        all.push(Condition::Within(scope));
    }
    let column = Column::Cell(cell.key.clone());
    if matches!(field.kind, FieldKind::MultiChoice(_)) {
        all.extend(filter.any.iter().map(|code| Condition::Holds(column.clone(), code.replace(['%', '_'], ""))));
        return Ok(());
    }
    push(all, &column, filter, |text| {
        let raw = raw_of(&serde_json::Value::String(text.to_owned())).ok_or_else(unknown)?;
        let read = field.kind.read(cell.part, &raw, &around.context());
        let value = read.map_err(|sentence| Refusal::field("filter", sentence))?.ok_or_else(unknown)?;
        Ok(kept(cell.column, &value)?)
    })
}

fn push(
    all: &mut Vec<Condition>,
    column: &Column,
    filter: &FilterAsked,
    value: impl Fn(&str) -> Result<Value, Stop>,
) -> Result<(), Stop> {
    if !filter.any.is_empty() {
        let values = filter.any.iter().map(|text| value(text)).collect::<Result<_, _>>()?;
        all.push(Condition::AnyOf(column.clone(), values));
    }
    if let Some(from) = &filter.from {
        all.push(Condition::From(column.clone(), value(from)?));
    }
    if let Some(until) = &filter.until {
        all.push(Condition::Until(column.clone(), value(until)?));
    }
    if filter.empty {
        all.push(Condition::Empty(column.clone()));
    }
    Ok(())
}

/// A column that every entry has, by its word.
fn fixed_column(word: &str) -> Option<Column> {
    Some(match word {
        "state" => Column::State,
        "organisation" => Column::Organisation,
        "unit" => Column::Unit,
        "event_day" => Column::EventDay,
        "due" => Column::Due,
        "subject" => Column::Subject,
        "updated_at" => Column::UpdatedAt,
        _ => return None,
    })
}

fn fixed_value(column: &Column, text: &str, around: &Surroundings) -> Result<Value, Stop> {
    let unknown = || Refusal::field("filter", Sentence::new("base.unknown_value").with("value", text));
    Ok(match column {
        Column::Organisation => {
            Value::from(text.parse::<Id>().ok().or_else(|| around.id_of(text)).ok_or_else(unknown)?)
        }
        Column::Subject => Value::from(text.parse::<Id>().map_err(|_| unknown())?),
        Column::EventDay | Column::Due => Value::from(text.parse::<base::Day>().map_err(|()| unknown())?),
        _ => Value::from(text),
    })
}

/// What is sorted by. A cell without an index sorts once the filters leave few enough rows.
fn sort(
    tx: &Tx<'_>,
    book: &Book,
    reach: &Reach,
    conditions: &[Condition],
    asked: &str,
) -> Result<(Column, bool), Stop> {
    let (column, descending, indexed) = sort_column(book, reach, asked)?;
    if !indexed && entry_count(tx, &book.shape, &reach.scope, conditions, COUNTED + 1)? > COUNTED {
        return Err(Refusal::field("sort", Sentence::new("work.entry.sort_fewer").with("max", COUNTED)).into());
    }
    Ok((column, descending))
}

/// Which column is sorted by, whether from the largest down, and whether it has an index.
pub(crate) fn sort_column(book: &Book, reach: &Reach, asked: &str) -> Result<(Column, bool, bool), Stop> {
    if asked.is_empty() {
        return Ok((Column::Id, true, true));
    }
    let (word, descending) = asked.strip_prefix('-').map_or((asked, false), |word| (word, true));
    if let Some(column) = fixed_column(word) {
        return Ok((column, descending, true));
    }
    let unknown = || Refusal::field("sort", Sentence::new("base.unknown_value").with("value", word));
    let (field, cell) = book.ledger.cell(word).ok_or_else(unknown)?;
    let scope = reach.field_scope(field);
    // Sorting by a cell that is hidden on some of the rows would tell their order.
    if (scope != Scope::All && scope != reach.scope) || matches!(cell.column, CellColumn::Sealed | CellColumn::Beside) {
        return Err(unknown().into());
    }
    Ok((Column::Cell(cell.key), descending, field.sortable))
}

fn cursor(text: &str) -> Result<Option<Cursor>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let unreadable = || Refusal::field("after", Sentence::new("base.unknown_value").with("value", text));
    let (id, value): (Id, serde_json::Value) = serde_json::from_str(text).map_err(|_| unreadable())?;
    let value = match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Number(number) => Value::Int(number.as_i64().ok_or_else(unreadable)?),
        serde_json::Value::String(text) => Value::Text(text),
        _ => return Err(unreadable()),
    };
    Ok(Some(Cursor { value, id }))
}

fn written_cursor(book: &Book, sort: &Column, row: &store::entry::EntryRow) -> Result<String, Stop> {
    let value = match sort {
        Column::Id => Value::from(row.id),
        Column::State => Value::from(row.state.as_str()),
        Column::Organisation => Value::from(row.organisation),
        Column::Unit => Value::from(row.unit.as_deref()),
        Column::Subject => Value::from(row.subject),
        Column::EventDay => Value::from(row.event_day),
        Column::Due => Value::from(row.due),
        Column::UpdatedAt => Value::from(row.updated_at),
        Column::Cycle => Value::from(row.cycle),
        Column::Cell(cell) => {
            let place = book.shape.cells.iter().position(|one| one == cell);
            place.and_then(|place| row.cells.get(place)).cloned().unwrap_or(Value::Null)
        }
    };
    let value = match value {
        Value::Null => serde_json::Value::Null,
        Value::Int(number) => serde_json::Value::from(number),
        Value::Text(text) => serde_json::Value::from(text),
    };
    Ok(serde_json::to_string(&(row.id, value)).map_err(base::Fault::broken)?)
}
