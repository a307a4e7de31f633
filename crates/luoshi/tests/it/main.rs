//! The features as their users have them: over HTTP, on both databases.

mod amendment;
mod audit;
mod backup;
mod crash;
mod draft;
mod drafted;
mod duty;
mod indicator;
mod organisation;
mod publish;
mod reading;
mod rights;
mod session;
mod system;
mod todo;
mod uploaded;
mod user;
mod work_plan;
