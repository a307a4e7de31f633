//! A pack on the disk: its files by path, and `luoshi pack check`.

use crate::say::{complain, diagnostic_line, language, say, say_sentence};
use base::{Sentence, Severity};
use clap::{Args, Subcommand};
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
}

/// Runs the verb.
pub fn run(arguments: Arguments) -> ExitCode {
    let Verb::Check { folder } = arguments.verb;
    let files = match pack_files(&folder) {
        Ok(files) => files,
        Err(error) => {
            complain(error);
            return ExitCode::FAILURE;
        }
    };
    let (_, diagnostics) = pack::load(&files);
    for one in &diagnostics {
        say(located(one, &files));
    }
    if diagnostics.iter().any(|one| one.severity == Severity::Error) {
        return ExitCode::FAILURE;
    }
    say_sentence(&Sentence::new("luoshi.pack_holds").with("files", files.len()));
    ExitCode::SUCCESS
}

/// `file:line: severity: sentence`.
pub fn located(diagnostic: &base::Diagnostic, files: &BTreeMap<String, String>) -> String {
    let file = diagnostic.file.as_deref().unwrap_or_default();
    let line = diagnostic.span.zip(files.get(file)).map(|(span, text)| pack::line_of(text, span));
    match line {
        Some(line) => format!("{file}:{line}: {}", diagnostic_line(diagnostic)),
        None => format!("{file}: {}", diagnostic_line(diagnostic)),
    }
}

/// The files below a folder by their path inside it.
pub fn pack_files(folder: &Path) -> Result<BTreeMap<String, String>, String> {
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
