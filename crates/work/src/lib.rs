//! Floor 4: the use cases, and the one door that leads to them. [`perform`] runs a [`Command`], [`ask`] a [`Query`];
//! both find out who asks, have `access` grant it inside the transaction, and leave an audit row.

mod app;
mod bulk;
mod check;
mod code;
mod door;
mod password;
mod word;

pub mod audit;
pub mod amendment;
pub mod duty;
pub mod organisation;
pub mod session;
pub mod site;
pub mod user;
pub mod work_plan;

pub use app::{App, Clock};
pub use bulk::{BulkOutcome, BulkResult, BulkResults};
pub use code::random_code;
pub use door::{Caller, Command, Performed, Query, ask, perform};
