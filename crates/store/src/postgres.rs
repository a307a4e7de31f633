//! PostgreSQL: a bounded pool; several hosts may be named, the one that takes writes is chosen.

use crate::value::{Row, Value};
use base::{Fault, FaultKind};
use deadpool_postgres::{Client, Manager, ManagerConfig, Pool, RecyclingMethod};
use std::cell::RefCell;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
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

/// A connection that is used from a blocking thread. What nobody waits for an answer to is kept back and sent along with
/// the next question: one way to the server and back instead of one for each.
pub(crate) struct Session<'a> {
    client: &'a Client,
    handle: Handle,
    kept_back: RefCell<Vec<Statement>>,
}

/// A statement on its way.
enum Statement {
    /// Without arguments, and several at once.
    Batch(String),
    /// With arguments.
    Row(String, Vec<Value>),
    /// One that is run for many rows: what stands before and behind their values, and the rows.
    Rows(String, String, Vec<Vec<Value>>),
}

/// What comes back: rows, or how many were changed.
enum Answer {
    Rows(Vec<tokio_postgres::Row>),
    Changed(u64),
}

type Sent<'a> = Pin<Box<dyn Future<Output = Result<Answer, tokio_postgres::Error>> + Send + 'a>>;

impl<'a> Session<'a> {
    pub(crate) fn new(client: &'a Client, handle: Handle) -> Self {
        Self { client, handle, kept_back: RefCell::new(Vec::new()) }
    }

    pub(crate) fn execute(&self, sql: &str, args: &[Value]) -> Result<u64, Fault> {
        match self.send(Statement::Row(sql.to_owned(), args.to_vec()), false)? {
            Answer::Changed(count) => Ok(count),
            Answer::Rows(_) => Ok(0),
        }
    }

    /// Runs a statement whose count of rows nobody asks for; it may be sent later, but before any other.
    pub(crate) fn put(&self, sql: &str, args: &[Value]) {
        self.kept_back.borrow_mut().push(Statement::Row(sql.to_owned(), args.to_vec()));
    }

    /// The same without arguments.
    pub(crate) fn put_batch(&self, sql: &str) {
        self.kept_back.borrow_mut().push(Statement::Batch(sql.to_owned()));
    }

    /// Inserts rows in one statement, column by column as arrays, so that its text is the same for any number of them.
    pub(crate) fn insert(&self, head: &str, rows: &[Vec<Value>], end: &str) {
        let statement = match rows {
            [row] => Statement::Row(single(head, row.len(), end), row.clone()),
            rows => Statement::Rows(head.to_owned(), end.to_owned(), rows.to_vec()),
        };
        self.kept_back.borrow_mut().push(statement);
    }

    pub(crate) fn query(&self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Fault> {
        match self.send(Statement::Row(sql.to_owned(), args.to_vec()), true)? {
            Answer::Rows(rows) => rows.iter().map(read).collect(),
            Answer::Changed(_) => Ok(Vec::new()),
        }
    }

    pub(crate) fn batch(&self, sql: &str) -> Result<(), Fault> {
        self.send(Statement::Batch(sql.to_owned()), false).map(|_| ())
    }

    /// Sends what was kept back, and the last statement behind it. The first that fails is the fault; those behind it were
    /// refused because of it.
    fn send(&self, last: Statement, asks: bool) -> Result<Answer, Fault> {
        let mut statements = self.kept_back.take();
        statements.push(last);
        let last = statements.len();
        let answers = self.handle.block_on(async {
            let mut sent: Vec<Sent<'_>> = Vec::new();
            for (at, one) in statements.iter().enumerate() {
                sent.push(self.prepared(one, asks && at + 1 == last).await?);
            }
            Ok(in_order(sent).await)
        });
        let answers: Vec<_> = answers.map_err(fault)?;
        let mut answer = Answer::Changed(0);
        for one in answers {
            answer = one.map_err(fault)?;
        }
        Ok(answer)
    }

    /// A statement that is ready to be sent. What it is prepared from is sent on its own, once a connection.
    async fn prepared<'b>(&'b self, one: &'b Statement, asks: bool) -> Result<Sent<'b>, tokio_postgres::Error> {
        let client = self.client;
        Ok(match one {
            Statement::Batch(sql) => Box::pin(async { client.batch_execute(sql).await.map(|()| Answer::Changed(0)) }),
            Statement::Row(sql, args) => {
                let statement = client.prepare_cached(sql).await?;
                Box::pin(async move {
                    let args = borrowed(args);
                    if asks {
                        client.query(&statement, &args).await.map(Answer::Rows)
                    } else {
                        client.execute(&statement, &args).await.map(Answer::Changed)
                    }
                })
            }
            Statement::Rows(head, end, rows) => {
                let (statement, columns) = self.prepared_rows(head, end, rows).await?;
                Box::pin(async move {
                    let columns: Vec<&(dyn ToSql + Sync)> =
                        columns.iter().map(|column| column as &(dyn ToSql + Sync)).collect();
                    client.execute(&statement, &columns).await.map(Answer::Changed)
                })
            }
        })
    }

    async fn prepared_rows<'b>(
        &self,
        head: &str,
        end: &str,
        rows: &'b [Vec<Value>],
    ) -> Result<(tokio_postgres::Statement, Vec<Vec<&'b Value>>), tokio_postgres::Error> {
        let width = rows.first().map_or(0, Vec::len);
        // The statement of one row is not run here: it tells the types of the columns.
        let single = self.client.prepare_cached(&single(head, width, end)).await?;
        let arrays = (1..).zip(single.params()).map(|(place, kind)| format!("${place}::{}[]", kind.name()));
        let sql = format!("{head} SELECT * FROM UNNEST({}){end}", arrays.collect::<Vec<_>>().join(", "));
        let statement = self.client.prepare_cached(&sql).await?;
        let column = |at: usize| rows.iter().map(|row| row.get(at).unwrap_or(&Value::Null)).collect();
        Ok((statement, (0..width).map(column).collect()))
    }
}

fn single(head: &str, width: usize, end: &str) -> String {
    let places: Vec<String> = (1..=width).map(|place| format!("${place}")).collect();
    format!("{head} VALUES ({}){end}", places.join(", "))
}

/// Waits for all, having begun them in their order: each sends what it has when it is first looked at.
async fn in_order(mut sent: Vec<Sent<'_>>) -> Vec<Result<Answer, tokio_postgres::Error>> {
    let mut answers: Vec<Option<Result<Answer, tokio_postgres::Error>>> = sent.iter().map(|_| None).collect();
    poll_fn(|context| {
        for (one, answer) in sent.iter_mut().zip(&mut answers) {
            if answer.is_none()
                && let Poll::Ready(ready) = one.as_mut().poll(context)
            {
                *answer = Some(ready);
            }
        }
        if answers.iter().all(Option::is_some) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    answers.into_iter().flatten().collect()
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
