//! Entries of the ledgers: rows of tables that the pack made.

use crate::among::{Among, Many};
use crate::ledger_table::{ENTRY_COLUMNS, cell_column, entry_table, line_table};
use crate::tx::Tx;
use crate::value::{Row, Value, values};
use base::{Day, Fault, Id, Moment};

/// Which table, and which cells in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Code of the ledger.
    pub ledger: String,
    /// Names of the columns of its cells, without prefix.
    pub cells: Vec<String>,
    /// Those among them from which its life cycles take who acts: they hold codes of organisations.
    pub naming: Vec<String>,
}

/// An entry as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Its id.
    pub id: Id,
    /// For optimistic locking.
    pub version: i64,
    /// Code of its state.
    pub state: String,
    /// Version of the life cycle it began with.
    pub cycle: u32,
    /// Who keeps it.
    pub organisation: Id,
    /// The assessment unit it is counted in.
    pub unit: Option<String>,
    /// The folded natural key; absent while it is not whole, and once the entry is revoked.
    pub natural_key: Option<String>,
    /// What it is called in lists.
    pub title: String,
    /// The enterprise or person it is about.
    pub subject: Option<Id>,
    /// The day on which it counts.
    pub event_day: Option<Day>,
    /// Until when somebody must act.
    pub due: Option<Day>,
    /// When it was begun.
    pub created_at: Moment,
    /// When it was last changed or moved.
    pub updated_at: Moment,
    /// Its cells in the order of the shape.
    pub cells: Vec<Value>,
}

impl Shape {
    pub(crate) fn table(&self) -> String {
        entry_table(&self.ledger)
    }

    /// The columns that name who acts, as a statement calls them that knows the table under a name.
    pub(crate) fn naming_columns(&self, table: &str) -> Vec<String> {
        self.naming.iter().map(|cell| format!("{table}{}", cell_column(cell))).collect()
    }

    fn columns(&self) -> String {
        let fixed = ENTRY_COLUMNS.iter().map(|(name, _)| (*name).to_owned());
        fixed.chain(self.cells.iter().map(|cell| cell_column(cell))).collect::<Vec<_>>().join(", ")
    }
}

/// How many columns come before the cells, without the site.
const FIXED: usize = ENTRY_COLUMNS.len() - 1;

