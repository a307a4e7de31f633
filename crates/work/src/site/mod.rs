//! The site: installing a city from its pack, and saying which it is.

mod install;
mod show;

pub use install::{FirstPassword, InstallSite};
pub use show::ShowSite;

pub(crate) use show::marked_name;
