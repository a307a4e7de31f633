//! The site: installing a city from its pack.

mod install;

pub use install::{FirstPassword, InstallSite};
