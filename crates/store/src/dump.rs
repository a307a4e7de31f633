//! Every row of a site as lines of JSON, and back: one form for both engines, so that a backup of one restores on the other.

use crate::tx::Tx;
use crate::value::{Row, Value, values};
use base::Fault;
use std::io::{BufRead, Write};

/// Rows read at once: memory stays flat however long a table is.
const ROWS_AT_ONCE: i64 = 1_000;

/// Tables that hold rows, in order of name. The schema's own version is not a row of the site.
pub fn dump_tables(tx: &Tx<'_>) -> Result<Vec<String>, Fault> {
    let names =
        tx.query(tx.dialect().tables(), &[])?.into_iter().map(|row| row.text(0)).collect::<Result<Vec<_>, _>>()?;
    Ok(names.into_iter().filter(|name| name != "schema_version").collect())
}

/// Writes the rows of a table, a line each in order of its key, after a line with its columns. Answers their number.
pub fn dump_table(tx: &Tx<'_>, table: &str, out: &mut impl Write) -> Result<u64, Fault> {
    let columns = names(tx, tx.dialect().columns(), table)?;
    let key = names(tx, tx.dialect().key_columns(), table)?;
    let key_places: Vec<usize> = key.iter().filter_map(|one| columns.iter().position(|column| column == one)).collect();
    write_line(out, &columns)?;
    let (list, key_list) = (columns.join(", "), key.join(", "));
    let mut last: Option<Vec<Value>> = None;
    let mut written = 0;
    loop {
        let mut args = values![tx.site()];
        let mut condition = "site = $1".to_owned();
        if let Some(last) = last {
            let places: Vec<String> = (2..=last.len() + 1).map(|place| format!("${place}")).collect();
            condition = format!("{condition} AND ({key_list}) > ({})", places.join(", "));
            args.extend(last);
        }
        args.push(Value::Int(ROWS_AT_ONCE));
        let sql = format!("SELECT {list} FROM {table} WHERE {condition} ORDER BY {key_list} LIMIT ${}", args.len());
        let rows = tx.query(&sql, &args)?;
        for Row(row) in &rows {
            write_line(out, &row.iter().map(to_json).collect::<Vec<_>>())?;
            written += 1;
        }
        match rows.last() {
            Some(Row(row)) if i64::try_from(rows.len()).unwrap_or_default() == ROWS_AT_ONCE => {
                last = Some(key_places.iter().filter_map(|place| row.get(*place).cloned()).collect());
            }
            _ => return Ok(written),
        }
    }
}

/// Reads what [`dump_table`] wrote into an empty table. Answers the number of rows.
pub fn load_table(tx: &mut Tx<'_>, table: &str, input: &mut impl BufRead) -> Result<u64, Fault> {
    if !dump_tables(tx)?.iter().any(|known| known == table) {
        return Err(Fault::broken(format!("no table {table} in this schema")));
    }
    let known = names(tx, tx.dialect().columns(), table)?;
    let mut lines = input.lines();
    let head = lines.next().transpose().map_err(Fault::broken)?.unwrap_or_default();
    let columns: Vec<String> = serde_json::from_str(&head).map_err(Fault::broken)?;
    if let Some(strange) = columns.iter().find(|column| !known.contains(column)) {
        return Err(Fault::broken(format!("no column {strange} in table {table}")));
    }
    let head = format!("INSERT INTO {table} ({})", columns.join(", "));
    let mut waiting = Vec::new();
    let mut read = 0;
    for line in lines {
        let cells: Vec<serde_json::Value> =
            serde_json::from_str(&line.map_err(Fault::broken)?).map_err(Fault::broken)?;
        waiting.push(cells.iter().map(from_json).collect::<Result<Vec<_>, _>>()?);
        read += 1;
        if waiting.len() == 200 {
            tx.insert_many(&head, &std::mem::take(&mut waiting))?;
        }
    }
    tx.insert_many(&head, &waiting)?;
    Ok(read)
}

fn names(tx: &Tx<'_>, sql: &str, table: &str) -> Result<Vec<String>, Fault> {
    tx.query(sql, &values![table])?.into_iter().map(|row| row.text(0)).collect()
}

fn write_line(out: &mut impl Write, value: &impl serde::Serialize) -> Result<(), Fault> {
    serde_json::to_writer(&mut *out, value).map_err(Fault::broken)?;
    out.write_all(b"\n").map_err(Fault::broken)
}

fn to_json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Int(number) => serde_json::Value::from(*number),
        Value::Text(text) => serde_json::Value::from(text.as_str()),
    }
}

fn from_json(value: &serde_json::Value) -> Result<Value, Fault> {
    match value {
        serde_json::Value::Null => Ok(Value::Null),
        serde_json::Value::String(text) => Ok(Value::Text(text.clone())),
        other => other.as_i64().map(Value::Int).ok_or_else(|| Fault::broken(format!("no value of a row: {other}"))),
    }
}
