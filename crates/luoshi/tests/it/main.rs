//! The features as their users have them: over HTTP, on both databases.

mod amendment;
mod audit;
mod backup;
mod drafted;
mod duty;
mod organisation;
mod publish;
mod reading;
mod rights;
mod session;
mod todo;
mod uploaded;
mod user;
mod work_plan;
