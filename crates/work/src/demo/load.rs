//! Carry a demonstration on to its end: entries are made on one thread and written on another, chunk by chunk.

use super::begin::BeginDemonstration;
use super::entries::{LoadEntries, Paper};
use super::paper::paper;
use crate::evidence::FILE_LIMIT;
use crate::file::Upload;
use crate::{App, Caller, perform};
use base::{Fault, Stop};
use pack::Pack;
use pack::demo::{City, Demo, DemoSize, MadeEntry};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::demonstration::{DemonstrationRow, demonstration};
use store::digest::sm3_hex;
use tokio::sync::mpsc;

/// Entries of one transaction.
const CHUNK: u32 = 500;

/// How far a ledger is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoProgress {
    /// Its name in Chinese.
    pub ledger: String,
    /// Entries that are written.
    pub loaded: u32,
    /// All that there will be.
    pub total: u32,
}

/// Writes the invented city of a pack into the site, or the rest of it where it was cut off, and says after every chunk
/// how far it is. A chunk is written whole or not at all.
///
/// # Errors
/// Where the site has entries of people or shows another city, where an entry cannot be made, and where the database
/// cannot be written; what is written stays.
pub async fn load_demo(
    app: &App,
    files: &BTreeMap<String, String>,
    city: (Pack, Demo),
    size: DemoSize,
    seed: Option<u64>,
    mut said: impl FnMut(DemoProgress),
) -> Result<(), Stop> {
    let city = Arc::new(city);
    let (pack, demo) = &*city;
    let made = demo.made(pack, size, seed);
    let begin = BeginDemonstration {
        city: name_of(files, size, seed.unwrap_or(demo.city.seed))?,
        ledgers: demo.ledgers.iter().map(|ledger| (ledger.code.clone(), made.count(ledger))).collect(),
    };
    perform(app, Caller::machine(), begin).await?;
    let paper = keep_paper(app, &demo.city).await?;
    let books = app.books();
    for row in app.store.read(app.now(), |tx| Ok(demonstration(tx)?)).await? {
        let name = pack.ledgers.iter().find(|ledger| ledger.code == row.ledger).map(|ledger| ledger.name.zh.clone());
        let name = name.unwrap_or_else(|| row.ledger.clone());
        let mut chunks = make(&city, &row, size, seed);
        let mut after = row.loaded;
        while let Some(chunk) = chunks.recv().await {
            let entries = chunk?;
            let count = u32::try_from(entries.len()).map_err(Fault::broken)?;
            let (books, ledger, paper) = (Arc::clone(&books), row.ledger.clone(), paper.clone());
            perform(app, Caller::machine(), LoadEntries { books, ledger, after, entries, paper }).await?;
            after += count;
            said(DemoProgress { ledger: name.clone(), loaded: after, total: row.total });
        }
    }
    Ok(())
}

/// Makes the entries of a ledger that are not written yet, a few chunks ahead of the writing.
fn make(
    city: &Arc<(Pack, Demo)>,
    row: &DemonstrationRow,
    size: DemoSize,
    seed: Option<u64>,
) -> mpsc::Receiver<Result<Vec<MadeEntry>, Fault>> {
    let (send, chunks) = mpsc::channel(2);
    let (city, row) = (Arc::clone(city), row.clone());
    tokio::task::spawn_blocking(move || {
        let (pack, demo) = &*city;
        let made = demo.made(pack, size, seed);
        let Some(ledger) = demo.ledgers.iter().find(|ledger| ledger.code == row.ledger) else { return };
        let mut after = row.loaded;
        while after < row.total {
            let until = after.saturating_add(CHUNK).min(row.total);
            let one = |serial| {
                let entry = made.entry(ledger, serial).map_err(|sentence| Fault::broken(format!("{sentence:?}")))?;
                entry.ok_or_else(|| Fault::broken(format!("no entry {serial} of {}", row.ledger)))
            };
            let chunk: Result<Vec<MadeEntry>, Fault> = (after + 1..=until).map(one).collect();
            let stops = chunk.is_err();
            // Whoever writes has stopped where nobody takes the chunk any more.
            if send.blocking_send(chunk).is_err() || stops {
                return;
            }
            after = until;
        }
    });
    chunks
}

/// What tells one city from another: a changed pack would go on with other entries than it began with.
fn name_of(files: &BTreeMap<String, String>, size: DemoSize, seed: u64) -> Result<String, Fault> {
    let body = serde_json::to_string(files).map_err(Fault::broken)?;
    Ok(format!("{} {seed} {}", size.code(), sm3_hex(body.as_bytes())))
}

async fn keep_paper(app: &App, city: &City) -> Result<Paper, Stop> {
    let bytes = paper(&city.paper);
    let mut upload = Upload::begin(app, FILE_LIMIT).await?;
    upload.write(&bytes).await?;
    let file = upload.finish(&city.paper_name).await?;
    file.keep(app).await?;
    let size = u64::try_from(file.size).map_err(Fault::broken)?;
    Ok(Paper { digest: file.digest.clone(), size, name: file.name.clone() })
}
