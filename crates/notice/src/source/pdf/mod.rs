//! PDF: the text layer page by page, in lines as they are printed.
//!
//! The file's objects are read by `lopdf`; what the pages draw is interpreted here, because no reader at hand is safe
//! with Chinese fonts and bounded in memory at once. A blank line stands where the print shows a new paragraph.

mod cmap;
mod content;
mod font;
mod layout;
mod lexer;
mod matrix;
mod plain;
mod running;

use super::kind::find;
use super::unusable::Unusable;
use super::{Anchor, Format, Place, Source};
use base::{Diagnostic, Sentence};
use content::{Budget, Interpreter};
use lopdf::{Document, LoadOptions};

/// The parser of objects recurses, but no deeper than its own limit; this is ample for it.
const STACK: usize = 32 * 1024 * 1024;
/// An object of two bytes (`0 `) costs the parser some hundred, so objects are counted before it sees them. A long
/// notice has some ten thousand.
const OBJECTS_AT_MOST: usize = 4_000_000;
/// Streams that hold objects: so many, together so large, and none is refused below the least or read above the most.
const OBJECT_STREAMS_AT_MOST: usize = 500;
const OBJECT_STREAMS_INFLATED: usize = 16 * 1024 * 1024;
const OBJECT_STREAM_LEAST: usize = 64 * 1024;
/// A five-year plan has three hundred pages.
const PAGES_AT_MOST: usize = 3000;

/// A PDF file as a source. It is read on a thread of its own: a panic in the foreign parser ends there.
pub(super) fn decode(bytes: &[u8]) -> Source {
    let read = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || read(bytes));
        thread.ok().and_then(|thread| thread.join().ok())
    });
    read.unwrap_or(Err(Unusable::Broken("PDF"))).unwrap_or_else(|reason| reason.source(Some(Format::Pdf)))
}

fn read(bytes: &[u8]) -> Result<Source, Unusable> {
    let document = load(bytes)?;
    let mut budget = Budget::default();
    let mut fonts = font::Fonts::new(&document);
    let mut pages = Vec::new();
    for page in document.page_iter().take(PAGES_AT_MOST) {
        let mut interpreter = Interpreter::new(&document, &mut fonts, &mut budget);
        interpreter.page(page)?;
        pages.push(layout::lines(interpreter.finish()));
    }
    if pages.is_empty() {
        return Err(Unusable::Broken("PDF"));
    }
    let running = running::drop_running_lines(&mut pages);
    let (text, anchors) = joined(&pages);
    if anchors.is_empty() {
        return Err(Unusable::Scan);
    }
    let diagnostics = remarks(pages.len() - anchors.len(), fonts.unmapped(), running);
    Ok(Source { anchors, diagnostics, ..Source::of_text(Format::Pdf, text) })
}

/// Pages one after the other, apart by a blank line where the paragraph ends with the page.
fn joined(pages: &[layout::PageLines]) -> (String, Vec<Anchor>) {
    let (mut text, mut anchors) = (String::new(), Vec::new());
    let mut paragraph_ended = false;
    for (number, page) in (1..).zip(pages) {
        let page = page.text();
        if page.text.trim().is_empty() {
            continue;
        }
        if !anchors.is_empty() && (paragraph_ended || page.begins) {
            text.push('\n');
        }
        paragraph_ended = page.ends;
        anchors.push(Anchor { at: text.len(), place: Place::Page(number) });
        text.push_str(&page.text);
    }
    (text, anchors)
}

fn load(bytes: &[u8]) -> Result<Document, Unusable> {
    let streams = occurrences(bytes, b"ObjStm");
    if streams > OBJECT_STREAMS_AT_MOST || objects_at_a_glance(bytes) > OBJECTS_AT_MOST {
        return Err(Unusable::TooComplex);
    }
    let share = OBJECT_STREAMS_INFLATED / streams.max(1);
    let options = LoadOptions::with_max_decompressed_size(share.max(OBJECT_STREAM_LEAST));
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword | lopdf::Error::UnsupportedSecurityHandler(_) => {
            Unusable::Encrypted
        }
        lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. }) => Unusable::Bomb,
        lopdf::Error::RecursionLimit => Unusable::TooComplex,
        _ => Unusable::Broken("PDF"),
    })?;
    // Files that open without a password although they forbid changes were decrypted by now.
    let is_locked = document.trailer.has(b"Encrypt") && !document.was_encrypted();
    if is_locked { Err(Unusable::Encrypted) } else { Ok(document) }
}

/// How many objects a parser could see: beginnings of names, strings and arrays, and words after white space, between
/// bytes that are text. Compressed data have next to none of them.
fn objects_at_a_glance(bytes: &[u8]) -> usize {
    let is_text = |byte: u8| matches!(byte, b' '..=b'~' | b'\t' | b'\r' | b'\n');
    let begins = |triple: &[u8]| match triple {
        [before, b'/' | b'[' | b'(' | b'<', after] => is_text(*before) && is_text(*after),
        [before, first, after] => {
            before.is_ascii_whitespace() && first.is_ascii_graphic() && *before != 0 && is_text(*after)
        }
        _ => false,
    };
    bytes.windows(3).filter(|triple| begins(triple)).count()
}

fn occurrences(bytes: &[u8], wanted: &[u8]) -> usize {
    let (mut rest, mut count) = (bytes, 0);
    while let Some(at) = find(rest, wanted) {
        count += 1;
        rest = rest.get(at + wanted.len()..).unwrap_or_default();
    }
    count
}

fn remarks(empty_pages: usize, unmapped: usize, running: usize) -> Vec<Diagnostic> {
    let said = |count: usize, code: &str, hint: &str| {
        let warning = Diagnostic::warning(Sentence::new(code).with("count", count)).hint(Sentence::new(hint));
        (count > 0).then_some(warning)
    };
    let pages = said(empty_pages, "notice.source.pages_without_text", "notice.source.hint.recognise");
    let characters = said(unmapped, "notice.source.unmapped", "notice.source.hint.save_as_docx");
    let lines =
        (running > 0).then(|| Diagnostic::note(Sentence::new("notice.source.running_lines").with("count", running)));
    [pages, characters, lines].into_iter().flatten().collect()
}