/// Names of the columns that every entry has, without the site, as they are selected.
pub(crate) fn fixed_columns() -> String {
    ENTRY_COLUMNS.iter().skip(1).map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// Reads a row that was selected as [`fixed_columns`] followed by cells.
pub(crate) fn entry(row: Row) -> Result<EntryRow, Fault> {
    Ok(EntryRow {
        id: row.id(0)?,
        version: row.int(1)?,
        state: row.text(2)?,
        cycle: row.small(3)?,
        organisation: row.id(4)?,
        unit: row.opt_text(5)?,
        natural_key: row.opt_text(6)?,
        title: row.text(7)?,
        subject: row.opt_id(8)?,
        event_day: row.opt_parsed(9)?,
        due: row.opt_parsed(10)?,
        created_at: row.moment(11)?,
        updated_at: row.moment(12)?,
        cells: row.0.into_iter().skip(FIXED).collect(),
    })
}

/// One entry.
pub fn entry_by_id(tx: &Tx<'_>, shape: &Shape, id: Id) -> Result<Option<EntryRow>, Fault> {
    Ok(entries_by_ids(tx, shape, &[id])?.into_iter().next())
}

/// Entries by their ids, in the order of the ids; unknown ones are left out.
pub fn entries_by_ids(tx: &Tx<'_>, shape: &Shape, ids: &[Id]) -> Result<Vec<EntryRow>, Fault> {
    let cells: Vec<String> = shape.cells.iter().map(|cell| cell_column(cell)).collect();
    let list = [fixed_columns(), cells.join(", ")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let question =
        Among { columns: &list.join(", "), table: &shape.table(), of: "site = $1", column: "id", end: "ORDER BY id" };
    tx.among(&question, &values![tx.site()], Many::Ids(ids))?.into_iter().map(entry).collect()
}

/// Ids of live entries by their natural keys.
pub fn entries_by_keys(tx: &Tx<'_>, shape: &Shape, keys: &[String]) -> Result<Vec<(String, Id)>, Fault> {
    let question = Among {
        columns: "natural_key, id",
        table: &shape.table(),
        of: "site = $1",
        column: "natural_key",
        end: "ORDER BY natural_key",
    };
    let rows = tx.among(&question, &values![tx.site()], Many::Texts(keys))?;
    rows.into_iter().map(|row| Ok((row.text(0)?, row.id(1)?))).collect()
}

/// Adds entries. Their search words are added apart.
pub fn insert_entries(tx: &mut Tx<'_>, shape: &Shape, rows: &[EntryRow]) -> Result<(), Fault> {
    let site = tx.site();
    let rows: Vec<Vec<Value>> = rows
        .iter()
        .map(|one| {
            let mut values = values![
                site,
                one.id,
                one.version,
                &one.state,
                one.cycle,
                one.organisation,
                one.unit.as_deref(),
                one.natural_key.as_deref(),
                &one.title,
                one.subject,
                one.event_day,
                one.due,
                one.created_at,
                one.updated_at,
            ];
            values.extend(one.cells.iter().cloned());
            values
        })
        .collect();
    tx.insert_many(&format!("INSERT INTO {} ({})", shape.table(), shape.columns()), &rows)
}

/// Writes an entry over the version it was read at; nothing where somebody was faster. Answers whether it was written.
pub fn update_entry(tx: &mut Tx<'_>, shape: &Shape, row: &EntryRow) -> Result<bool, Fault> {
    let mut args = values![
        tx.site(),
        row.id,
        row.version,
        &row.state,
        row.organisation,
        row.unit.as_deref(),
        row.natural_key.as_deref(),
        &row.title,
        row.subject,
        row.event_day,
        row.due,
        tx.now(),
    ];
    let mut sets = String::from(
        "version = $3 + 1, state = $4, organisation = $5, unit = $6, natural_key = $7, title = $8, subject = $9, \
         event_day = $10, due = $11, updated_at = $12",
    );
    for (cell, value) in shape.cells.iter().zip(&row.cells) {
        args.push(value.clone());
        sets.push_str(&format!(", {} = ${}", cell_column(cell), args.len()));
    }
    let sql = format!("UPDATE {} SET {sets} WHERE site = $1 AND id = $2 AND version = $3", shape.table());
    Ok(tx.execute(&sql, &args)? == 1)
}

/// Takes away the lines of an entry.
pub fn clear_lines(tx: &mut Tx<'_>, ledger: &str, lines: &str, entry: Id) -> Result<(), Fault> {
    let table = line_table(ledger, lines);
    tx.execute(&format!("DELETE FROM {table} WHERE site = $1 AND entry = $2"), &values![tx.site(), entry])?;
    Ok(())
}

/// Adds the lines of entries that have none, in the order of each entry's lines.
pub fn insert_lines(
    tx: &mut Tx<'_>,
    ledger: &str,
    lines: &str,
    cells: &[String],
    entries: &[(Id, Vec<Vec<Value>>)],
) -> Result<(), Fault> {
    let columns: Vec<String> = cells.iter().map(|cell| cell_column(cell)).collect();
    let site = tx.site();
    let rows = entries.iter().flat_map(|(entry, rows)| (0_i64..).zip(rows).map(move |(at, row)| (*entry, at, row)));
    let rows: Vec<Vec<Value>> = rows
        .map(|(entry, at, row)| values![site, entry, at].into_iter().chain(row.iter().cloned()).collect())
        .collect();
    let head = format!("INSERT INTO {} (site, entry, position, {})", line_table(ledger, lines), columns.join(", "));
    tx.insert_many(&head, &rows)
}

/// The lines of entries, each with the entry it belongs to, in order.
pub fn lines_of(
    tx: &Tx<'_>,
    ledger: &str,
    lines: &str,
    cells: &[String],
    entries: &[Id],
) -> Result<Vec<(Id, Vec<Value>)>, Fault> {
    let columns: Vec<String> = cells.iter().map(|cell| cell_column(cell)).collect();
    let question = Among {
        columns: &format!("entry, {}", columns.join(", ")),
        table: &line_table(ledger, lines),
        of: "site = $1",
        column: "entry",
        end: "ORDER BY entry, position",
    };
    let rows = tx.among(&question, &values![tx.site()], Many::Ids(entries))?;
    rows.into_iter().map(|row| Ok((row.id(0)?, row.0.into_iter().skip(1).collect()))).collect()
}
