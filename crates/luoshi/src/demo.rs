//! Install the invented city of a pack: the site, its people, and entries at true scale.

use crate::init::{announce, first_passwords, install};
use crate::pack_folder::checked;
use crate::place::PlaceArguments;
use crate::say::{complain, say_sentence, stopped};
use base::{Sentence, Stop};
use clap::{Args, ValueEnum};
use pack::demo::DemoSize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;
use work::demo::{DemoProgress, load_demo};

/// What to install.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// The pack's folder.
    #[arg(long, default_value = "packs/wuhan")]
    pack: PathBuf,
    /// As large as the real city, or a few hundred entries.
    #[arg(long, value_enum, default_value = "full")]
    size: Size,
    /// From which everything is drawn; the pack's own where it is not said.
    #[arg(long)]
    seed: Option<u64>,
    /// One password for all people, for tests; otherwise each gets its own.
    #[arg(long, env = "LUOSHI_DEMO_PASSWORD", hide_env_values = true)]
    demo_password: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Size {
    Full,
    Small,
}

/// Installs, or carries on where it was cut off.
pub async fn demo(arguments: Arguments) -> ExitCode {
    match run(arguments).await {
        Ok(code) => code,
        Err(stop) => stopped(&stop),
    }
}

async fn run(arguments: Arguments) -> Result<ExitCode, Stop> {
    let began = Instant::now();
    let Some((files, pack, demo)) = checked(&arguments.pack) else { return Ok(ExitCode::FAILURE) };
    let Some(demo) = demo else {
        say_sentence(&Sentence::new("luoshi.demo_none").with("folder", arguments.pack.display()));
        return Ok(ExitCode::FAILURE);
    };
    let mut app = arguments.place.open().await?;
    if app.pack.is_none() {
        let passwords = first_passwords(&pack, arguments.demo_password.clone())?;
        install(&app, files.clone(), pack.clone(), passwords.clone()).await?;
        if let Err(error) = announce(&arguments.place.data, &pack, &passwords) {
            complain(error);
            return Ok(ExitCode::FAILURE);
        }
        // What was installed is read when a site is opened.
        drop(app);
        app = arguments.place.open().await?;
    }
    let size = match arguments.size {
        Size::Full => DemoSize::Full,
        Size::Small => DemoSize::Small,
    };
    load_demo(&app, &files, (pack, demo), size, arguments.seed, say_progress).await?;
    say_sentence(&Sentence::new("luoshi.demo_done").with("seconds", began.elapsed().as_secs()));
    Ok(ExitCode::SUCCESS)
}

/// A line for every few thousand entries, and for the last of a ledger.
fn say_progress(progress: DemoProgress) {
    const OFTEN: u32 = 5_000;
    if progress.loaded.is_multiple_of(OFTEN) || progress.loaded == progress.total {
        let sentence = Sentence::new("luoshi.demo_progress").with("ledger", progress.ledger);
        say_sentence(&sentence.with("loaded", progress.loaded).with("total", progress.total));
    }
}
