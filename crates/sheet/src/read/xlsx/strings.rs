//! The shared strings of a workbook, kept as one text with their ends: a tenth of what a vector of strings takes.

use super::package::Package;
use super::xml::{BROKEN, Piece, Xml, unescape};
use crate::read::unusable::Unusable;

/// Bytes of the strings' markup at most, which bounds the memory they take.
const MARKUP_BYTES_MAX: u64 = 384 * 1024 * 1024;

/// All texts by number.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Reads the part; a workbook without it has no shared strings.
    pub(super) fn read(package: &mut Package, name: &str) -> Result<Self, Unusable> {
        let Some(part) = package.part(name, MARKUP_BYTES_MAX)? else { return Ok(Self::default()) };
        let mut xml = Xml::new(part);
        let mut strings = Self::default();
        let (mut item, mut in_text, mut phonetic) = (String::new(), false, false);
        loop {
            match xml.next()? {
                Piece::Open(element) => match element.local_name().as_ref() {
                    "si" => item.clear(),
                    "rPh" => phonetic = true,
                    "t" => in_text = !phonetic,
                    _ => {}
                },
                Piece::Close(element) => match element.local_name().as_ref() {
                    "si" => strings.push(&item)?,
                    "rPh" => phonetic = false,
                    "t" => in_text = false,
                    _ => {}
                },
                Piece::Text(text) if in_text => item.push_str(&text),
                Piece::Text(_) | Piece::Other => {}
                Piece::End => return Ok(strings),
            }
        }
    }

    fn push(&mut self, item: &str) -> Result<(), Unusable> {
        self.text.push_str(&unescape(item));
        self.ends.push(u32::try_from(self.text.len()).map_err(|_| BROKEN)?);
        Ok(())
    }

    /// The text of a number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let from = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(from as usize..*self.ends.get(number)? as usize)
    }
}
