//! Floor 3: the only room that knows SQL. A [`Store`] runs closures in transactions on SQLite or PostgreSQL; the
//! functions of the subject modules take a [`Tx`] and are what `work` calls.

pub mod account;
pub mod audit;
pub mod digest;
pub mod idempotency;
pub mod organisation;
pub mod scope;
pub mod session;
pub mod site;

mod dialect;
mod engine;
mod migrate;
mod postgres;
mod sqlite;
mod tx;
mod value;

pub use engine::{Place, Store};
pub use tx::Tx;
