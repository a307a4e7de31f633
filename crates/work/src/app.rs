//! What the use cases share: the store, the clock, the time zone of the site.

use base::{Day, Fault, Id, Moment, Stop};
use pack::Pack;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use store::digest::random_hex;
use store::{Place, Store};

/// Tells the time. The binary hands in the system's clock, tests one they can set.
pub type Clock = Arc<dyn Fn() -> Moment + Send + Sync>;

/// The open application of one site.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub store: Store,
    /// The data folder: files by content, keys.
    pub folder: PathBuf,
    /// The installed pack; absent until one is.
    pub pack: Option<Arc<Pack>>,
    /// Which server this is, among those of the site.
    pub(crate) instance: String,
    reads: Arc<Mutex<Vec<Read>>>,
    clock: Clock,
}

/// A download or a look at personal data, waiting to be written to the audit.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(crate) actor: Option<Id>,
    pub(crate) actor_name: String,
    pub(crate) address: String,
    pub(crate) verb: &'static str,
}

impl std::fmt::Debug for App {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("App").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// Time zone of every site so far; a pack's own zone is checked against it when it is installed.
pub(crate) const TIME_ZONE: &str = "Asia/Shanghai";

impl App {
    /// Opens the database of a site and brings it up to date. `folder` holds files and keys, and the database too
    /// unless `place` says otherwise.
    pub async fn open(place: &Place, folder: PathBuf, clock: Clock) -> Result<Self, Fault> {
        std::fs::create_dir_all(&folder).map_err(Fault::broken)?;
        let store = Store::open(place, base::Site(1), clock()).await?;
        let files = store.read(clock(), |tx| Ok(store::pack_file::pack_files(tx)?)).await.map_err(fault_of)?;
        let pack = if files.is_empty() { None } else { pack::load(&files).0.map(Arc::new) };
        let instance = random_hex(8)?;
        Ok(Self { store, folder, pack, instance, reads: Arc::default(), clock })
    }

    /// Notes a download or a look at personal data; the sealing job writes it within a second.
    pub(crate) fn note_read(&self, read: Read) {
        self.reads.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(read);
    }

    /// The notes since the last time.
    pub(crate) fn take_reads(&self) -> Vec<Read> {
        std::mem::take(&mut *self.reads.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// The present moment.
    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    /// Can the database be read?
    pub async fn ready(&self) -> Result<(), Stop> {
        self.store.read(self.now(), |tx| Ok(store::site::installed_site(tx).map(|_| ())?)).await
    }
}

fn fault_of(stop: Stop) -> Fault {
    match stop {
        Stop::Fault(fault) => fault,
        Stop::Refusal(refusal) => Fault::broken(refusal.sentence.code),
    }
}

/// The site's calendar day at a moment.
pub(crate) fn day_of(moment: Moment) -> Day {
    moment.day_in(TIME_ZONE)
}
