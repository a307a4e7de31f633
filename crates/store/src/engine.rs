//! The two engines behind one face: a write is one transaction, a read one snapshot.

use crate::migrate;
use crate::postgres::{AGAIN, Postgres, Session};
use crate::sqlite::{self, Sqlite};
use crate::tx::{Link, Tx};
use base::{Fault, FaultKind, Ids, Moment, Refusal, RefusalKind, Sentence, Site, Stop};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::runtime::Handle;

/// Where the rows are kept.
#[derive(Clone, Debug)]
pub enum Place {
    /// A SQLite file in the data folder.
    Folder(PathBuf),
    /// A PostgreSQL URL; several hosts may be named.
    Url(String),
}

#[derive(Debug)]
enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// An open database, brought up to this program's schema.
#[derive(Clone, Debug)]
pub struct Store {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    engine: Engine,
    ids: Ids,
    site: Site,
    newer_schema: AtomicBool,
}

/// How often a write that lost against a neighbour is run again.
const RETRIES: u32 = 3;

impl Store {
    /// Opens the database and migrates it. Must be called on a tokio runtime.
    pub async fn open(place: &Place, site: Site, now: Moment) -> Result<Self, Fault> {
        let mut seed = [0_u8; 8];
        getrandom::fill(&mut seed).map_err(|error| Fault::broken(format!("no randomness: {error}")))?;
        let engine = match place {
            Place::Folder(folder) => {
                std::fs::create_dir_all(folder).map_err(Fault::broken)?;
                Engine::Sqlite(Sqlite::open(&folder.join("luoshi.db"))?)
            }
            Place::Url(url) => Engine::Postgres(Postgres::open(url)?),
        };
        let inner =
            Inner { engine, ids: Ids::new(u64::from_le_bytes(seed)), site, newer_schema: AtomicBool::new(false) };
        let store = Self { inner: Arc::new(inner) };
        let found = store.write(now, |tx| Ok(migrate::migrate(tx)?)).await.map_err(into_fault)?;
        store.inner.newer_schema.store(found > migrate::VERSION, Ordering::Relaxed);
        Ok(store)
    }

    /// One transaction that may write. `run` may be called up to four times and must be safe to repeat; whatever it
    /// refuses is undone as a whole.
    pub async fn write<T, F>(&self, now: Moment, run: F) -> Result<T, Stop>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, Stop> + Send + 'static,
    {
        if self.inner.newer_schema.load(Ordering::Relaxed) {
            return Err(Refusal::new(RefusalKind::Unavailable, Sentence::new("store.newer_schema")).into());
        }
        match &self.inner.engine {
            Engine::Sqlite(engine) => self.write_sqlite(engine, now, run).await,
            Engine::Postgres(engine) => self.write_postgres(engine, now, run).await,
        }
    }

    /// One read-only snapshot.
    pub async fn read<T, F>(&self, now: Moment, run: F) -> Result<T, Stop>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, Stop> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let client = match &self.inner.engine {
            Engine::Sqlite(_) => None,
            Engine::Postgres(engine) => Some(engine.client().await?),
        };
        let handle = Handle::current();
        let job = move || -> Result<T, Stop> {
            let ids = &inner.ids;
            match (&inner.engine, &client) {
                (Engine::Sqlite(engine), _) => engine
                    .with_reader(|connection| snapshot(Tx::new(Link::Sqlite(connection), inner.site, now, ids), run))?,
                (Engine::Postgres(_), Some(client)) => {
                    let session = Session::new(client, handle);
                    snapshot(Tx::new(Link::Postgres(session), inner.site, now, ids), run)
                }
                (Engine::Postgres(_), None) => Err(Fault::broken("no connection").into()),
            }
        };
        tokio::task::spawn_blocking(job).await.map_err(Fault::broken)?
    }

    /// The site whose rows this store reads and writes.
    pub fn site(&self) -> Site {
        self.inner.site
    }

    async fn write_sqlite<T, F>(&self, engine: &Sqlite, now: Moment, run: F) -> Result<T, Stop>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, Stop> + Send + 'static,
    {
        let (answer, waiting) = tokio::sync::oneshot::channel();
        let inner = Arc::clone(&self.inner);
        engine.send(Box::new(move |connection| {
            let tx = Tx::new(Link::Sqlite(connection), inner.site, now, &inner.ids);
            let outcome = transaction(tx, &run);
            if !connection.is_autocommit() {
                let _ = sqlite::batch(connection, "ROLLBACK");
            }
            let _ = answer.send(outcome);
        }))?;
        waiting.await.map_err(|_| Fault::broken("the writer thread gave no answer"))?
    }

    async fn write_postgres<T, F>(&self, engine: &Postgres, now: Moment, run: F) -> Result<T, Stop>
    where
        T: Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, Stop> + Send + 'static,
    {
        let client = engine.client().await?;
        let inner = Arc::clone(&self.inner);
        let handle = Handle::current();
        let job = move || {
            let mut tries = 0;
            loop {
                let session = Session::new(&client, handle.clone());
                let outcome = transaction(Tx::new(Link::Postgres(session), inner.site, now, &inner.ids), &run);
                match outcome {
                    Err(Stop::Fault(fault)) if fault.message.starts_with(AGAIN) && tries < RETRIES => tries += 1,
                    outcome => return outcome,
                }
            }
        };
        tokio::task::spawn_blocking(job).await.map_err(Fault::broken)?
    }
}

/// Begins, runs, and commits or undoes. A panic inside is caught, undone and becomes a fault.
fn transaction<T>(mut tx: Tx<'_>, run: &impl Fn(&mut Tx<'_>) -> Result<T, Stop>) -> Result<T, Stop> {
    tx.begin(tx.dialect().begin_write())?;
    let outcome = catch_unwind(AssertUnwindSafe(|| run(&mut tx)))
        .unwrap_or_else(|_| Err(Fault::broken("a use case panicked; its transaction was undone").into()));
    match outcome {
        Ok(answer) => {
            if let Err(fault) = tx.batch("COMMIT") {
                let _ = tx.batch("ROLLBACK");
                return Err(fault.into());
            }
            Ok(answer)
        }
        Err(stop) => {
            let _ = tx.batch("ROLLBACK");
            Err(stop)
        }
    }
}

fn snapshot<T>(mut tx: Tx<'_>, run: impl FnOnce(&mut Tx<'_>) -> Result<T, Stop>) -> Result<T, Stop> {
    tx.begin(tx.dialect().begin_read())?;
    let outcome = catch_unwind(AssertUnwindSafe(|| run(&mut tx)))
        .unwrap_or_else(|_| Err(Fault::broken("a query panicked").into()));
    tx.batch("ROLLBACK")?;
    outcome
}

fn into_fault(stop: Stop) -> Fault {
    match stop {
        Stop::Fault(fault) => fault,
        Stop::Refusal(refusal) => Fault { kind: FaultKind::Broken, message: refusal.sentence.code },
    }
}
