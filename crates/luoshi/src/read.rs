//! Read a notice and print what was found.

use crate::say::{complain, diagnostic_line, language, say};
use base::{Sentence, Severity};
use clap::Args;
use notice::Reading;
use std::io::Read;
use std::path::PathBuf;
use std::process::ExitCode;

/// What to read.
#[derive(Args)]
pub struct Arguments {
    /// The notice: TXT, Markdown, HTML, DOCX or PDF, told by its content.
    file: PathBuf,
    /// Print the reading as JSON.
    #[arg(long)]
    json: bool,
}

/// Exit status 2 where the file could not be used at all.
const UNREADABLE: u8 = 2;

/// A file is read up to here and no further; the reader says that it is too large.
const BYTES: u64 = (64 << 20) + 1;

/// Reads; exit status 0 where something was read.
pub fn read(arguments: Arguments) -> ExitCode {
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(&arguments.file).and_then(|file| file.take(BYTES).read_to_end(&mut bytes));
    if let Err(error) = opened {
        let sentence = Sentence::new("luoshi.unopened").with("path", arguments.file.display()).with("reason", error);
        complain(sentence.render(language()));
        return ExitCode::from(UNREADABLE);
    }
    let (_, reading) = notice::read(&bytes);
    if arguments.json {
        match serde_json::to_string_pretty(&reading) {
            Ok(json) => say(json),
            Err(error) => complain(error),
        }
    } else {
        print(&reading);
    }
    for diagnostic in &reading.diagnostics {
        if !arguments.json || diagnostic.severity == Severity::Error {
            complain(diagnostic_line(diagnostic));
        }
    }
    let unusable = reading.diagnostics.iter().any(|one| one.severity == Severity::Error);
    if unusable { ExitCode::from(UNREADABLE) } else { ExitCode::SUCCESS }
}

fn listed(names: &[String]) -> String {
    names.join(&Sentence::new("luoshi.list_mark").render(language()))
}

fn print(reading: &Reading) {
    let line = |code: &str, value: &str| {
        if !value.is_empty() {
            say(format!("{}{value}", Sentence::new(code).render(language())));
        }
    };
    line("luoshi.read.title", &reading.title);
    line("luoshi.read.number", &reading.doc_number);
    line("luoshi.read.issuer", &reading.issuer);
    line("luoshi.read.date", &reading.date);
    for task in &reading.tasks {
        say(format!("{} {}", task.number, task.title));
        line("luoshi.read.lead", &listed(&task.lead));
        line("luoshi.read.responsible", &listed(&task.responsible));
        for one in reading.indicators.iter().filter(|one| one.task == task.number) {
            line("luoshi.read.target", &one.text);
        }
    }
}
