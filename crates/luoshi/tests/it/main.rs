//! The features as their users have them: over HTTP, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is wrong")]

mod amendment;
mod audit;
mod backup;
mod booked;
mod by_rule;
mod correction;
mod crash;
mod draft;
mod drafted;
mod duplicate;
mod duty;
mod eleventh;
mod entry;
mod import;
mod import_crash;
mod indicator;
mod invented;
mod large_upload;
mod life;
mod lived;
mod mentioned;
mod named;
mod organisation;
mod publish;
mod reading;
mod rights;
mod saved_view;
mod served;
mod session;
mod system;
mod todo;
mod uploaded;
mod user;
mod whole_life;
mod work_plan;
