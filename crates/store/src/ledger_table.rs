//! The tables of a ledger, made from the pack. They only expand: a column keeps its type for ever, nothing is dropped.

use crate::tx::Tx;
use crate::value::values;
use base::Fault;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// Text.
    Text,
    /// A whole number.
    Whole,
}

impl ColumnType {
    fn sql(self) -> &'static str {
        match self {
            ColumnType::Text => "TEXT",
            ColumnType::Whole => "BIGINT",
        }
    }
}

/// Columns that every table of entries has, with what may stand in them.
pub(crate) const ENTRY_COLUMNS: [(&str, &str); 14] = [
    ("site", "BIGINT NOT NULL"),
    ("id", "BIGINT NOT NULL"),
    ("version", "BIGINT NOT NULL"),
    ("state", "TEXT NOT NULL"),
    ("cycle", "BIGINT NOT NULL"),
    ("organisation", "BIGINT NOT NULL"),
    ("unit", "TEXT"),
    ("natural_key", "TEXT"),
    ("title", "TEXT NOT NULL"),
    ("subject", "BIGINT"),
    ("event_day", "TEXT"),
    ("due", "TEXT"),
    ("created_at", "BIGINT NOT NULL"),
    ("updated_at", "BIGINT NOT NULL"),
];

const LINE_COLUMNS: [(&str, &str); 3] =
    [("site", "BIGINT NOT NULL"), ("entry", "BIGINT NOT NULL"), ("position", "BIGINT NOT NULL")];

/// The tables of one ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerTables {
    /// Code of the ledger.
    pub ledger: String,
    /// Columns of an entry beside those that all have: name without prefix, and type.
    pub columns: Vec<(String, ColumnType)>,
    /// Those of them by which lists are sorted or filtered.
    pub indexed: Vec<String>,
    /// Day cells that moves wait for, to happen by themselves when the day is over.
    pub awaited: Vec<String>,
    /// Tables of lines: code and columns.
    pub lines: Vec<(String, Vec<(String, ColumnType)>)>,
}

/// One step that brings the tables up to the pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A statement that makes a table or a column: quick however long the ledger is.
    Expand(String),
    /// A statement that makes an index: it reads the whole table, and writers wait meanwhile.
    Index(String),
    /// Something that would lose or reinterpret rows: refused.
    Refused {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
}

impl Change {
    /// The statement, or the comment that stands for a refused one.
    pub fn sql(&self) -> String {
        match self {
            Change::Expand(sql) | Change::Index(sql) => format!("{sql};"),
            Change::Refused { table, column } => format!("-- refused: {table}.{column} would change its type"),
        }
    }
}

/// The table of a ledger's entries.
pub fn entry_table(ledger: &str) -> String {
    format!("ledger_{ledger}")
}

/// A table of lines.
pub fn line_table(ledger: &str, lines: &str) -> String {
    format!("ledger_{ledger}__{lines}")
}

/// The name of a cell's column: the prefix keeps it apart from the columns that every entry has.
pub fn cell_column(cell: &str) -> String {
    format!("c_{cell}")
}

/// What must be done so that the tables are as the pack wants them.
pub fn plan_tables(tx: &Tx<'_>, wanted: &LedgerTables) -> Result<Vec<Change>, Fault> {
    let mut changes = Vec::new();
    let table = entry_table(&wanted.ledger);
    plan_table(tx, &table, &ENTRY_COLUMNS, "site, id", &wanted.columns, &mut changes)?;
    if !exists(tx, &tx.dialect().search_table(&table))? {
        changes.extend(tx.dialect().create_search(&table).into_iter().map(Change::Expand));
    }
    for (name, columns, unique) in indexes(wanted) {
        if tx.count(tx.dialect().index_exists(), &values![&name])? == 0 {
            let unique = if unique { "UNIQUE " } else { "" };
            changes.push(Change::Index(format!("CREATE {unique}INDEX {name} ON {table} ({columns})")));
        }
    }
    for (code, columns) in &wanted.lines {
        let table = line_table(&wanted.ledger, code);
        plan_table(tx, &table, &LINE_COLUMNS, "site, entry, position", columns, &mut changes)?;
    }
    Ok(changes)
}

/// Does what [`plan_tables`] found. Nothing is done if anything is refused: the caller looks first.
pub fn apply_changes(tx: &mut Tx<'_>, changes: &[Change]) -> Result<(), Fault> {
    for change in changes {
        match change {
            Change::Expand(sql) | Change::Index(sql) => tx.batch(sql)?,
            Change::Refused { .. } => return Err(Fault::broken("a refused change of a table cannot be applied")),
        }
    }
    Ok(())
}

/// Name, columns and uniqueness of every index. Rows of one keeper are looked at first, so it leads; a second index
/// without it serves those who see all. The natural key comes last: while a table is new and PostgreSQL knows nothing of
/// it, all indexes look alike to the planner, and it takes the one that was made last.
fn indexes(wanted: &LedgerTables) -> Vec<(String, String, bool)> {
    let ledger = &wanted.ledger;
    let mut all = vec![
        (format!("ledger_{ledger}_keeper"), "site, organisation, id".to_owned(), false),
        (format!("ledger_{ledger}_state"), "site, state, organisation, id".to_owned(), false),
        (format!("ledger_{ledger}_subject"), "site, subject".to_owned(), false),
    ];
    for cell in &wanted.indexed {
        let column = cell_column(cell);
        all.push((format!("ledger_{ledger}_k_{cell}"), format!("site, organisation, {column}, id"), false));
        all.push((format!("ledger_{ledger}_a_{cell}"), format!("site, {column}, id"), false));
    }
    for cell in &wanted.awaited {
        let column = cell_column(cell);
        all.push((format!("ledger_{ledger}_w_{cell}"), format!("site, state, {column}, id"), false));
    }
    all.push((format!("ledger_{ledger}_key"), "site, natural_key".to_owned(), true));
    all
}

fn plan_table(
    tx: &Tx<'_>,
    table: &str,
    fixed: &[(&str, &str)],
    key: &str,
    columns: &[(String, ColumnType)],
    changes: &mut Vec<Change>,
) -> Result<(), Fault> {
    let wanted = columns.iter().map(|(name, kind)| (cell_column(name), kind.sql()));
    if !exists(tx, table)? {
        let fixed = fixed.iter().map(|(name, kind)| format!("{name} {kind}"));
        let own = wanted.map(|(name, kind)| format!("{name} {kind}"));
        let all: Vec<String> = fixed.chain(own).collect();
        let sql = format!("CREATE TABLE {table} ({}, PRIMARY KEY ({key}))", all.join(", "));
        changes.push(Change::Expand(tx.dialect().schema(&sql)));
        return Ok(());
    }
    let present: Vec<(String, String)> = tx
        .query(tx.dialect().column_types(), &values![table])?
        .into_iter()
        .map(|row| Ok((row.text(0)?, row.text(1)?)))
        .collect::<Result<_, Fault>>()?;
    for (name, kind) in wanted {
        match present.iter().find(|(known, _)| *known == name) {
            None => {
                let sql = format!("ALTER TABLE {table} ADD COLUMN {name} {kind}");
                changes.push(Change::Expand(tx.dialect().schema(&sql)));
            }
            Some((_, known)) if known.eq_ignore_ascii_case(kind) => {}
            Some(_) => changes.push(Change::Refused { table: table.to_owned(), column: name }),
        }
    }
    Ok(())
}

fn exists(tx: &Tx<'_>, table: &str) -> Result<bool, Fault> {
    Ok(tx.count(tx.dialect().table_exists(), &values![table])? > 0)
}
