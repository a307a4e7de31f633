//! Markup piece by piece, with bounded nesting; nothing is built, and no entity beyond XML's own five is expanded.

use crate::read::unusable::Unusable;
use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use std::borrow::Cow;
use std::io::BufRead;

/// What is the matter with markup that does not parse.
pub(super) const BROKEN: Unusable = Unusable::Broken("XLSX");
/// Worksheets need a handful of levels.
const DEPTH_MAX: usize = 100;

/// A piece of markup. Names come without their prefix; an empty element opens and closes.
pub(super) enum Piece<'a> {
    /// An element begins.
    Open(BytesStart<'a>),
    /// An element ends.
    Close(BytesEnd<'a>),
    /// Characters; a run may come in several pieces.
    Text(Cow<'a, str>),
    /// Nothing of interest.
    Other,
    /// The end of the part.
    End,
}

/// The reader of pieces.
pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
}

impl<R: BufRead> Xml<R> {
    /// Reads markup from some bytes.
    pub(super) fn new(bytes: R) -> Self {
        let mut reader = Reader::from_reader(bytes);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next piece.
    pub(super) fn next(&mut self) -> Result<Piece<'_>, Unusable> {
        self.buffer.clear();
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) => return Err(Unusable::of_io(&error, &BROKEN)),
            Err(_) => return Err(BROKEN),
        };
        Ok(match event {
            Event::Start(element) => {
                self.depth += 1;
                if self.depth > DEPTH_MAX {
                    return Err(Unusable::TooComplex);
                }
                Piece::Open(element)
            }
            Event::End(element) => {
                self.depth = self.depth.saturating_sub(1);
                Piece::Close(element)
            }
            Event::Text(text) => Piece::Text(text.xml10_content()),
            Event::CData(text) => Piece::Text(text.xml10_content()),
            Event::GeneralRef(reference) => {
                let named = quick_xml::escape::resolve_predefined_entity(&reference.xml10_content());
                match (reference.resolve_char_ref().ok().flatten(), named) {
                    (Some('\0'), _) | (None, None) => Piece::Other,
                    (Some(character), _) => Piece::Text(Cow::Owned(character.to_string())),
                    (None, Some(words)) => Piece::Text(Cow::Borrowed(words)),
                }
            }
            Event::Eof if self.depth > 0 => return Err(BROKEN),
            Event::Eof => Piece::End,
            _ => Piece::Other,
        })
    }
}

/// The value of an attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    // Without the check for doubled names: it compares each name with all before it.
    let found =
        element.attributes().with_checks(false).flatten().find(|found| found.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// Undoes `_x000D_`, by which spreadsheets write characters that XML cannot hold.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (head, tail) = rest.split_at(at);
        out.push_str(head);
        let digits = tail.get(2..6).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let closed = tail.get(6..7) == Some("_");
        let character = digits.filter(|_| closed).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match character.and_then(char::from_u32) {
            Some(character) => {
                if character != '\0' {
                    out.push(character);
                }
                rest = tail.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = tail.get(2..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_characters_come_back() {
        for (written, meant) in [("a_x000D_b", "a\rb"), ("_x005F_x0041_", "_x0041_"), ("_x_xZZZZ_", "_x_xZZZZ_")] {
            assert_eq!(unescape(written), meant);
        }
    }

    #[test]
    fn deep_nesting_ends() {
        let deep = "<a>".repeat(5000);
        let mut xml = Xml::new(deep.as_bytes());
        let end = loop {
            match xml.next() {
                Ok(Piece::End) => break None,
                Ok(_) => {}
                Err(reason) => break Some(reason),
            }
        };
        assert_eq!(end, Some(Unusable::TooComplex));
    }
}
