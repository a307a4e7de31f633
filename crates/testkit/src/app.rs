//! A running server.

use crate::{Database, Engine, PASSWORD, Person, TestClock, engines};
use std::net::SocketAddr;
use tokio::runtime::Runtime;
use work::App;

/// A server on a free port, with its own database and clock.
pub struct TestApp {
    /// Which database.
    pub engine: Engine,
    /// Its clock.
    pub clock: TestClock,
    /// The application behind it, for what has no route.
    pub app: App,
    /// The database, with its folder.
    pub database: Database,
    address: SocketAddr,
    runtime: Option<Runtime>,
}

/// Runs a test on every engine there is, each time on a fresh copy of the prepared database.
pub fn each(test: impl Fn(&TestApp)) {
    for engine in engines() {
        let app = TestApp::start(Database::prepared(engine));
        eprintln!("running on {engine:?}");
        test(&app);
    }
}

impl TestApp {
    /// Starts a server on a database.
    pub fn start(database: Database) -> Self {
        let clock = TestClock::default();
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let (place, folder, ticking) = (database.place(), database.folder.clone(), clock.clock());
        let (app, address) = runtime.block_on(async move {
            let app = App::open(&place, folder, ticking).await.unwrap();
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let service =
                web::router(app.clone(), web::Options::default()).into_make_service_with_connect_info::<SocketAddr>();
            tokio::spawn(async move { axum::serve(listener, service).await });
            (app, address)
        });
        Self { engine: database.engine, clock, app, database, address, runtime: Some(runtime) }
    }

    /// `http://127.0.0.1:port`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Nobody in particular.
    pub fn nobody(&self) -> Person {
        Person::new(&self.url())
    }

    /// A signed-in demonstration user.
    pub fn sign_in(&self, login: &str) -> Person {
        let mut person = self.nobody();
        let answer = person.sign_in(login, PASSWORD);
        assert_eq!(answer.status, 200, "{login}: {}", answer.text);
        person
    }

    /// Runs something on the server's runtime.
    pub fn block_on<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.as_ref().unwrap().block_on(future)
    }
}

impl TestApp {
    /// Ends the server and hands its database on to another.
    pub fn stop(mut self) -> Database {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(std::time::Duration::from_secs(10));
        }
        let empty = Database::none(self.engine);
        std::mem::replace(&mut self.database, empty)
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
