//! Floor 4: the use cases, and the one door that leads to them. [`perform`] runs a [`Command`], [`ask`] a [`Query`];
//! both find out who asks, have `access` grant it inside the transaction, and leave an audit row.

mod app;
mod bulk;
mod check;
mod code;
mod diagnostic;
mod door;
mod password;
mod word;

pub mod amendment;
pub mod audit;
pub mod backup;
pub mod correction;
pub mod decision;
pub mod demo;
pub mod duplicate;
pub mod duty;
pub mod entry;
pub mod evidence;
pub mod export;
pub mod file;
pub mod import;
pub mod indicator;
pub mod item;
pub mod ledger;
pub mod name;
pub mod organisation;
pub mod plan;
pub mod publish;
pub mod reading;
pub mod saved_view;
pub mod session;
pub mod site;
pub mod subject;
pub mod task;
pub mod todo;
pub mod user;
pub mod work_plan;

pub use app::{App, Clock};
pub use bulk::{BulkOutcome, BulkResult, BulkResults};
pub use code::{first_password, random_code};
pub use diagnostic::{DiagnosticView, Severity};
pub use door::{Caller, Command, Performed, Query, ask, perform};
