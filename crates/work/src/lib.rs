//! Floor 4: the use cases, and the one door that leads to them. [`perform`] runs a [`Command`], [`ask`] a [`Query`];
//! both find out who asks, have `access` grant it inside the transaction, and leave an audit row.

mod app;
mod check;
mod code;
mod door;
mod password;

pub mod organisation;
pub mod session;
pub mod site;
pub mod user;

pub use app::{App, Clock};
pub use code::random_code;
pub use door::{Caller, Command, Performed, Query, ask, perform};
