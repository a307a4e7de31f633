//! What the use cases share: the store, the clock, the time zone of the site.

use base::{Day, Fault, Moment, Stop};
use pack::Pack;
use std::path::PathBuf;
use std::sync::Arc;
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
    clock: Clock,
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
        Ok(Self { store, folder, pack, clock })
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
