//! Back a site up into a folder, and restore one into an empty site.

use crate::place::PlaceArguments;
use crate::say::{say_sentence, stopped};
use base::{Sentence, Stop};
use clap::Args;
use std::path::PathBuf;
use std::process::ExitCode;
use work::backup::Manifest;

/// Where from or to.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// The backup's folder.
    folder: PathBuf,
}

/// Writes a backup; the site may be serving meanwhile.
pub async fn backup(arguments: Arguments) -> ExitCode {
    let outcome = match arguments.place.open().await {
        Ok(app) => work::backup::backup(&app, &arguments.folder).await,
        Err(fault) => Err(Stop::Fault(fault)),
    };
    report("luoshi.backed_up", outcome)
}

/// Restores a backup, then checks the audit that came with it.
pub async fn restore(arguments: Arguments) -> ExitCode {
    let app = match arguments.place.open().await {
        Ok(app) => app,
        Err(fault) => return stopped(&Stop::Fault(fault)),
    };
    let outcome = work::backup::restore(&app, &arguments.folder).await;
    let restored = outcome.is_ok();
    let code = report("luoshi.restored", outcome);
    if restored { crate::audit::verify(&app, Vec::new()).await } else { code }
}

fn report(code: &str, outcome: Result<Manifest, Stop>) -> ExitCode {
    match outcome {
        Ok(manifest) => {
            let rows: u64 = manifest.tables.values().map(|table| table.rows).sum();
            say_sentence(&Sentence::new(code).with("rows", rows).with("files", manifest.files));
            ExitCode::SUCCESS
        }
        Err(stop) => stopped(&stop),
    }
}
