//! Fonts: what the codes of a string mean and how far each moves the pen.

use super::cmap::{CharacterMap, code};
use super::plain;
use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS};
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A character map of all of Unicode is below a megabyte.
const MAP_AT_MOST: usize = 8 * 1024 * 1024;
/// Width entries of a font; all of Chinese has some thirty thousand glyphs.
const WIDTHS_AT_MOST: usize = 100_000;

/// How codes become characters where no `ToUnicode` says so.
enum Meaning {
    /// Codes are UTF-16 (`UniGB-UTF16-H`, `UniGB-UCS2-H`).
    Utf16,
    /// Codes are bytes of an encoding (`GBK-EUC-H`).
    Bytes(&'static Encoding),
    /// One byte, one entry.
    Table(Vec<String>),
    /// Glyph numbers without a meaning.
    Unknown,
}

/// A font as the interpreter needs it.
pub(super) struct Font {
    is_composite: bool,
    to_unicode: CharacterMap,
    encoding: CharacterMap,
    meaning: Meaning,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
}

/// One code of a string.
pub(super) struct Glyph {
    /// Its characters, "" where they are not known.
    pub(super) text: String,
    /// How far it moves, in thousandths of the size.
    pub(super) width: f64,
    /// Is it the one-byte space that word spacing applies to?
    pub(super) is_space: bool,
}

/// The fonts of a document, each read once.
pub(super) struct Fonts<'a> {
    document: &'a Document,
    read: BTreeMap<ObjectId, Rc<Font>>,
    unmapped: usize,
}

impl<'a> Fonts<'a> {
    /// Nothing read yet.
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, read: BTreeMap::new(), unmapped: 0 }
    }

    /// A font by its entry in the resources.
    pub(super) fn font(&mut self, entry: &Object) -> Option<Rc<Font>> {
        let id = entry.as_reference().ok();
        if let Some(font) = id.and_then(|id| self.read.get(&id)) {
            return Some(Rc::clone(font));
        }
        let (_, object) = self.document.dereference(entry).ok()?;
        let font = Rc::new(Font::read(self.document, object.as_dict().ok()?));
        if let Some(id) = id {
            self.read.insert(id, Rc::clone(&font));
        }
        Some(font)
    }

    /// Notes characters whose meaning is not in the file.
    pub(super) fn note_unmapped(&mut self, count: usize) {
        self.unmapped += count;
    }

    /// How many characters were drawn whose meaning is not in the file.
    pub(super) fn unmapped(&self) -> usize {
        self.unmapped
    }
}

fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from).filter(|number| number.is_finite())
}

