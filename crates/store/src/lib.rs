//! Floor 3: the only room that knows SQL. A [`Store`] runs closures in transactions on SQLite or PostgreSQL; the
//! functions of the subject modules take a [`Tx`] and are what `work` calls.

pub mod account;
pub mod account_list;
pub mod amendment;
pub mod audit;
pub mod audit_list;
pub mod digest;
pub mod dump;
pub mod duty;
pub mod entry;
pub mod entry_clock;
pub mod entry_list;
pub mod entry_move;
pub mod entry_search;
pub mod evidence;
pub mod file;
pub mod group;
pub mod idempotency;
pub mod indicator;
pub mod item;
pub mod item_body;
pub mod item_decision;
pub mod ledger_table;
pub mod ledger_version;
pub mod membership;
pub mod milestone;
pub mod open_decision;
pub mod organisation;
pub mod pack_file;
pub mod plan;
pub mod plan_name;
pub mod publish;
pub mod reading;
pub mod scope;
pub mod seal;
pub mod session;
pub mod site;
pub mod site_key;
pub mod sub_assignment;
pub mod target;
pub mod work_plan;
pub mod work_plan_content;

mod dialect;
mod engine;
mod migrate;
mod postgres;
mod sqlite;
mod tx;
mod value;

pub use engine::{Place, Store};
pub use migrate::VERSION as SCHEMA_VERSION;
pub use sqlite::checkpoint_sqlite;
pub use tx::Tx;
pub use value::Value;
