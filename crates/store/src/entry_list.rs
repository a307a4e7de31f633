//! Pages of a ledger: one scope, filters, one sort, keyset paging. What a reader may not see is neither selected nor
//! compared.

use crate::among::{Among, Many};
use crate::entry::{EntryRow, Shape, entry, fixed_columns};
use crate::ledger_table::cell_column;
use crate::scope::{ScopeColumns, scope_condition};
use crate::tx::Tx;
use crate::value::{Value, values};
use access::Scope;
use base::{Fault, Id};
use std::collections::BTreeSet;

/// A column that is filtered or sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// The id: the order in which entries were begun.
    Id,
    /// The state.
    State,
    /// Who keeps it.
    Organisation,
    /// The assessment unit.
    Unit,
    /// The subject.
    Subject,
    /// The day on which it counts.
    EventDay,
    /// Until when somebody must act.
    Due,
    /// When it was last changed.
    UpdatedAt,
    /// Version of its life cycle.
    Cycle,
    /// A cell.
    Cell(String),
}

impl Column {
    fn sql(&self) -> String {
        match self {
            Column::Id => "id".to_owned(),
            Column::State => "state".to_owned(),
            Column::Organisation => "organisation".to_owned(),
            Column::Unit => "unit".to_owned(),
            Column::Subject => "subject".to_owned(),
            Column::EventDay => "event_day".to_owned(),
            Column::Due => "due".to_owned(),
            Column::UpdatedAt => "updated_at".to_owned(),
            Column::Cycle => "cycle".to_owned(),
            Column::Cell(cell) => cell_column(cell),
        }
    }

    fn may_be_absent(&self) -> bool {
        !matches!(self, Column::Id | Column::State | Column::Organisation | Column::UpdatedAt | Column::Cycle)
    }
}

/// What a row must be like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// One of these values.
    AnyOf(Column, Vec<Value>),
    /// This value or more.
    From(Column, Value),
    /// This value or less.
    Until(Column, Value),
    /// Less than this value.
    Before(Column, Value),
    /// The list kept in the cell holds this code.
    Holds(Column, String),
    /// Nothing stands there.
    Empty(Column),
    /// Found by all of these words.
    Words(Vec<String>),
    /// On rows that this scope covers, for a condition on a masked cell.
    Within(Scope),
    /// All of these hold.
    All(Vec<Condition>),
    /// One of these holds.
    Any(Vec<Condition>),
}

/// Where the page before ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The value that was sorted by.
    pub value: Value,
    /// The entry.
    pub id: Id,
}

/// A page that is asked for.
#[derive(Clone, Debug)]
pub struct EntryPage<'a> {
    /// The ledger.
    pub shape: &'a Shape,
    /// Which rows the reader may see.
    pub scope: &'a Scope,
    /// Places in the shape of cells that are shown on the rows of a narrower scope only.
    pub masks: &'a [(usize, Scope)],
    /// All must hold.
    pub conditions: &'a [Condition],
    /// Sorted by; entries without a value come last.
    pub sort: &'a Column,
    /// From the largest down?
    pub descending: bool,
    /// After this one.
    pub after: Option<&'a Cursor>,
    /// How many, at most.
    pub limit: usize,
}

/// A scope on the rows of a ledger. The site is the statement's first argument: inside a subquery its bare name would be
/// another table's.
fn within(shape: &Shape, scope: &Scope, args: &mut Vec<Value>) -> String {
    let columns = ScopeColumns {
        owner: None,
        organisation: Some("organisation"),
        task_item: None,
        state: Some("state"),
        row: Some("id"),
        naming: &shape.naming_columns(""),
        site: "$1",
    };
    scope_condition(scope, &columns, args)
}

/// The entries of a page, in order.
pub fn entry_page(tx: &Tx<'_>, page: &EntryPage<'_>) -> Result<Vec<EntryRow>, Fault> {
    let after_absent = page.after.is_some_and(|cursor| cursor.value == Value::Null);
    let mut rows = if after_absent { Vec::new() } else { part(tx, page, false, page.limit)? };
    if page.sort.may_be_absent() && rows.len() < page.limit {
        let rest = page.limit - rows.len();
        rows.extend(part(tx, page, true, rest)?);
    }
    Ok(rows)
}

/// Rows with a value to sort by, or those without.
fn part(tx: &Tx<'_>, page: &EntryPage<'_>, absent: bool, limit: usize) -> Result<Vec<EntryRow>, Fault> {
    let (mut args, mut all) = where_rows(tx, page.shape, page.scope, page.conditions);
    let (column, order) = (page.sort.sql(), if page.descending { "DESC" } else { "ASC" });
    let compare = if page.descending { "<" } else { ">" };
    if page.sort.may_be_absent() {
        all.push(format!("{column} IS {}NULL", if absent { "" } else { "NOT " }));
    }
    match page.after {
        Some(cursor) if absent == (cursor.value == Value::Null) => {
            if absent || *page.sort == Column::Id {
                args.push(Value::from(cursor.id));
                all.push(format!("id {compare} ${}", args.len()));
            } else {
                args.extend([cursor.value.clone(), Value::from(cursor.id)]);
                all.push(format!("({column}, id) {compare} (${}, ${})", args.len() - 1, args.len()));
            }
        }
        _ => {}
    }
    let cells = cells(page, &mut args);
    args.push(Value::from(limit));
    let by = if absent || *page.sort == Column::Id {
        format!("id {order}")
    } else {
        format!("{column} {order}, id {order}")
    };
    let sql = format!(
        "SELECT {} FROM {} WHERE {} ORDER BY {by} LIMIT ${}",
        [vec![fixed_columns()], cells].concat().join(", "),
        page.shape.table(),
        all.join(" AND "),
        args.len()
    );
    tx.query(&sql, &args)?.into_iter().map(entry).collect()
}

