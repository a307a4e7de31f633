//! A hand-written program beside the application: it reads the rows that the application wrote and writes them again with
//! prepared statements.

use std::collections::BTreeMap;
use testkit::TestApp;
use tokio::runtime::Runtime;
use tokio_postgres::NoTls;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};

/// A column's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Null,
    Number(i64),
    Text(String),
}

/// The tables that an entry is written to, with the column that names the entry.
const TABLES: [(&str, &str); 6] = [
    ("ledger_bench_row", "id"),
    ("entry_mark", "entry"),
    ("entry_move", "entry"),
    ("revision", "subject"),
    ("audit", "subject"),
    ("idempotency", "answer"),
];

/// A connection of its own to the application's database.
pub enum Bare {
    Sqlite(rusqlite::Connection),
    Postgres(Runtime, tokio_postgres::Client),
}

/// The rows of some entries, by table.
pub struct Taken {
    columns: BTreeMap<&'static str, Vec<String>>,
    entries: Vec<BTreeMap<&'static str, Vec<Vec<Value>>>>,
}

impl Taken {
    pub fn of(bare: &Bare, ids: &[i64]) -> Self {
        let mut columns = BTreeMap::new();
        let mut entries: Vec<BTreeMap<&'static str, Vec<Vec<Value>>>> = vec![BTreeMap::new(); ids.len()];
        let places: BTreeMap<i64, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        for (table, link) in TABLES {
            let (names, rows) = bare.rows(table);
            let at = names.iter().position(|name| name == link).unwrap();
            for row in rows {
                let id = match &row[at] {
                    Value::Number(id) => *id,
                    Value::Text(text) => text.trim_matches('"').parse().unwrap_or_default(),
                    Value::Null => 0,
                };
                if let Some(place) = places.get(&id) {
                    entries[*place].entry(table).or_default().push(row);
                }
            }
            columns.insert(table, names);
        }
        Self { columns, entries }
    }
}

impl Bare {
    pub fn open(site: &TestApp) -> Self {
        match &site.database.url {
            None => {
                let connection = rusqlite::Connection::open(site.database.folder.join("luoshi.db")).unwrap();
                let settings = "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 60000";
                connection.execute_batch(settings).unwrap();
                Self::Sqlite(connection)
            }
            Some(url) => {
                let runtime =
                    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
                let client = runtime.block_on(async {
                    let (client, connection) = tokio_postgres::connect(url, NoTls).await.unwrap();
                    tokio::spawn(connection);
                    client
                });
                Self::Postgres(runtime, client)
            }
        }
    }

    /// All rows of a table with the names of its columns.
    fn rows(&self, table: &str) -> (Vec<String>, Vec<Vec<Value>>) {
        match self {
            Self::Sqlite(connection) => {
                let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
                let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
                let width = names.len();
                let rows = statement
                    .query_map([], |row| {
                        (0..width)
                            .map(|at| {
                                Ok(match row.get_ref(at)? {
                                    rusqlite::types::ValueRef::Integer(number) => Value::Number(number),
                                    rusqlite::types::ValueRef::Text(text) => {
                                        Value::Text(String::from_utf8_lossy(text).into_owned())
                                    }
                                    _ => Value::Null,
                                })
                            })
                            .collect::<Result<Vec<_>, _>>()
                    })
                    .unwrap();
                let rows = rows.map(Result::unwrap).collect();
                (names, rows)
            }
            Self::Postgres(runtime, client) => {
                let rows = runtime.block_on(client.query(&format!("SELECT * FROM {table}"), &[])).unwrap();
                let names = rows[0].columns().iter().map(|column| column.name().to_owned()).collect();
                let value = |row: &tokio_postgres::Row, at: usize| match *row.columns()[at].type_() {
                    Type::INT8 => row.get::<_, Option<i64>>(at).map_or(Value::Null, Value::Number),
                    _ => row.get::<_, Option<String>>(at).map_or(Value::Null, Value::Text),
                };
                let rows = rows.iter().map(|row| (0..row.len()).map(|at| value(row, at)).collect()).collect();
                (names, rows)
            }
        }
    }

    /// Ids of all entries but some.
    pub fn entries_but(&self, ids: &[i64]) -> Vec<i64> {
        let (names, rows) = self.rows("ledger_bench_row");
        let at = names.iter().position(|name| name == "id").unwrap();
        let number = |row: &Vec<Value>| if let Value::Number(id) = row[at] { id } else { 0 };
        rows.iter().map(number).filter(|id| !ids.contains(id)).collect()
    }

    /// Writes the rows again, so many entries in one transaction.
    pub fn write(&self, taken: &Taken, together: usize) {
        for entries in taken.entries.chunks(together) {
            match self {
                Self::Sqlite(connection) => write_sqlite(connection, taken, entries),
                Self::Postgres(runtime, client) => runtime.block_on(write_postgres(client, taken, entries)),
            }
        }
    }

    /// Copies the entries that are there in other organisations' names until so many stand in the ledger.
    pub fn multiply(&self, count: u32) {
        let (names, _) = self.rows("ledger_bench_row LIMIT 1");
        let there = self.count();
        for copy in 1..=(i64::from(count) / there - 1).max(0) {
            let columns: Vec<String> = names
                .iter()
                .map(|name| match name.as_str() {
                    "id" => format!("id + {copy} * 1000000000000000"),
                    "organisation" => format!("organisation + {copy}"),
                    "natural_key" => format!("natural_key || '-{copy}'"),
                    name => name.to_owned(),
                })
                .collect();
            let sql = format!(
                "INSERT INTO ledger_bench_row ({}) SELECT {} FROM ledger_bench_row WHERE id < 1000000000000000 + (SELECT MIN(id) FROM ledger_bench_row)",
                names.join(", "),
                columns.join(", ")
            );
            self.batch(&sql);
        }
        self.batch("ANALYZE");
    }

