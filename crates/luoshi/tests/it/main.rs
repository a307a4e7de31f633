//! The features as their users have them: over HTTP, on both databases.

mod session;
