//! What is found wrong while a pack is read and checked, and where each value stood.

use crate::sheet::At;
use base::{Diagnostic, Sentence, Severity, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The collected diagnostics, the origins of values, and the texts they stand in.
pub(crate) struct Findings<'f> {
    files: &'f BTreeMap<String, String>,
    origins: BTreeMap<At, Span>,
    diagnostics: Vec<Diagnostic>,
    broken: BTreeSet<String>,
}

impl<'f> Findings<'f> {
    /// Nothing found yet.
    pub fn new(files: &'f BTreeMap<String, String>) -> Self {
        Self { files, origins: BTreeMap::new(), diagnostics: Vec::new(), broken: BTreeSet::new() }
    }

    /// Notes where a value stood.
    pub fn remember(&mut self, at: &At, span: Span) {
        self.origins.insert(at.clone(), span);
    }

    /// A file is missing or cannot be parsed: checks that lean on it would only say so again.
    pub fn mark_broken(&mut self, file: &str) {
        self.broken.insert(file.to_owned());
    }

    /// Is a file missing or past parsing?
    pub fn is_broken(&self, file: &str) -> bool {
        self.broken.contains(file)
    }

    /// The value cannot be used.
    pub fn error(&mut self, at: &At, sentence: Sentence) {
        self.push(at, Diagnostic::error(sentence));
    }

    /// The value cannot be used, and this is how to mend it.
    pub fn error_with(&mut self, at: &At, sentence: Sentence, hint: Sentence) {
        self.push(at, Diagnostic::error(sentence).hint(hint));
    }

    /// The value looks wrong, and this is how to mend it.
    pub fn warn_with(&mut self, at: &At, sentence: Sentence, hint: Sentence) {
        self.push(at, Diagnostic::warning(sentence).hint(hint));
    }

    /// A remark on a stretch of a file that no path names.
    pub fn warn_in(&mut self, file: &str, span: Span, sentence: Sentence, hint: Sentence) {
        self.diagnostics.push(Diagnostic::warning(sentence).at(span).in_file(file).hint(hint));
    }

    fn push(&mut self, at: &At, diagnostic: Diagnostic) {
        let diagnostic = diagnostic.in_file(&at.file);
        self.diagnostics.push(match self.origins.get(at) {
            Some(span) => diagnostic.at(*span),
            None => diagnostic,
        });
    }

    /// The place itself where it is known, or the nearest thing around it that is: what is missing stands nowhere.
    pub fn nearest_known(&self, at: &At) -> At {
        let mut around = at.clone();
        while !self.origins.contains_key(&around) && !around.path.is_empty() {
            let end = around.path.rfind(['.', '[']).unwrap_or_default();
            around.path.truncate(end);
        }
        around
    }

    /// A hint that names the line where something stood first.
    pub fn first_at(&self, at: &At) -> Sentence {
        let text = self.files.get(&at.file).map_or("", String::as_str);
        let line = self.origins.get(at).map_or(1, |span| line_of(text, *span));
        Sentence::new("pack.hint.first_at").with("file", &at.file).with("line", line)
    }

    /// All diagnostics in order of file and place, and whether the pack can be used. Of a file that cannot be parsed only
    /// that is told: what else seems wrong in it follows from the syntax as often as not.
    pub fn finish(mut self) -> (bool, Vec<Diagnostic>) {
        let broken = &self.broken;
        self.diagnostics.retain(|one| {
            let in_broken = one.file.as_ref().is_some_and(|file| broken.contains(file));
            !in_broken || matches!(one.sentence.code.as_str(), "pack.syntax" | "pack.missing_file")
        });
        self.diagnostics.sort_by_key(|one| (one.file.clone(), one.span.map_or(0, |span| span.from)));
        (self.diagnostics.iter().all(|one| one.severity != Severity::Error), self.diagnostics)
    }
}

/// The line a span starts in, counted from 1: for printing `file:line`.
pub fn line_of(text: &str, span: Span) -> usize {
    text.bytes().take(span.from).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        let text = "一\n二\n三";
        assert_eq!(line_of(text, Span::new(0, 3)), 1);
        assert_eq!(line_of(text, Span::new(4, 7)), 2);
        assert_eq!(line_of(text, Span::new(999, 999)), 3);
    }
}
