//! A transaction: what a use case is handed to read and write with. Synchronous; safe to run again from the start.

use crate::dialect::Dialect;
use crate::postgres::Session;
use crate::sqlite;
use crate::value::{Row, Value};
use base::{Fault, Id, Ids, Moment, Site};
use serde::Serialize;
use std::sync::atomic::{AtomicU32, Ordering};

pub(crate) enum Link<'a> {
    Sqlite(&'a rusqlite::Connection),
    Postgres(Session<'a>),
}

/// One revision that a command wrote: the row's state after it, as JSON.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    pub(crate) kind: &'static str,
    pub(crate) subject: Id,
    pub(crate) version: i64,
    pub(crate) body: String,
}

/// A transaction in progress, at one site and one moment.
pub struct Tx<'a> {
    link: Link<'a>,
    dialect: Dialect,
    site: Site,
    now: Moment,
    ids: &'a Ids,
    writes: u32,
    pub(crate) about: Option<(&'static str, Option<Id>)>,
    pub(crate) revisions: Vec<Revision>,
    fail_point: Option<FailPoint>,
}

/// Rows that are inserted between two looks at the fail point.
const ROWS_AT_ONCE: usize = 200;

impl<'a> Tx<'a> {
    pub(crate) fn new(link: Link<'a>, site: Site, now: Moment, ids: &'a Ids) -> Self {
        let dialect = match link {
            Link::Sqlite(_) => Dialect::Sqlite,
            Link::Postgres(_) => Dialect::Postgres,
        };
        Self { link, dialect, site, now, ids, writes: 0, about: None, revisions: Vec::new(), fail_point: None }
    }

    /// The site whose rows this transaction touches.
    pub fn site(&self) -> Site {
        self.site
    }

    /// The moment at which it happens.
    pub fn now(&self) -> Moment {
        self.now
    }

    /// A new id.
    pub fn new_id(&self) -> Id {
        self.ids.next(self.now)
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Says what the audit row is about: the kind of subject and its id.
    pub fn about(&mut self, kind: &'static str, subject: Id) {
        self.about = Some((kind, Some(subject)));
    }

    /// The next audit row is about nothing in particular.
    pub fn about_nothing(&mut self) {
        self.about = None;
    }

    /// Keeps the state of a row after a change, for its history and for the digest in the audit.
    pub fn revise(
        &mut self,
        kind: &'static str,
        subject: Id,
        version: i64,
        state: &impl Serialize,
    ) -> Result<(), Fault> {
        let body = serde_json::to_string(state).map_err(Fault::broken)?;
        self.revisions.push(Revision { kind, subject, version, body });
        Ok(())
    }

    pub(crate) fn execute(&mut self, sql: &str, args: &[Value]) -> Result<u64, Fault> {
        let sql = self.dialect.statement(sql);
        let changed = match &self.link {
            Link::Sqlite(connection) => sqlite::execute(connection, &sql, args),
            Link::Postgres(session) => session.execute(&sql, args),
        }?;
        self.wrote();
        Ok(changed)
    }

    /// The same where nobody asks how many rows were changed. PostgreSQL may be told later, but before anything else is
    /// asked of it; what is wrong with the statement comes out then.
    pub(crate) fn put(&mut self, sql: &str, args: &[Value]) -> Result<(), Fault> {
        let sql = self.dialect.statement(sql);
        match &self.link {
            Link::Sqlite(connection) => sqlite::execute(connection, &sql, args).map(|_| ())?,
            Link::Postgres(session) => session.put(&sql, args),
        }
        self.wrote();
        Ok(())
    }

    fn wrote(&mut self) {
        self.writes += 1;
        if let Some(point) = &self.fail_point {
            point.reached(self.writes);
        }
    }

    /// Inserts many rows at once. `head` ends before VALUES: `INSERT INTO t (site, id)`.
    pub(crate) fn insert_many(&mut self, head: &str, rows: &[Vec<Value>]) -> Result<(), Fault> {
        self.insert_many_or(head, rows, "")
    }

    /// The same with an end behind the rows, which says what becomes of one that is there already.
    pub(crate) fn insert_many_or(&mut self, head: &str, rows: &[Vec<Value>], end: &str) -> Result<(), Fault> {
        for chunk in rows.chunks(ROWS_AT_ONCE) {
            match &self.link {
                Link::Sqlite(connection) => sqlite::insert(connection, head, chunk, end)?,
                Link::Postgres(session) => session.insert(head, chunk, end),
            }
            self.wrote();
        }
        Ok(())
    }

    pub(crate) fn query(&self, sql: &str, args: &[Value]) -> Result<Vec<Row>, Fault> {
        let sql = self.dialect.statement(sql);
        match &self.link {
            Link::Sqlite(connection) => sqlite::query(connection, &sql, args),
            Link::Postgres(session) => session.query(&sql, args),
        }
    }

    pub(crate) fn one(&self, sql: &str, args: &[Value]) -> Result<Option<Row>, Fault> {
        Ok(self.query(sql, args)?.into_iter().next())
    }

    /// The number of a one-row, one-column answer such as COUNT(*).
    pub(crate) fn count(&self, sql: &str, args: &[Value]) -> Result<i64, Fault> {
        self.one(sql, args)?.map_or(Ok(0), |row| row.int(0))
    }

    /// For a transaction of many rows whose reads are guarded otherwise, by versions and unique indexes: what it reads sets
    /// no neighbour's write against it. Two that change the same row still exclude one another. Only before the first
    /// question.
    pub fn read_unguarded(&self) -> Result<(), Fault> {
        self.begin(self.dialect.read_unguarded())
    }

    /// How a transaction begins; the first question takes it along.
    pub(crate) fn begin(&self, sql: &str) -> Result<(), Fault> {
        match &self.link {
            Link::Sqlite(connection) => sqlite::batch(connection, sql),
            Link::Postgres(session) => {
                session.put_batch(sql);
                Ok(())
            }
        }
    }

    pub(crate) fn batch(&self, sql: &str) -> Result<(), Fault> {
        match &self.link {
            Link::Sqlite(connection) => sqlite::batch(connection, sql),
            Link::Postgres(session) => session.batch(sql),
        }
    }

    /// Names the use case that writes, so that a debug build can be told to die after its n-th write.
    pub fn arm_fail_point(&mut self, verb: &str) {
        self.fail_point = FailPoint::of(verb);
    }
}

/// `LUOSHI_FAIL_POINT=publish_plan:3` kills a debug build after the third write of that command, and `import_rows:3:2`
/// when it is run for the second time: how the tests prove that an abort leaves all or nothing. Release builds have no
/// fail points.
struct FailPoint {
    after: u32,
}

/// How often the command with a fail point was run in this process.
static RUNS: AtomicU32 = AtomicU32::new(0);

impl FailPoint {
    fn of(verb: &str) -> Option<Self> {
        if !cfg!(debug_assertions) {
            return None;
        }
        let wanted = std::env::var("LUOSHI_FAIL_POINT").ok()?;
        let mut words = wanted.split(':');
        if words.next() != Some(verb) {
            return None;
        }
        let after = words.next()?.parse().ok()?;
        let run: u32 = words.next().map_or(Some(1), |word| word.parse().ok())?;
        (RUNS.fetch_add(1, Ordering::SeqCst) + 1 == run).then_some(Self { after })
    }

    fn reached(&self, writes: u32) {
        if writes == self.after {
            std::process::abort();
        }
    }
}
