//! Items of a plan: goals, tasks, safeguards, targets, each beside its sentence.

use crate::tx::Tx;
use crate::value::{Row, Value, values};
use base::{Fault, Id, Span};

/// An item as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// Its id.
    pub id: Id,
    /// Its plan.
    pub plan: Id,
    /// `goal`, `task`, `safeguard` or `target`.
    pub kind: String,
    /// Stable key: survives a better reader; "" where a person added it.
    pub key: String,
    /// Place among the items of the plan.
    pub position: i64,
    /// As printed: `1`, `goal1`; "" for targets.
    pub number: String,
    /// Its title; the subject for targets.
    pub title: String,
    /// Its text.
    pub body: String,
    /// The deadline as printed, or "".
    pub deadline: String,
    /// Where it stands in the source.
    pub span: Option<Span>,
    /// Where its figure stands.
    pub value_span: Option<Span>,
    /// Headings above it.
    pub section: Vec<String>,
    /// 0 to 100; absent where a person added it.
    pub confidence: Option<i64>,
    /// Why not 100: codes.
    pub reasons: Vec<String>,
    /// What was decided about it.
    pub state: String,
    /// The item it became part of.
    pub merged_into: Option<Id>,
    /// For optimistic locking.
    pub version: i64,
}

const COLUMNS: &str = "id, plan, kind, item_key, position, number, title, body, deadline, span_from, span_to, value_from, \
                       value_to, section, confidence, reasons, state, merged_into, version";

fn item(row: Row) -> Result<ItemRow, Fault> {
    Ok(ItemRow {
        id: row.id(0)?,
        plan: row.id(1)?,
        kind: row.text(2)?,
        key: row.text(3)?,
        position: row.int(4)?,
        number: row.text(5)?,
        title: row.text(6)?,
        body: row.text(7)?,
        deadline: row.text(8)?,
        span: span(&row, 9)?,
        value_span: span(&row, 11)?,
        section: row.json(13)?,
        confidence: row.opt_int(14)?,
        reasons: row.json(15)?,
        state: row.text(16)?,
        merged_into: row.opt_id(17)?,
        version: row.int(18)?,
    })
}

fn span(row: &Row, column: usize) -> Result<Option<Span>, Fault> {
    let end = |column| Ok(row.opt_int(column)?.and_then(|end| usize::try_from(end).ok()));
    Ok(end(column)?.zip(end(column + 1)?).map(Span::from))
}

fn arguments(tx: &Tx<'_>, item: &ItemRow) -> Result<Vec<Value>, Fault> {
    let list = |words: &[String]| serde_json::to_string(words).map_err(Fault::broken);
    Ok(values![
        tx.site(),
        item.id,
        item.plan,
        &item.kind,
        &item.key,
        item.position,
        &item.number,
        &item.title,
        &item.body,
        &item.deadline,
        item.span.map(|span| span.from),
        item.span.map(|span| span.to),
        item.value_span.map(|span| span.from),
        item.value_span.map(|span| span.to),
        list(&item.section)?,
        item.confidence,
        list(&item.reasons)?,
        &item.state,
        item.merged_into,
        item.version
    ])
}

/// Writes new items as they are.
pub fn insert_items(tx: &mut Tx<'_>, items: &[ItemRow]) -> Result<(), Fault> {
    let rows = items.iter().map(|item| arguments(tx, item)).collect::<Result<Vec<_>, _>>()?;
    tx.insert_many(
        "INSERT INTO item (site, id, plan, kind, item_key, position, number, title, body, deadline, span_from, span_to, \
         value_from, value_to, section, confidence, reasons, state, merged_into, version)",
        &rows,
    )
}

/// Writes an item over its row; the caller has counted up the version.
pub fn update_item(tx: &mut Tx<'_>, item: &ItemRow) -> Result<(), Fault> {
    let args = arguments(tx, item)?;
    tx.execute(
        "UPDATE item SET plan = $3, kind = $4, item_key = $5, position = $6, number = $7, title = $8, body = $9, \
         deadline = $10, span_from = $11, span_to = $12, value_from = $13, value_to = $14, section = $15, \
         confidence = $16, reasons = $17, state = $18, merged_into = $19, version = $20 WHERE site = $1 AND id = $2",
        &args,
    )?;
    Ok(())
}

/// Items of a plan in source order.
pub fn items_of_plan(tx: &Tx<'_>, plan: Id) -> Result<Vec<ItemRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM item WHERE site = $1 AND plan = $2 ORDER BY position, id");
    tx.query(&sql, &values![tx.site(), plan])?.into_iter().map(item).collect()
}

/// The item of an id.
pub fn item_by_id(tx: &Tx<'_>, id: Id) -> Result<Option<ItemRow>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM item WHERE site = $1 AND id = $2");
    tx.one(&sql, &values![tx.site(), id])?.map(item).transpose()
}
