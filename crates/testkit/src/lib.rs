//! Dev: what the tests speak through. [`each`] runs a test against a real server on a fresh copy of a prepared
//! database: on SQLite always, on PostgreSQL when `LUOSHI_TEST_PG` names a cluster.

mod app;
mod clock;
mod database;
mod person;

pub use app::{TestApp, each};
pub use clock::TestClock;
pub use database::{Database, Engine, engines, pack_files};
pub use person::{Answer, Person};

/// The password of every demonstration user in tests.
pub const PASSWORD: &str = "Luoshi-test-2023";

/// A notice of `../shared/data`, if that folder is there; tests say so when it is not.
pub fn shared_data(name: &str) -> Option<Vec<u8>> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/");
    let found = std::fs::read(format!("{root}{name}")).ok();
    if found.is_none() {
        eprintln!("../shared/data/{name} is absent: the part of the test that reads it is left out");
    }
    found
}