fn stream(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<Vec<u8>> {
    let object = dictionary.get_deref(key, document).ok()?;
    object.as_stream().ok()?.get_plain_content_with_limit(MAP_AT_MOST).ok()
}

impl Font {
    fn read(document: &Document, dictionary: &Dictionary) -> Self {
        let is_composite =
            dictionary.get_deref(b"Subtype", document).and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let map = |key: &[u8]| stream(document, dictionary, key).map(|bytes| CharacterMap::parse(&bytes));
        let mut font = Self {
            is_composite,
            to_unicode: map(b"ToUnicode").unwrap_or_default(),
            encoding: if is_composite { map(b"Encoding").unwrap_or_default() } else { CharacterMap::default() },
            meaning: Meaning::Unknown,
            widths: BTreeMap::new(),
            default_width: if is_composite { 1000.0 } else { 500.0 },
        };
        if is_composite {
            let name = dictionary.get_deref(b"Encoding", document).and_then(Object::as_name).unwrap_or_default();
            font.meaning = predefined(name);
            font.read_composite_widths(document, dictionary);
        } else {
            font.meaning = Meaning::Table(simple_table(document, dictionary));
            font.read_simple_widths(document, dictionary);
        }
        font
    }

    fn read_simple_widths(&mut self, document: &Document, dictionary: &Dictionary) {
        let first = dictionary.get_deref(b"FirstChar", document).and_then(Object::as_i64).unwrap_or(0);
        let Ok(widths) = dictionary.get_deref(b"Widths", document).and_then(Object::as_array) else { return };
        for (place, width) in widths.iter().take(256).enumerate() {
            let width = document.dereference(width).ok().and_then(|(_, width)| number(width));
            let at = u32::try_from(first.saturating_add(place as i64)).ok();
            self.widths.extend(at.zip(width));
        }
    }

    /// `W` holds `first [w w w]` and `first last w`.
    fn read_composite_widths(&mut self, document: &Document, dictionary: &Dictionary) {
        let descendants = dictionary.get_deref(b"DescendantFonts", document).and_then(Object::as_array);
        let descendant = descendants.ok().and_then(|all| document.dereference(all.first()?).ok());
        let Some(descendant) = descendant.and_then(|(_, object)| object.as_dict().ok()) else { return };
        if let Some(width) = descendant.get_deref(b"DW", document).ok().and_then(number) {
            self.default_width = width;
        }
        let Ok(entries) = descendant.get_deref(b"W", document).and_then(Object::as_array) else { return };
        let mut pending: Vec<u32> = Vec::new();
        for entry in entries.iter().take(WIDTHS_AT_MOST) {
            let Ok((_, entry)) = document.dereference(entry) else { continue };
            match (entry, pending.as_slice()) {
                (Object::Array(each), [first]) => {
                    let widths = each.iter().take(WIDTHS_AT_MOST).filter_map(number);
                    self.widths.extend((*first..).zip(widths));
                    pending.clear();
                }
                (entry, [first, last]) => {
                    let width = number(entry).unwrap_or(self.default_width);
                    let last = (*last).min(first.saturating_add(0xFFFF));
                    self.widths.extend((*first..=last).map(|glyph| (glyph, width)));
                    pending.clear();
                }
                (entry, _) => pending.extend(number(entry).map(|glyph| glyph as u32)),
            }
            if self.widths.len() > WIDTHS_AT_MOST {
                return;
            }
        }
    }

    /// Cuts a string into glyphs.
    pub(super) fn glyphs(&self, mut bytes: &[u8]) -> Vec<Glyph> {
        let mut glyphs = Vec::new();
        while !bytes.is_empty() {
            let (taken, rest) = bytes.split_at_checked(self.code_length(bytes)).unwrap_or((bytes, &[]));
            bytes = rest;
            let code = code(taken);
            let mut text = String::new();
            for character in self.characters(code, taken).chars() {
                plain::push(&mut text, character);
            }
            glyphs.push(Glyph { text, width: self.width(code, taken), is_space: taken == b" " });
        }
        glyphs
    }

    fn code_length(&self, bytes: &[u8]) -> usize {
        if !self.is_composite {
            return 1;
        }
        let first = bytes.first().copied().unwrap_or_default();
        match self.meaning {
            Meaning::Utf16 if (0xD8..=0xDB).contains(&first) => 4,
            Meaning::Bytes(_) if first < 0x81 => 1,
            Meaning::Bytes(encoding) if encoding == GB18030 && bytes.get(1).is_some_and(u8::is_ascii_digit) => 4,
            Meaning::Bytes(_) | Meaning::Utf16 => 2,
            _ => self.encoding.code_length(bytes).unwrap_or(2),
        }
    }

    fn characters(&self, code: u32, bytes: &[u8]) -> String {
        if self.to_unicode.has_characters()
            && let Some(text) = self.to_unicode.characters(code)
        {
            return text;
        }
        match &self.meaning {
            Meaning::Utf16 => encoding_rs::UTF_16BE.decode_without_bom_handling(bytes).0.into_owned(),
            Meaning::Bytes(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Meaning::Table(table) => table.get(code as usize).cloned().unwrap_or_default(),
            Meaning::Unknown => String::new(),
        }
    }

    fn width(&self, code: u32, bytes: &[u8]) -> f64 {
        let glyph = match &self.meaning {
            Meaning::Utf16 => return if code < 0x100 { 500.0 } else { 1000.0 },
            Meaning::Bytes(_) => return if bytes.len() == 1 { 500.0 } else { 1000.0 },
            _ => self.encoding.glyph(code).unwrap_or(code),
        };
        self.widths.get(&glyph).copied().unwrap_or(self.default_width)
    }
}

/// Encodings that every PDF reader knows by name.
fn predefined(name: &[u8]) -> Meaning {
    let name = String::from_utf8_lossy(name);
    if name.contains("UCS2") || name.contains("UTF16") {
        Meaning::Utf16
    } else if name.starts_with("GB") {
        Meaning::Bytes(GB18030)
    } else if name.starts_with("B5") || name.starts_with("ETen") || name.starts_with("HKscs") {
        Meaning::Bytes(BIG5)
    } else if name.contains("RKSJ") {
        Meaning::Bytes(SHIFT_JIS)
    } else {
        Meaning::Unknown
    }
}

/// What the 256 codes of a simple font mean by its encoding and its differences.
fn simple_table(document: &Document, dictionary: &Dictionary) -> Vec<String> {
    let mut plain = dictionary.clone();
    plain.remove(b"ToUnicode");
    let Ok(encoding) = plain.get_font_encoding_with_limit(document, MAP_AT_MOST) else { return Vec::new() };
    (0..=255_u8).map(|byte| encoding.bytes_to_string(&[byte]).unwrap_or_default()).collect()
}
