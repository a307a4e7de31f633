//! Accounts: the system administrator creates them, the security administrator gives roles and guards them.

mod create;
mod edit;
mod grant_role;
mod guard;
mod list;
mod reset_password;
mod revoke_role;

pub use create::{CreateUser, CreatedUser};
pub use edit::EditUser;
pub use grant_role::GrantRole;
pub use guard::{Guard, GuardAccount};
pub use list::{MembershipView, UserPage, UserView, Users};
pub use reset_password::ResetPassword;
pub use revoke_role::RevokeRole;
