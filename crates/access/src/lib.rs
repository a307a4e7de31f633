//! Floor 1: who may do what, on which rows, seeing which fields. The matrix is data; a grant is a value that only this
//! room can make, and nothing reaches the store without one.

mod action;
mod actor;
mod grant;
mod matrix;
mod role;
mod scope;

pub use action::Action;
pub use actor::{Actor, Membership, Person};
pub use grant::{Grant, grant};
pub use matrix::{Field, Rule, fields_of, print_matrix, rule_of};
pub use role::Role;
pub use scope::{Facts, Scope};