/// How many rows there are, counted up to `limit`.
pub fn entry_count(
    tx: &Tx<'_>,
    shape: &Shape,
    scope: &Scope,
    conditions: &[Condition],
    limit: usize,
) -> Result<usize, Fault> {
    let (mut args, all) = where_rows(tx, shape, scope, conditions);
    args.push(Value::from(limit));
    let sql = format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM {} WHERE {} LIMIT ${}) found",
        shape.table(),
        all.join(" AND "),
        args.len()
    );
    Ok(usize::try_from(tx.count(&sql, &args)?).unwrap_or_default())
}

/// Those among some natural keys that a live entry within the scope has.
pub fn keys_within(tx: &Tx<'_>, shape: &Shape, scope: &Scope, keys: &[String]) -> Result<BTreeSet<String>, Fault> {
    let (args, all) = where_rows(tx, shape, scope, &[]);
    let question =
        Among { columns: "natural_key", table: &shape.table(), of: &all.join(" AND "), column: "natural_key", end: "" };
    tx.among(&question, &args, Many::Texts(keys))?.into_iter().map(|row| row.text(0)).collect()
}

fn cells(page: &EntryPage<'_>, args: &mut Vec<Value>) -> Vec<String> {
    let mut selected = Vec::new();
    for (place, cell) in page.shape.cells.iter().enumerate() {
        let column = cell_column(cell);
        match page.masks.iter().find(|(masked, _)| *masked == place) {
            None => selected.push(column),
            Some((_, Scope::All)) => selected.push(column),
            Some((_, scope)) => {
                let seen = within(page.shape, scope, args);
                selected.push(format!("CASE WHEN {seen} THEN {column} END"));
            }
        }
    }
    selected
}

/// Arguments and parts of the condition on rows of a ledger; the first argument is the site.
pub(crate) fn where_rows(
    tx: &Tx<'_>,
    shape: &Shape,
    scope: &Scope,
    conditions: &[Condition],
) -> (Vec<Value>, Vec<String>) {
    let mut args = values![tx.site()];
    let mut all = vec!["site = $1".to_owned()];
    if *scope != Scope::All {
        all.push(within(shape, scope, &mut args));
    }
    for condition in conditions {
        all.push(rendered(tx, shape, condition, &mut args));
    }
    (args, all)
}

fn rendered(tx: &Tx<'_>, shape: &Shape, condition: &Condition, args: &mut Vec<Value>) -> String {
    let mut place = |value: Value| {
        args.push(value);
        format!("${}", args.len())
    };
    match condition {
        Condition::AnyOf(_, values) if values.is_empty() => "1 = 0".to_owned(),
        Condition::AnyOf(column, values) => {
            let places: Vec<String> = values.iter().map(|value| place(value.clone())).collect();
            format!("{} IN ({})", column.sql(), places.join(", "))
        }
        Condition::From(column, value) => format!("{} >= {}", column.sql(), place(value.clone())),
        Condition::Before(column, value) => format!("{} < {}", column.sql(), place(value.clone())),
        Condition::Until(column, value) => format!("{} <= {}", column.sql(), place(value.clone())),
        // Lists are JSON, so a code stands between quotation marks; codes have none inside.
        Condition::Holds(column, code) => {
            format!("{} LIKE {}", column.sql(), place(Value::from(format!("%\"{code}\"%"))))
        }
        Condition::Empty(column) => format!("{} IS NULL", column.sql()),
        Condition::Words(words) if words.is_empty() => "1 = 0".to_owned(),
        Condition::Words(words) => {
            args.push(Value::from(tx.dialect().search_question(words)));
            tx.dialect().search_condition(&shape.table(), args.len())
        }
        Condition::Within(scope) => within(shape, scope, args),
        Condition::All(parts) => joined(tx, shape, parts, (" AND ", "1 = 1"), args),
        Condition::Any(parts) => joined(tx, shape, parts, (" OR ", "1 = 0"), args),
    }
}

fn joined(
    tx: &Tx<'_>,
    shape: &Shape,
    parts: &[Condition],
    (word, none): (&str, &str),
    args: &mut Vec<Value>,
) -> String {
    let parts: Vec<String> = parts.iter().map(|part| rendered(tx, shape, part, args)).collect();
    if parts.is_empty() { none.to_owned() } else { format!("({})", parts.join(word)) }
}
