//! Install a city from its pack, with the demonstration's people if wished.

use crate::pack_folder::{located, pack_files};
use crate::place::PlaceArguments;
use crate::say::{complain, say, say_sentence, stopped};
use base::{Sentence, Severity, Stop};
use clap::Args;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use work::Caller;
use work::site::{FirstPassword, InstallSite};

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
    let files = match pack_files(&arguments.pack) {
        Ok(files) => files,
        Err(sentence) => {
            complain(sentence);
            return ExitCode::FAILURE;
        }
    };
    let (pack, diagnostics) = pack::load(&files);
    let errors: Vec<_> = diagnostics.iter().filter(|one| one.severity == Severity::Error).collect();
    for one in &errors {
        complain(located(one, &files));
    }
    let (Some(pack), true) = (pack, errors.is_empty()) else { return ExitCode::FAILURE };
    let mut passwords = Vec::new();
    if arguments.demo {
        for user in &pack.demo_users {
            match arguments.demo_password.clone().map_or_else(work::first_password, Ok) {
                Ok(password) => passwords.push(FirstPassword { login: user.login.clone(), password }),
                Err(fault) => return stopped(&Stop::Fault(fault)),
            }
        }
    }
    let people: Vec<String> = pack.demo_users.iter().map(|user| user.name.clone()).collect();
    let app = match arguments.place.open().await {
        Ok(app) => app,
        Err(fault) => return stopped(&Stop::Fault(fault)),
    };
    let name = pack.name.clone();
    if let Err(stop) = work::perform(&app, Caller::machine(), InstallSite::new(files, pack, passwords.clone())).await {
        return stopped(&stop);
    }
    say_sentence(&Sentence::new("luoshi.installed").with("name", name));
    if arguments.demo {
        let lines: Vec<String> = passwords
            .iter()
            .zip(people)
            .map(|(one, name)| format!("{:<14} {:<24} {name}", one.login, one.password))
            .collect();
        say(lines.join("\n"));
        if let Err(error) = keep(&arguments.place.data, &lines) {
            complain(error);
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Keeps the sign-ins of the demonstration where only the owner can read them.
fn keep(folder: &Path, lines: &[String]) -> std::io::Result<()> {
    let path = folder.join("sign-ins.txt");
    let mut file = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    writeln!(file, "{}", lines.join("\n"))
}
