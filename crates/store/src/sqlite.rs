//! SQLite: one writer thread, a few readers, WAL with synchronous=FULL.

use crate::value::{Row, Value};
use base::{Fault, FaultKind};
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, mpsc};

type Job = Box<dyn FnOnce(&mut Connection) + Send>;

/// A database file with its writer thread and idle readers.
#[derive(Debug)]
pub(crate) struct Sqlite {
    path: PathBuf,
    writer: mpsc::Sender<Job>,
    readers: Mutex<Vec<Connection>>,
}

impl Sqlite {
    /// Opens or creates the file and starts the writer thread.
    pub(crate) fn open(path: &Path) -> Result<Self, Fault> {
        let connection = connect(path, false)?;
        let (writer, jobs) = mpsc::channel::<Job>();
        std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .stack_size(8 << 20)
            .spawn(move || {
                let mut connection = connection;
                for job in jobs {
                    job(&mut connection);
                }
            })
            .map_err(Fault::broken)?;
        Ok(Self { path: path.to_owned(), writer, readers: Mutex::new(Vec::new()) })
    }

    /// Runs a job on the writer thread.
    pub(crate) fn send(&self, job: Job) -> Result<(), Fault> {
        self.writer.send(job).map_err(|_| Fault::broken("the writer thread is gone"))
    }

    /// Runs a job on a reader of the calling (blocking) thread.
    pub(crate) fn with_reader<T>(&self, job: impl FnOnce(&mut Connection) -> T) -> Result<T, Fault> {
        let idle = self.readers.lock().unwrap_or_else(std::sync::PoisonError::into_inner).pop();
        let mut reader = match idle {
            Some(reader) => reader,
            None => connect(&self.path, true)?,
        };
        let answer = job(&mut reader);
        let mut readers = self.readers.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if readers.len() < 8 && reader.is_autocommit() {
            readers.push(reader);
        }
        Ok(answer)
    }
}

/// Moves the write-ahead log of a database file into the file itself, so that the file alone is the database.
pub fn checkpoint_sqlite(path: &Path) -> Result<(), Fault> {
    let connection = connect(path, false)?;
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(fault)
}

fn connect(path: &Path, read_only: bool) -> Result<Connection, Fault> {
    let flags = if read_only {
        OpenFlags::SQLITE_OPEN_READ_ONLY
    } else {
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
    };
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(fault)?;
    connection.busy_timeout(std::time::Duration::from_secs(10)).map_err(fault)?;
    connection.set_prepared_statement_cache_capacity(256);
    // A plan that depends on the values in it is made anew with every one of them; that costs more than it ever gains here.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault)?;
    if !read_only {
        connection.pragma_update(None, "journal_mode", "WAL").map_err(fault)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(fault)?;
        connection.pragma_update(None, "foreign_keys", "ON").map_err(fault)?;
        // What is deleted is overwritten: the key of an erased person must not lie on in a free place of the file.
        connection.pragma_update(None, "secure_delete", "ON").map_err(fault)?;
    }
    Ok(connection)
}

pub(crate) fn execute(connection: &Connection, sql: &str, args: &[Value]) -> Result<u64, Fault> {
    let mut statement = connection.prepare_cached(sql).map_err(fault)?;
    let changed = statement.execute(rusqlite::params_from_iter(args)).map_err(fault)?;
    Ok(u64::try_from(changed).unwrap_or_default())
}

/// Inserts rows with one prepared statement: quicker here than one statement of many rows, which is as long as they are.
pub(crate) fn insert(connection: &Connection, head: &str, rows: &[Vec<Value>], end: &str) -> Result<(), Fault> {
    let places: Vec<String> = (1..=rows.first().map_or(0, Vec::len)).map(|place| format!("?{place}")).collect();
    let sql = format!("{head} VALUES ({}){end}", places.join(", "));
    let mut statement = connection.prepare_cached(&sql).map_err(fault)?;
    for row in rows {
        statement.execute(rusqlite::params_from_iter(row)).map_err(fault)?;
    }
    Ok(())
}

pub(crate) fn query(connection: &Connection, sql: &str, args: &[Value]) -> Result<Vec<Row>, Fault> {
    let mut statement = connection.prepare_cached(sql).map_err(fault)?;
    let width = statement.column_count();
    let mut rows = statement.query(rusqlite::params_from_iter(args)).map_err(fault)?;
    let mut answer = Vec::new();
    while let Some(row) = rows.next().map_err(fault)? {
        let values = (0..width).map(|column| read(row.get_ref(column).map_err(fault)?)).collect::<Result<_, _>>()?;
        answer.push(Row(values));
    }
    Ok(answer)
}

pub(crate) fn batch(connection: &Connection, sql: &str) -> Result<(), Fault> {
    connection.execute_batch(sql).map_err(fault)
}

fn read(value: ValueRef<'_>) -> Result<Value, Fault> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Int(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(_) | ValueRef::Real(_) => return Err(Fault::broken("neither number nor text in the database")),
    })
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

fn fault(error: rusqlite::Error) -> Fault {
    let kind = match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => FaultKind::DiskFull,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => FaultKind::Unreachable,
        _ => FaultKind::Broken,
    };
    Fault { kind, message: format!("sqlite: {error}") }
}
