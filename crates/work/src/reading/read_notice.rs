//! Have a notice read into a draft.

use super::rows::{Draft, Sources};
use super::summary::summarise;
use crate::file::Uploaded;
use crate::plan::KeptReading;
use crate::{App, Command};
use access::{Action, Grant};
use base::{Fault, Id, Refusal, RefusalKind, Sentence, Severity, Stop};
use notice::Reading;
use notice::source::Source;
use pack::Pack;
use serde::Serialize;
use std::sync::Arc;
use store::Tx;
use store::file::insert_file;
use store::indicator::insert_indicators;
use store::item::insert_items;
use store::item_body::insert_bodies;
use store::open_decision::insert_open_decisions;
use store::plan::{insert_plan, open_draft_of_file};
use store::plan_name::insert_names;
use store::reading::{ReadingRow, insert_reading};
use store::target::insert_targets;
use tokio::sync::Semaphore;

/// Reads an uploaded notice into a draft.
#[derive(Debug, Serialize)]
pub struct ReadNotice {
    year: String,
    digest: String,
    #[serde(skip)]
    file: Uploaded,
    #[serde(skip)]
    read: Option<Read>,
}

/// What `prepare` found.
#[derive(Debug)]
struct Read {
    year: i16,
    source: Source,
    reading: Reading,
    pack: Option<Arc<Pack>>,
}

/// Notices read at the same time; more wait, so that memory stays bounded.
static READERS: Semaphore = Semaphore::const_new(2);
/// A reader recurses over what it is handed, so it gets a stack of its own.
const STACK: usize = 64 << 20;
/// Plan years that are not a slip of the finger.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

impl ReadNotice {
    /// With what was uploaded. The year is checked when it is read.
    pub fn new(year: &str, file: Uploaded) -> Self {
        Self { year: year.trim().to_owned(), digest: file.digest.clone(), file, read: None }
    }

    fn draft(&self, read: &Read) -> Result<ReadingRow, Fault> {
        let kept = KeptReading { repairs: read.reading.repairs.clone(), diagnostics: read.reading.diagnostics.clone() };
        Ok(ReadingRow {
            source_text: read.source.text.clone(),
            anchors: serde_json::to_string(&read.source.anchors).map_err(Fault::broken)?,
            body: serde_json::to_string(&kept).map_err(Fault::broken)?,
        })
    }
}

impl Command for ReadNotice {
    const VERB: &'static str = "read_notice";
    const ACTION: Action = Action::ReadNotice;
    const PREPARES: bool = true;
    type Answer = Id;

    async fn prepare(&mut self, app: &App) -> Result<(), Stop> {
        let year = self.year.parse().ok().filter(|year| YEARS.contains(year));
        let year = year.ok_or_else(|| Refusal::field("year", Sentence::new("work.reading.no_year")))?;
        let (source, reading) = read_apart(&self.file).await?;
        refuse_unreadable(&reading)?;
        refuse_other_year(&reading, year)?;
        self.file.keep(app).await?;
        self.read = Some(Read { year, source, reading, pack: app.pack.clone() });
        Ok(())
    }

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        let read = self.read.as_ref().ok_or_else(|| Fault::broken("a notice that was not read"))?;
        if let Some(plan) = open_draft_of_file(tx, &self.digest)? {
            let sentence = Sentence::new("work.reading.open_draft").with("plan", plan);
            return Err(Refusal::new(RefusalKind::Conflict, sentence).into());
        }
        let sources = Sources {
            year: read.year,
            source: &read.source,
            reading: &read.reading,
            pack: read.pack.as_deref(),
            digest: &self.digest,
            file_name: &self.file.name,
        };
        let draft = Draft::build(tx, grant, &sources)?;
        let size = i64::try_from(self.file.size).unwrap_or(i64::MAX);
        insert_file(tx, &self.digest, size, &self.file.name)?;
        insert_plan(tx, &draft.plan)?;
        insert_reading(tx, draft.plan.id, &self.draft(read)?)?;
        insert_items(tx, &draft.items)?;
        insert_bodies(tx, &draft.bodies)?;
        insert_names(tx, draft.plan.id, &draft.names)?;
        insert_indicators(tx, &draft.indicators)?;
        insert_targets(tx, &draft.targets)?;
        insert_open_decisions(tx, &draft.decisions)?;
        tx.about("plan", draft.plan.id);
        tx.revise("plan", draft.plan.id, 1, &summarise(&draft))?;
        Ok(draft.plan.id)
    }
}

/// Reads on a thread of its own: it takes time, recurses, and what it stumbles over is caught.
async fn read_apart(file: &Uploaded) -> Result<(Source, Reading), Stop> {
    let _turn = READERS.acquire().await.map_err(Fault::broken)?;
    let bytes = file.bytes().await?;
    let read = move || {
        let reader = std::thread::Builder::new().name("reader".to_owned()).stack_size(STACK);
        reader.spawn(move || notice::read(&bytes)).map(std::thread::JoinHandle::join)
    };
    let joined = tokio::task::spawn_blocking(read).await.map_err(Fault::broken)?.map_err(Fault::broken)?;
    Ok(joined.map_err(|_| Fault::broken("the reader panicked"))?)
}

/// A text in which nothing was found is no notice; a person is told what the reader says of it.
fn refuse_unreadable(reading: &Reading) -> Result<(), Refusal> {
    let broken = reading.diagnostics.iter().any(|one| one.severity == Severity::Error);
    let empty = reading.tasks.is_empty() && reading.indicators.is_empty();
    if !broken && !empty {
        return Ok(());
    }
    let code = if broken { "work.reading.unreadable" } else { "work.reading.nothing_found" };
    let mut refusal = Refusal::new(RefusalKind::Invalid, Sentence::new(code));
    refusal.diagnostics.clone_from(&reading.diagnostics);
    Err(refusal)
}

/// A title that prints years is not of another year.
fn refuse_other_year(reading: &Reading, year: i16) -> Result<(), Refusal> {
    let title = if reading.attachment_title.is_empty() { &reading.title } else { &reading.attachment_title };
    let digits = title.split(|one: char| !one.is_ascii_digit()).filter(|word| word.len() == 4);
    let printed: Vec<i16> = digits.filter_map(|word| word.parse().ok()).filter(|year| YEARS.contains(year)).collect();
    match (printed.iter().min(), printed.iter().max()) {
        (Some(first), Some(last)) if !(*first..=*last).contains(&year) => {
            let sentence = Sentence::new("work.reading.other_year").with("printed", first).with("year", year);
            Err(Refusal::field("year", sentence))
        }
        _ => Ok(()),
    }
}
