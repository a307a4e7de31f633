//! What the command line says: sentences in the reader's language on the right stream.

use base::{Diagnostic, Language, Sentence, Stop};
use std::io::Write;
use std::process::ExitCode;

/// The language of the terminal: `LC_ALL`, `LC_MESSAGES` or `LANG`; Chinese unless one of them is English.
pub fn language() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|v| !v.is_empty()));
    set.map(|tag| Language::from_tag(&tag)).unwrap_or_default()
}

/// A line on standard output.
pub fn say(line: impl std::fmt::Display) {
    // A closed pipe is the reader's wish, not an error.
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// A line on standard error.
pub fn complain(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// A sentence on standard output.
pub fn say_sentence(sentence: &Sentence) {
    say(sentence.render(language()));
}

/// Why a verb stopped: refusals as sentences, faults in the words of the log.
pub fn stopped(stop: &Stop) -> ExitCode {
    match stop {
        Stop::Refusal(refusal) => {
            complain(refusal.sentence.render(language()));
            for (path, sentence) in &refusal.fields {
                complain(format!("  {path}: {}", sentence.render(language())));
            }
        }
        Stop::Fault(fault) => complain(fault),
    }
    ExitCode::FAILURE
}

/// A diagnostic as `severity: sentence (hint)`.
pub fn diagnostic_line(diagnostic: &Diagnostic) -> String {
    let word = Sentence::new(match diagnostic.severity {
        base::Severity::Error => "luoshi.error",
        base::Severity::Warning => "luoshi.warning",
        base::Severity::Note => "luoshi.note",
    });
    let hint = diagnostic.hint.as_ref().map(|hint| format!(" {}", hint.render(language()))).unwrap_or_default();
    format!("{}{}{hint}", word.render(language()), diagnostic.sentence.render(language()))
}
