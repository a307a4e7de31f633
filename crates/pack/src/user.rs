//! `demo/users.toml`: who signs in to the demonstration. Passwords are made when the site is made, never kept here.

use crate::findings::Findings;
use crate::sheet::Row;
use access::Role;

/// A demonstration user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoUser {
    /// What is typed to sign in.
    pub login: String,
    /// The name shown.
    pub name: String,
    /// Code of the organisation; absent for the administrators of the system.
    pub organisation: Option<String>,
    /// Code of the division inside it.
    pub division: Option<String>,
    /// The roles held there.
    pub roles: Vec<Role>,
}

/// Reads `demo/users.toml`.
pub(crate) fn read_users(root: &Row, out: &mut Findings) -> Vec<DemoUser> {
    root.only(&["user"], out);
    root.rows("user", out).iter().map(|row| read_user(row, out)).collect()
}

fn read_user(row: &Row, out: &mut Findings) -> DemoUser {
    row.only(&["login", "name", "organisation", "division", "roles"], out);
    let roles: Vec<(&str, Role)> = Role::ALL.into_iter().map(|role| (role.code(), role)).collect();
    DemoUser {
        login: row.text("login", out),
        name: row.text("name", out),
        organisation: row.text_if("organisation", out),
        division: row.text_if("division", out),
        roles: row.choices("roles", &roles, out),
    }
}
