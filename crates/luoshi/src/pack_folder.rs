//! A pack on the disk: its files by path, and the verbs of `luoshi pack`.

use crate::place::PlaceArguments;
use crate::say::{complain, diagnostic_line, language, say, say_sentence, stopped};
use base::{Sentence, Severity, Stop};
use clap::{Args, Subcommand};
use pack::Pack;
use pack::demo::Demo;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to do with a pack.
#[derive(Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Check a pack and say everything that is wrong at once.
    Check {
        /// The folder with pack.toml.
        folder: PathBuf,
    },
    /// Show the statements that would bring a site's tables up to a pack.
    Plan {
        #[command(flatten)]
        place: PlaceArguments,
        /// The folder with pack.toml.
        #[arg(long, default_value = "packs/wuhan")]
        pack: PathBuf,
    },
    /// Bring a site's tables up to a pack and install it; servers that run take it up within a second.
    Apply {
        #[command(flatten)]
        place: PlaceArguments,
        /// The folder with pack.toml.
        #[arg(long, default_value = "packs/wuhan")]
        pack: PathBuf,
    },
    /// Print the JSON Schema of a ledger's file, for editors.
    Schema {
        /// Of the file that describes its invented entries.
        #[arg(long)]
        demo: bool,
    },
}

/// Runs the verb.
pub async fn run(arguments: Arguments) -> ExitCode {
    match arguments.verb {
        Verb::Check { folder } => match checked(&folder) {
            Some((files, ..)) => {
                say_sentence(&Sentence::new("luoshi.pack_holds").with("files", files.len()));
                ExitCode::SUCCESS
            }
            None => ExitCode::FAILURE,
        },
        Verb::Plan { place, pack } => plan(&place, &pack).await,
        Verb::Apply { place, pack } => apply(&place, &pack).await,
        Verb::Schema { demo } => {
            say(format!("{:#}", if demo { pack::demo::demo_schema() } else { pack::ledger_schema() }));
            ExitCode::SUCCESS
        }
    }
}

async fn plan(place: &PlaceArguments, folder: &Path) -> ExitCode {
    let Some((_, pack, _)) = checked(folder) else { return ExitCode::FAILURE };
    let app = match place.open().await {
        Ok(app) => app,
        Err(fault) => return stopped(&Stop::Fault(fault)),
    };
    let planned = match work::ledger::planned_tables(&app, &pack).await {
        Ok(planned) => planned,
        Err(stop) => return stopped(&stop),
    };
    let statements: Vec<&str> = planned.iter().flat_map(|one| &one.statements).map(String::as_str).collect();
    if statements.is_empty() {
        say_sentence(&Sentence::new("luoshi.pack_in_place"));
    } else {
        say(statements.join("\n"));
    }
    if planned.iter().any(|one| one.refused) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

async fn apply(place: &PlaceArguments, folder: &Path) -> ExitCode {
    let Some((files, pack, _)) = checked(folder) else { return ExitCode::FAILURE };
    let app = match place.open().await {
        Ok(app) => app,
        Err(fault) => return stopped(&Stop::Fault(fault)),
    };
    if let Err(stop) = work::ledger::apply_pack(&app, files, &pack).await {
        return stopped(&stop);
    }
    say_sentence(&Sentence::new("luoshi.pack_applied").with("ledgers", pack.ledgers.len()));
    ExitCode::SUCCESS
}

/// The files of a pack, the pack, and the invented city if it has one, after saying everything that is wrong with them;
/// nothing where something is.
pub fn checked(folder: &Path) -> Option<(BTreeMap<String, String>, Pack, Option<Demo>)> {
    let files = match pack_files(folder) {
        Ok(files) => files,
        Err(error) => {
            complain(error);
            return None;
        }
    };
    let (pack, mut diagnostics) = pack::load(&files);
    let demo = pack.as_ref().and_then(|pack| {
        let (demo, found) = pack::demo::load_demo(&files, pack);
        diagnostics.extend(found);
        demo
    });
    for one in &diagnostics {
        complain(located(one, &files));
    }
    let wrong = diagnostics.iter().any(|one| one.severity == Severity::Error);
    pack.filter(|_| !wrong).map(|pack| (files, pack, demo))
}

/// `file:line: severity: sentence`.
fn located(diagnostic: &base::Diagnostic, files: &BTreeMap<String, String>) -> String {
    let file = diagnostic.file.as_deref().unwrap_or_default();
    let line = diagnostic.span.zip(files.get(file)).map(|(span, text)| pack::line_of(text, span));
    match line {
        Some(line) => format!("{file}:{line}: {}", diagnostic_line(diagnostic)),
        None => format!("{file}: {}", diagnostic_line(diagnostic)),
    }
}

/// The files below a folder by their path inside it.
fn pack_files(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut files = BTreeMap::new();
    collect(folder, folder, &mut files).map_err(|(path, error)| {
        let sentence = Sentence::new("luoshi.unopened").with("path", path.display()).with("reason", error);
        sentence.render(language())
    })?;
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) -> Result<(), (PathBuf, std::io::Error)> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    for entry in std::fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Some(name) = path.strip_prefix(root).ok().and_then(Path::to_str) {
            files.insert(name.to_owned(), std::fs::read_to_string(&path).map_err(at(&path))?);
        }
    }
    Ok(())
}
