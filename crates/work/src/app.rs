//! What the use cases share: the store, the clock, the time zone of the site.

use crate::ledger::{Books, books_of};
use base::{Day, Fault, Id, Moment, Stop};
use pack::Pack;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};
use store::digest::random_hex;
use store::personal::PersonalKeys;
use store::{Place, Store, Tx};

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
    keys: Arc<PersonalKeys>,
    books: Arc<RwLock<Installed>>,
    /// Which server this is, among those of the site.
    pub(crate) instance: String,
    reads: Arc<Mutex<Vec<Read>>>,
    /// Held by whoever carries imports on: a person who starts one wakes the job that the server runs each second as well.
    pub(crate) importing: Arc<tokio::sync::Mutex<()>>,
    clock: Clock,
}

/// The ledgers as this server knows them, and since when they are so.
#[derive(Debug, Default)]
struct Installed {
    books: Arc<Books>,
    since: Option<Moment>,
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
        let keys = Arc::new(PersonalKeys::open(&folder)?);
        let books = match pack.clone() {
            Some(pack) => {
                let keys = Arc::clone(&keys);
                let read = move |tx: &mut Tx<'_>| {
                    let since = store::ledger_version::installed_at(tx)?;
                    Ok(Installed { books: Arc::new(books_of(tx, &pack, &keys)?), since })
                };
                store.read(clock(), read).await.map_err(fault_of)?
            }
            None => Installed::default(),
        };
        let books = Arc::new(RwLock::new(books));
        Ok(Self { store, folder, pack, keys, books, instance, reads: Arc::default(), importing: Arc::default(), clock })
    }

    /// The ledgers of the installed pack.
    pub fn books(&self) -> Arc<Books> {
        let installed = self.books.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&installed.books)
    }

    /// Reads the ledgers anew where another server or the command line has installed others; asked once a second.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub async fn refresh_books(&self) -> Result<(), Stop> {
        let known = self.books.read().unwrap_or_else(std::sync::PoisonError::into_inner).since;
        let keys = Arc::clone(&self.keys);
        let fresh = self
            .store
            .read(self.now(), move |tx| {
                let since = store::ledger_version::installed_at(tx)?;
                if since.is_none() || since == known {
                    return Ok(None);
                }
                let pack = pack::load(&store::pack_file::pack_files(tx)?).0;
                Ok(pack.map(|pack| books_of(tx, &pack, &keys)).transpose()?.map(|books| (books, since)))
            })
            .await?;
        if let Some((books, since)) = fresh {
            let mut installed = self.books.write().unwrap_or_else(std::sync::PoisonError::into_inner);
            *installed = Installed { books: Arc::new(books), since };
        }
        Ok(())
    }

    /// The site's keys for personal data.
    pub(crate) fn keys(&self) -> &Arc<PersonalKeys> {
        &self.keys
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
