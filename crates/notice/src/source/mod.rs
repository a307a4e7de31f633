//! Bytes to canonical text. The kind is told by content, never by a file's name.
//!
//! The canonical text is what is stored with the reading and what every span points into: the decoded text of TXT and
//! Markdown files (its front matter left out), the extracted text of HTML, DOCX and PDF, before any repair.
//!
//! Settled once for all formats, so that spans mean the same everywhere: every line end (`\r\n`, `\r`, form feed, the
//! Unicode separators) is `\n`, a byte order mark is gone, and the other control characters are spaces. Rows of a table
//! are lines, its cells stand apart by a tab, and paragraphs inside one cell by `\n`.

mod docx;
mod grid;
mod html;
mod kind;
mod markdown;
mod page;
mod pdf;
mod text;
mod unusable;

use base::{Diagnostic, Span};
use kind::Kind;
use serde::{Deserialize, Serialize};
use unusable::Unusable;

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

/// Files above this many bytes are refused unread: a notice has some kilobytes, with pictures a few megabytes.
pub const INPUT_LIMIT: usize = 64 * 1024 * 1024;

/// Turns bytes into canonical text. Never fails: what cannot be used yields an empty text and an error diagnostic.
pub fn decode(bytes: &[u8]) -> Source {
    if bytes.len() > INPUT_LIMIT {
        return Unusable::TooLarge.source(None);
    }
    match kind::of(bytes) {
        Kind::Pdf => pdf::decode(bytes),
        Kind::Zip => docx::decode(bytes),
        Kind::Unusable(reason) => reason.source(None),
        Kind::Text => decode_text(bytes),
    }
}

/// Text in some encoding: HTML, Markdown or plain.
fn decode_text(bytes: &[u8]) -> Source {
    let Some((text, diagnostics)) = text::decode(bytes) else {
        return Unusable::NotText.source(None);
    };
    let mut source = match kind::of_text(&text) {
        Ok(Format::Html) => html::decode(&text),
        Ok(Format::Markdown) => markdown::decode(text),
        Ok(_) => Source::of_text(Format::Text, text),
        Err(reason) => reason.source(None),
    };
    if source.text.trim().is_empty() && source.diagnostics.is_empty() {
        return Unusable::Empty.source(source.format);
    }
    source.diagnostics.splice(0..0, diagnostics);
    source
}

impl Source {
    /// A text with nothing to be said about it.
    fn of_text(format: Format, text: String) -> Self {
        Self {
            format: Some(format),
            text,
            anchors: Vec::new(),
            tables: Vec::new(),
            lines_are_paragraphs: false,
            diagnostics: Vec::new(),
        }
    }

    /// Where a byte of the canonical text stood in the file; nothing for text formats.
    pub fn place_of(&self, at: usize) -> Option<Place> {
        let after = self.anchors.partition_point(|anchor| anchor.at <= at);
        self.anchors.get(after.checked_sub(1)?).map(|anchor| anchor.place)
    }
}
