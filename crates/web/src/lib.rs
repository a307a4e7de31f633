//! Floor 5: HTTP. Every route is a command or a query of `work`; this room owns request bodies, problem bodies, the
//! OpenAPI page, cookies and the embedded UI, and sees neither SQL nor rules.

mod amendment;
mod audit;
mod body;
mod caller;
mod correction;
mod decision;
mod download;
mod duplicate;
mod duty;
mod entry;
mod evidence;
mod export;
mod import;
mod indicator;
mod interface;
mod item;
mod ledger;
mod name;
mod organisation;
mod plan;
mod problem;
mod publish;
mod reading;
mod routes;
mod saved_view;
mod session;
mod site;
mod subject;
mod system;
mod task;
mod todo;
mod upload;
mod user;
mod work_plan;

pub use routes::{Options, openapi, router};
