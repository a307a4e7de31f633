//! Why a file cannot be used, each reason with a hint what to do instead.

use super::{Format, INPUT_LIMIT, Source};
use base::{Diagnostic, Sentence};

/// A reason for an empty text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// Nothing in it.
    Empty,
    /// Larger than [`INPUT_LIMIT`].
    TooLarge,
    /// Neither text nor a known document.
    NotText,
    /// A picture file.
    Image,
    /// A document of pictures: no text layer.
    Scan,
    /// Protected by a password.
    Encrypted,
    /// The document's own structure cannot be read.
    Broken(&'static str),
    /// Unpacks to far more than a document holds.
    Bomb,
    /// Nested too deeply or made of too many parts.
    TooComplex,
    /// Word's binary format of before 2007.
    OldWord,
    /// A known kind of file that is not a text document read here.
    Foreign(&'static str),
}

impl Unusable {
    /// The reason as a source without text.
    pub(super) fn source(self, format: Option<Format>) -> Source {
        let (sentence, hint) = self.words();
        let diagnostic = Diagnostic::error(sentence).hint(Sentence::new(hint));
        Source { format, diagnostics: vec![diagnostic], ..Source::of_text(Format::Text, String::new()) }
    }

    fn words(self) -> (Sentence, &'static str) {
        const MEBIBYTE: usize = 1024 * 1024;
        match self {
            Self::Empty => (Sentence::new("notice.source.empty"), "notice.source.hint.check_file"),
            Self::TooLarge => {
                let sentence = Sentence::new("notice.source.too_large").with("limit", INPUT_LIMIT / MEBIBYTE);
                (sentence, "notice.source.hint.smaller")
            }
            Self::NotText => (Sentence::new("notice.source.not_text"), "notice.source.hint.formats"),
            Self::Image => (Sentence::new("notice.source.image"), "notice.source.hint.recognise"),
            Self::Scan => (Sentence::new("notice.source.scan"), "notice.source.hint.recognise"),
            Self::Encrypted => (Sentence::new("notice.source.encrypted"), "notice.source.hint.unprotect"),
            Self::Broken(kind) => {
                (Sentence::new("notice.source.broken").with("kind", kind), "notice.source.hint.save_again")
            }
            Self::Bomb => (Sentence::new("notice.source.bomb"), "notice.source.hint.save_again"),
            Self::TooComplex => (Sentence::new("notice.source.too_complex"), "notice.source.hint.save_again"),
            Self::OldWord => (Sentence::new("notice.source.old_word"), "notice.source.hint.save_as_docx"),
            Self::Foreign(kind) => {
                (Sentence::new("notice.source.foreign").with("kind", kind), "notice.source.hint.save_as_docx")
            }
        }
    }
}
