//! Walking through XML event by event: nothing is built, nesting is bounded, entities are never expanded beyond XML's
//! own five.

use super::super::unusable::Unusable;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Tables in text boxes in tables need some dozens of levels.
const DEPTH_AT_MOST: usize = 400;

/// What a walk reports. Names come without their prefix.
pub(super) trait Visitor {
    /// An element begins.
    fn open(&mut self, name: &str, element: &BytesStart<'_>);
    /// An element ends.
    fn close(&mut self, name: &str);
    /// Characters; a run of text may come in several pieces.
    fn text(&mut self, _text: &str) {}
}

/// Walks through a part of a document.
pub(super) fn walk(xml: &str, visitor: &mut impl Visitor) -> Result<(), Unusable> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Unusable::Broken("DOCX"))? {
            Event::Start(element) => {
                depth += 1;
                if depth > DEPTH_AT_MOST {
                    return Err(Unusable::TooComplex);
                }
                visitor.open(element.local_name().as_ref(), &element);
            }
            Event::Empty(element) => {
                visitor.open(element.local_name().as_ref(), &element);
                visitor.close(element.local_name().as_ref());
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                visitor.close(element.local_name().as_ref());
            }
            Event::Text(text) => visitor.text(&text.xml10_content()),
            Event::CData(text) => visitor.text(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let named = quick_xml::escape::resolve_predefined_entity(&reference.xml10_content());
                match (reference.resolve_char_ref().ok().flatten(), named) {
                    (Some('\0'), _) | (None, None) => {}
                    (Some(character), _) => visitor.text(character.encode_utf8(&mut [0; 4])),
                    (None, Some(words)) => visitor.text(words),
                }
            }
            Event::Eof if depth > 0 => return Err(Unusable::Broken("DOCX")),
            Event::Eof => return Ok(()),
            _ => {}
        }
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

/// `w:val`, by far the most used.
pub(super) fn value(element: &BytesStart<'_>) -> Option<String> {
    attribute(element, "val")
}

/// A switch such as `<w:vanish/>`: on unless it says otherwise.
pub(super) fn is_on(element: &BytesStart<'_>) -> bool {
    !matches!(value(element).as_deref(), Some("0" | "false" | "off"))
}