    fn batch(&self, sql: &str) {
        match self {
            Self::Sqlite(connection) => connection.execute_batch(sql).unwrap(),
            Self::Postgres(runtime, client) => runtime.block_on(client.batch_execute(sql)).unwrap(),
        }
    }

    fn count(&self) -> i64 {
        let sql = "SELECT COUNT(*) FROM ledger_bench_row";
        match self {
            Self::Sqlite(connection) => connection.query_row(sql, [], |row| row.get(0)).unwrap(),
            Self::Postgres(runtime, client) => runtime.block_on(client.query_one(sql, &[])).unwrap().get(0),
        }
    }
}

type Entry = BTreeMap<&'static str, Vec<Vec<Value>>>;

/// Words of an entry, as the application has them.
fn words(row: &[Value]) -> Vec<String> {
    let texts: Vec<&str> =
        row.iter().filter_map(|value| if let Value::Text(text) = value { Some(text.as_str()) } else { None }).collect();
    // Number, name, and the seller's code and name are searched; they stand in this order behind the fixed columns.
    store::entry_search::words_of(&[texts[5], texts[6], texts[8], texts[9]])
}

fn insert(table: &str, names: &[String], rows: usize) -> String {
    let mut next = 0;
    let tuples: Vec<String> = (0..rows)
        .map(|_| {
            let places: Vec<String> = names
                .iter()
                .map(|_| {
                    next += 1;
                    format!("${next}")
                })
                .collect();
            format!("({})", places.join(", "))
        })
        .collect();
    format!("INSERT INTO {table} ({}) VALUES {}", names.join(", "), tuples.join(", "))
}

fn write_sqlite(connection: &rusqlite::Connection, taken: &Taken, entries: &[Entry]) {
    connection.execute_batch("BEGIN IMMEDIATE").unwrap();
    for (table, _) in TABLES {
        let sql = insert(table, &taken.columns[table], 1).replace('$', "?");
        let mut statement = connection.prepare_cached(&sql).unwrap();
        for row in entries.iter().filter_map(|one| one.get(table)).flatten() {
            let args = row.iter().map(|value| match value {
                Value::Null => rusqlite::types::Value::Null,
                Value::Number(number) => rusqlite::types::Value::Integer(*number),
                Value::Text(text) => rusqlite::types::Value::Text(text.clone()),
            });
            statement.execute(rusqlite::params_from_iter(args)).unwrap();
        }
    }
    let mut statement =
        connection.prepare_cached("INSERT INTO search_ledger_bench_row (rowid, words) VALUES (?1, ?2)").unwrap();
    for row in entries.iter().filter_map(|one| one.get("ledger_bench_row")).flatten() {
        let Value::Number(id) = row[1] else { panic!("an entry without id") };
        statement.execute(rusqlite::params![id, words(row).join(" ")]).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
}

async fn write_postgres(client: &tokio_postgres::Client, taken: &Taken, entries: &[Entry]) {
    client.batch_execute("BEGIN ISOLATION LEVEL SERIALIZABLE").await.unwrap();
    for (table, _) in TABLES {
        let rows: Vec<&Vec<Value>> = entries.iter().filter_map(|one| one.get(table)).flatten().collect();
        for chunk in rows.chunks(200) {
            let sql = insert(table, &taken.columns[table], chunk.len());
            let args: Vec<&(dyn ToSql + Sync)> =
                chunk.iter().flat_map(|row| row.iter().map(|value| value as &(dyn ToSql + Sync))).collect();
            execute(client, &sql, &args).await;
        }
    }
    for row in entries.iter().filter_map(|one| one.get("ledger_bench_row")).flatten() {
        let Value::Number(id) = row[1] else { panic!("an entry without id") };
        let words: Vec<String> = words(row).iter().map(|word| format!("'{word}'")).collect();
        let sql =
            "INSERT INTO search_ledger_bench_row (site, id, words) VALUES (1, $1, CAST(CAST($2 AS TEXT) AS TSVECTOR))";
        execute(client, sql, &[&id, &words.join(" ")]).await;
    }
    client.batch_execute("COMMIT").await.unwrap();
}

/// A statement is prepared once a connection, as a hand-written program would.
async fn execute(client: &tokio_postgres::Client, sql: &str, args: &[&(dyn ToSql + Sync)]) {
    use std::cell::RefCell;
    thread_local! {
        static PREPARED: RefCell<BTreeMap<String, tokio_postgres::Statement>> = const { RefCell::new(BTreeMap::new()) };
    }
    let known = PREPARED.with_borrow(|all| all.get(sql).cloned());
    let statement = match known {
        Some(statement) => statement,
        None => {
            let fresh = client.prepare(sql).await.unwrap();
            PREPARED.with_borrow_mut(|all| all.insert(sql.to_owned(), fresh.clone()));
            fresh
        }
    };
    client.execute(&statement, args).await.unwrap();
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Number(number) => number.to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}
