//! Install a city from its pack, with the demonstration's people if wished.

use crate::pack_folder::checked;
use crate::place::PlaceArguments;
use crate::say::{complain, say, say_sentence, stopped};
use base::{Sentence, Stop};
use clap::Args;
use pack::Pack;
use std::collections::BTreeMap;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use work::site::{FirstPassword, InstallSite};
use work::{App, Caller};

/// What to install.
#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    place: PlaceArguments,
    /// The pack's folder.
    #[arg(long, default_value = "packs/wuhan")]
    pack: PathBuf,
    /// Create the pack's demonstration people, print their sign-ins and keep them in sign-ins.txt.
    #[arg(long)]
    demo: bool,
    /// One password for all of them, for tests; otherwise each gets its own.
    #[arg(long, env = "LUOSHI_DEMO_PASSWORD", hide_env_values = true)]
    demo_password: Option<String>,
}

/// Installs.
pub async fn init(arguments: Arguments) -> ExitCode {
    match run(arguments).await {
        Ok(code) => code,
        Err(stop) => stopped(&stop),
    }
}

async fn run(arguments: Arguments) -> Result<ExitCode, Stop> {
    let Some((files, pack, _)) = checked(&arguments.pack) else { return Ok(ExitCode::FAILURE) };
    let passwords = if arguments.demo { first_passwords(&pack, arguments.demo_password.clone())? } else { Vec::new() };
    let app = arguments.place.open().await?;
    install(&app, files, pack.clone(), passwords.clone()).await?;
    if arguments.demo
        && let Err(error) = announce(&arguments.place.data, &pack, &passwords)
    {
        complain(error);
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// Installs a pack, with passwords for the people of its demonstration if it is one.
pub async fn install(
    app: &App,
    files: BTreeMap<String, String>,
    pack: Pack,
    passwords: Vec<FirstPassword>,
) -> Result<(), Stop> {
    let name = pack.name.clone();
    work::perform(app, Caller::machine(), InstallSite::new(files, pack, passwords)).await?;
    say_sentence(&Sentence::new("luoshi.installed").with("name", name));
    Ok(())
}

/// A password for each of the demonstration's people: one for all, or each its own.
pub fn first_passwords(pack: &Pack, one: Option<String>) -> Result<Vec<FirstPassword>, Stop> {
    let password = |login: &String| {
        let password = one.clone().map_or_else(work::first_password, Ok)?;
        Ok(FirstPassword { login: login.clone(), password })
    };
    pack.demo_users.iter().map(|user| password(&user.login)).collect()
}

/// Shows the sign-ins of the demonstration once, and keeps them where only the owner of the data can read them.
pub fn announce(folder: &Path, pack: &Pack, passwords: &[FirstPassword]) -> std::io::Result<()> {
    let people = pack.demo_users.iter().zip(passwords);
    let lines = people.map(|(user, one)| format!("{:<14} {:<24} {}", one.login, one.password, user.name));
    let lines: Vec<String> = lines.collect();
    say(lines.join("\n"));
    let path = folder.join("sign-ins.txt");
    let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    writeln!(file, "{}", lines.join("\n"))
}
