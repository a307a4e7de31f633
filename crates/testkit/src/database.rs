//! Prepared databases: the Wuhan pack is installed once a process, each test gets a copy.

use crate::{PASSWORD, TestClock};
use base::Site;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use store::Place;
use tempfile::TempDir;
use work::site::{FirstPassword, InstallSite};
use work::{App, Caller};

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A folder.
    Sqlite,
    /// The cluster of `LUOSHI_TEST_PG`.
    Postgres,
}

/// The engines there are to test on. CI always has both.
pub fn engines() -> Vec<Engine> {
    if cluster().is_some() {
        return vec![Engine::Sqlite, Engine::Postgres];
    }
    assert!(std::env::var_os("CI").is_none(), "CI must set LUOSHI_TEST_PG: see script/test");
    eprintln!("LUOSHI_TEST_PG is not set: this test ran on SQLite only (script/test runs it on both)");
    vec![Engine::Sqlite]
}

fn cluster() -> Option<String> {
    std::env::var("LUOSHI_TEST_PG").ok().filter(|url| !url.is_empty())
}

/// A database of one test, removed when it is dropped (a PostgreSQL one with its cluster).
#[derive(Debug)]
pub struct Database {
    /// Which engine.
    pub engine: Engine,
    /// The data folder.
    pub folder: PathBuf,
    /// The URL, if PostgreSQL.
    pub url: Option<String>,
    _guard: TempDir,
}

impl Database {
    /// A fresh copy of the prepared one: the Wuhan pack installed, its people with the password [`PASSWORD`].
    pub fn prepared(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let database = Self::empty(engine);
                let template = template_folder();
                std::fs::copy(template.join("luoshi.db"), database.folder.join("luoshi.db")).unwrap();
                database
            }
            Engine::Postgres => Self::on_cluster(Some(template_database())),
        }
    }

    /// A database with nothing in it.
    pub fn empty(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let guard = TempDir::new().unwrap();
                Self { engine, folder: guard.path().join("data").tap_created(), url: None, _guard: guard }
            }
            Engine::Postgres => Self::on_cluster(None),
        }
    }

    /// A folder that holds no database.
    pub(crate) fn none(engine: Engine) -> Self {
        let guard = TempDir::new().unwrap();
        Self { engine, folder: guard.path().to_owned(), url: None, _guard: guard }
    }

    fn on_cluster(template: Option<&str>) -> Self {
        let guard = TempDir::new().unwrap();
        let url = create_database(template);
        let folder = guard.path().join("data").tap_created();
        Self { engine: Engine::Postgres, folder, url: Some(url), _guard: guard }
    }

    /// The same database under another URL.
    pub fn with_url(mut self, url: String) -> Self {
        self.url = Some(url);
        self
    }

    /// Where its rows are.
    pub fn place(&self) -> Place {
        match &self.url {
            Some(url) => Place::Url(url.clone()),
            None => Place::Folder(self.folder.clone()),
        }
    }
}

trait TapCreated {
    fn tap_created(self) -> Self;
}

impl TapCreated for PathBuf {
    fn tap_created(self) -> Self {
        std::fs::create_dir_all(&self).unwrap();
        self
    }
}

fn template_folder() -> &'static Path {
    static TEMPLATE: OnceLock<TempDir> = OnceLock::new();
    TEMPLATE
        .get_or_init(|| {
            let folder = TempDir::new().unwrap();
            install(&Place::Folder(folder.path().to_owned()), folder.path());
            // The copy is a single file: what is still in the write-ahead log goes into it first.
            store::checkpoint_sqlite(&folder.path().join("luoshi.db")).unwrap();
            folder
        })
        .path()
}

fn template_database() -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = TempDir::new().unwrap();
        let url = create_database(None);
        install(&Place::Url(url.clone()), folder.path());
        url.rsplit_once('/').unwrap().1.to_owned()
    })
}

/// Creates a database on the cluster and answers its URL.
fn create_database(template: Option<&str>) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let cluster = cluster().expect("LUOSHI_TEST_PG");
    let name = format!("luoshi_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    let sql = match template {
        Some(template) => format!("CREATE DATABASE {name} TEMPLATE {template}"),
        None => format!("CREATE DATABASE {name}"),
    };
    // PostgreSQL copies a template for one session at a time.
    static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let admin = cluster.clone();
    std::thread::spawn(move || {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async move {
            let (client, connection) = tokio_postgres::connect(&admin, tokio_postgres::NoTls).await.unwrap();
            tokio::spawn(connection);
            client.batch_execute(&sql).await.unwrap();
        });
    })
    .join()
    .unwrap();
    format!("{}/{name}", cluster.rsplit_once('/').unwrap().0)
}

fn install(place: &Place, folder: &Path) {
    let (place, folder) = (place.clone(), folder.to_owned());
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(async move {
            let app = App::open(&place, folder, TestClock::default().clock()).await.unwrap();
            assert_eq!(app.store.site(), Site(1));
            let files = pack_files();
            let (pack, diagnostics) = pack::load(&files);
            let pack = pack.unwrap_or_else(|| panic!("the Wuhan pack does not load: {diagnostics:?}"));
            let passwords = pack
                .demo_users
                .iter()
                .map(|user| FirstPassword { login: user.login.clone(), password: PASSWORD.to_owned() })
                .collect();
            work::perform(&app, Caller::machine(), InstallSite::new(files, pack, passwords)).await.unwrap();
        });
    })
    .join()
    .unwrap();
}

/// The files of `packs/wuhan`, by path inside the pack.
pub fn pack_files() -> BTreeMap<String, String> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../packs/wuhan"));
    let mut files = BTreeMap::new();
    collect(root, root, &mut files);
    files
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, std::fs::read_to_string(&path).unwrap());
        }
    }
}
