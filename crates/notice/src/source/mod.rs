//! Bytes to canonical text. The kind is told by content, never by a file's name.
//!
//! The canonical text is what is stored with the reading and what every span points into: the decoded text of TXT and
//! Markdown files, the extracted text of HTML, DOCX and PDF, before any repair.

use base::{Diagnostic, Sentence, Span};
use serde::{Deserialize, Serialize};

/// What kind of file it is, by content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Office Open XML text document.
    Docx,
    /// PDF with a text layer.
    Pdf,
}

/// Where a stretch of the canonical text stood in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Page of a PDF, from 1.
    Page(u32),
    /// Paragraph of a DOCX, from 1, in reading order; table cells count too.
    Paragraph(u32),
}

/// From this byte of the canonical text on, until the next anchor, the text stood at `place`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// First byte in the canonical text.
    pub at: usize,
    /// Page or paragraph.
    pub place: Place,
}

/// One cell; a merged cell stands in every row and column it covers with the same span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its text in the canonical text (trimmed).
    pub span: Span,
}

/// A table found in the file (DOCX, HTML, Markdown). Its cells are also part of the canonical text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// All of it in the canonical text.
    pub span: Span,
    /// Rows of cells, merged cells repeated, so that every row has its full width.
    pub rows: Vec<Vec<Cell>>,
}

/// A file turned into text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it was; absent where that could not be told.
    pub format: Option<Format>,
    /// The canonical text. Lines end in `\n`.
    pub text: String,
    /// Places in order of `at`; empty for text formats.
    pub anchors: Vec<Anchor>,
    /// Tables in order.
    pub tables: Vec<Table>,
    /// A line break ends a paragraph (DOCX, HTML, Markdown blank lines apart); false where lines are broken by extraction
    /// (TXT, PDF), so that a paragraph may run over several lines.
    pub lines_are_paragraphs: bool,
    /// What is to be said about the file.
    pub diagnostics: Vec<Diagnostic>,
}

/// Turns bytes into canonical text. Never fails: what cannot be used yields an empty text and an error diagnostic.
pub fn decode(bytes: &[u8]) -> Source {
    let (text, diagnostics) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), Vec::new()),
        Err(_) => (String::new(), vec![Diagnostic::error(Sentence::new("notice.source.not_text"))]),
    };
    Source { format: Some(Format::Text), text, anchors: Vec::new(), tables: Vec::new(), lines_are_paragraphs: false, diagnostics }
}
