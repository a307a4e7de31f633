//! Signing in and out, oneself, one's password.

mod change_password;
mod me;
mod sign_in;
mod sign_out;

pub use change_password::ChangePassword;
pub use me::{Me, MeView, Ref, SiteView};
pub use sign_in::{SignIn, SignedIn};
pub use sign_out::SignOut;
