//! The features as their users have them: over HTTP, on both databases.

mod audit;
mod backup;
mod organisation;
mod rights;
mod session;
mod user;
