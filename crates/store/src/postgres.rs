//! PostgreSQL: a bounded pool; several hosts may be named, the one that takes writes is chosen.

use crate::value::{Row, Value};
use base::{Fault, FaultKind};
use deadpool_postgres::{Client, Manager, ManagerConfig, Pool, RecyclingMethod};
use tokio::runtime::Handle;
use tokio_postgres::config::TargetSessionAttrs;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use tokio_postgres::{Config, NoTls};

/// How many connections a server holds: two a core on the small machines this runs on, and a few spare.
const CONNECTIONS: usize = 12;

#[derive(Debug)]
pub(crate) struct Postgres {
    pool: Pool,
}

impl Postgres {
    /// A pool to the hosts of a URL such as `postgres://user@a:5432,b:5432/luoshi`.
    pub(crate) fn open(url: &str) -> Result<Self, Fault> {
        let mut config: Config = url.parse().map_err(Fault::broken)?;
        config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(std::time::Duration::from_secs(3));
        }
        let manager = Manager::from_config(config, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager).max_size(CONNECTIONS).build().map_err(Fault::broken)?;
        Ok(Self { pool })
    }

    /// A connection of the pool.
    pub(crate) async fn client(&self) -> Result<Client, Fault> {
        self.pool
            .get()
            .await
            .map_err(|error| Fault { kind: FaultKind::Unreachable, message: format!("postgres: {error}") })
    }
}

/// A connection that is used from a blocking thread.
pub(crate) struct Session<'a> {
    pub(crate) client: &'a Client,
    pub(crate) handle: Handle,
}

impl Session<'_> {
    pub(crate) fn execute(&self, sql: &str, args: &[Value]) -> Result<u64, Fault> {
        self.handle.block_on(async {
            let statement = self.client.prepare_cached(sql).await.map_err(fault)?;
            self.client.execute(&statement, &borrowed(args)).await.map_err(fault)
        })
    }

    /// Inserts rows in one statement, column by column as arrays, so that its text is the same for any number of them.
    pub(crate) fn insert(&self, head: &str, rows: &[Vec<Value>], end: &str) -> Result<(), Fault> {
        let width = rows.first().map_or(0, Vec::len);
        let places: Vec<String> = (1..=width).map(|place| format!("${place}")).collect();
        let single = format!("{head} VALUES ({}){end}", places.join(", "));
        if let [row] = rows {
            return self.execute(&single, row).map(|_| ());
        }
        self.handle.block_on(async {
            // The statement of one row is never run: it tells the types of the columns.
            let single = self.client.prepare_cached(&single).await.map_err(fault)?;
            let arrays = places.iter().zip(single.params()).map(|(place, kind)| format!("{place}::{}[]", kind.name()));
            let sql = format!("{head} SELECT * FROM UNNEST({}){end}", arrays.collect::<Vec<_>>().join(", "));
            let statement = self.client.prepare_cached(&sql).await.map_err(fault)?;
            let columns: Vec<Vec<&Value>> =
                (0..width).map(|at| rows.iter().map(|row| row.get(at).unwrap_or(&Value::Null)).collect()).collect();
            let columns: Vec<&(dyn ToSql + Sync)> =
                columns.iter().map(|column| column as &(dyn ToSql + Sync)).collect();
            self.client.execute(&statement, &columns).await.map_err(fault)
        })?;
        Ok(())
    }

    pub(crate) fn query(&self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Fault> {
        let rows = self.handle.block_on(async {
            let statement = self.client.prepare_cached(sql).await.map_err(fault)?;
            self.client.query(&statement, &borrowed(args)).await.map_err(fault)
        })?;
        rows.iter().map(read).collect()
    }

    pub(crate) fn batch(&self, sql: &str) -> Result<(), Fault> {
        self.handle.block_on(self.client.batch_execute(sql)).map_err(fault)
    }
}

fn borrowed(args: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    args.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn read(row: &tokio_postgres::Row) -> Result<Row, Fault> {
    let column = |at: usize, kind: &Type| -> Result<Value, Fault> {
        Ok(match *kind {
            Type::INT8 => Value::from(row.try_get::<_, Option<i64>>(at).map_err(fault)?),
            Type::INT4 => Value::from(row.try_get::<_, Option<i32>>(at).map_err(fault)?),
            _ => Value::from(row.try_get::<_, Option<String>>(at).map_err(fault)?),
        })
    };
    row.columns().iter().enumerate().map(|(at, one)| column(at, one.type_())).collect::<Result<_, _>>().map(Row)
}

impl ToSql for Value {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut bytes::BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) if *kind == Type::INT4 => i32::try_from(*number)?.to_sql(kind, out),
            Value::Int(number) => number.to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::INT4 | Type::TEXT | Type::VARCHAR | Type::NAME)
    }

    to_sql_checked!();
}

/// Marks a fault that is worth running the whole transaction again: the database undid it because of a neighbour.
pub(crate) const AGAIN: &str = "postgres: to be run again: ";

fn fault(error: tokio_postgres::Error) -> Fault {
    let code = error.code();
    // A unique violation too: a neighbour wrote the same key first, and a second run sees its row.
    let again = [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED, SqlState::UNIQUE_VIOLATION];
    if code.is_some_and(|code| again.contains(code)) {
        return Fault { kind: FaultKind::Unreachable, message: format!("{AGAIN}{error}") };
    }
    let kind = match code {
        Some(&SqlState::DISK_FULL) => FaultKind::DiskFull,
        Some(code) if code.code().starts_with("08") || code.code().starts_with("57P") || code.code() == "25006" => {
            FaultKind::Unreachable
        }
        None => FaultKind::Unreachable,
        Some(_) => FaultKind::Broken,
    };
    let detail = error.as_db_error().map(ToString::to_string).unwrap_or_default();
    Fault { kind, message: format!("postgres: {error} {detail}") }
}
