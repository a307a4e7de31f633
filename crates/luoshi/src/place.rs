//! Where a site is kept: the arguments that every verb on a site shares.

use crate::clock::system_clock;
use clap::Args;
use std::path::PathBuf;
use store::Place;
use work::App;

/// Where the site is kept.
#[derive(Args, Clone, Debug)]
pub struct PlaceArguments {
    /// The data folder: files, keys and, without --database-url, the SQLite database.
    #[arg(long, default_value = ".data", env = "LUOSHI_DATA")]
    pub data: PathBuf,
    /// A PostgreSQL URL; several hosts may be named: postgres://user@a,b/luoshi.
    #[arg(long, env = "LUOSHI_DATABASE_URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

impl PlaceArguments {
    /// Opens the site.
    pub async fn open(&self) -> Result<App, base::Fault> {
        let place = match &self.database_url {
            Some(url) => Place::Url(url.clone()),
            None => Place::Folder(self.data.clone()),
        };
        App::open(&place, self.data.clone(), system_clock()).await
    }
}
