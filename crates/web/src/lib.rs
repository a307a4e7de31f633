//! Floor 5: HTTP. Every route is a command or a query of `work`; this room owns request bodies, problem bodies, the
//! OpenAPI page, cookies and the embedded UI, and sees neither SQL nor rules.

mod audit;
mod body;
mod caller;
mod duty;
mod interface;
mod organisation;
mod problem;
mod routes;
mod session;
mod system;
mod user;
mod work_plan;

pub use routes::{Options, openapi, router};
