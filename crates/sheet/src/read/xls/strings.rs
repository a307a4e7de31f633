//! Texts of an old workbook. A text that crosses into the next record begins there with a new mark of its width.

use super::compound::u16_at;

/// Reads along the segments of a record.
pub(super) struct Along<'a> {
    segments: Vec<&'a [u8]>,
    segment: usize,
    at: usize,
}

impl<'a> Along<'a> {
    /// From the first byte.
    pub(super) fn new(segments: Vec<&'a [u8]>) -> Self {
        Self { segments, segment: 0, at: 0 }
    }

    fn rest(&self) -> &'a [u8] {
        self.segments.get(self.segment).and_then(|segment| segment.get(self.at..)).unwrap_or_default()
    }

    /// Goes to the next segment where this one is used up; whether it did.
    fn step(&mut self) -> bool {
        let used_up = self.rest().is_empty() && self.segment < self.segments.len();
        if used_up {
            self.segment += 1;
            self.at = 0;
        }
        used_up
    }

    fn byte(&mut self) -> Option<u8> {
        while self.step() {}
        let byte = *self.rest().first()?;
        self.at += 1;
        Some(byte)
    }

    fn short(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    fn long(&mut self) -> Option<u32> {
        Some(u32::from(self.short()?) | u32::from(self.short()?) << 16)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            while self.step() {}
            let step = self.rest().len().min(count);
            if step == 0 {
                return None;
            }
            self.at += step;
            count -= step;
        }
        Some(())
    }

    /// A text with its length in two bytes, its mark, and what belongs to rich and phonetic text.
    pub(super) fn text(&mut self) -> Option<String> {
        let count = usize::from(self.short()?);
        let mark = self.byte()?;
        let runs = if mark & 8 != 0 { usize::from(self.short()?) } else { 0 };
        let phonetic = if mark & 4 != 0 { self.long()? as usize } else { 0 };
        let units = self.units(count, mark & 1 != 0)?;
        self.skip(runs * 4)?;
        self.skip(phonetic)?;
        Some(String::from_utf16_lossy(&units))
    }

    fn units(&mut self, mut count: usize, mut wide: bool) -> Option<Vec<u16>> {
        let mut units = Vec::with_capacity(count);
        while count > 0 {
            if self.step() {
                wide = self.byte()? & 1 != 0;
            }
            let rest = self.rest();
            let width = if wide { 2 } else { 1 };
            let fits = (rest.len() / width).min(count);
            if fits == 0 {
                return None;
            }
            for at in 0..fits {
                units.push(if wide { u16_at(rest, at * 2)? } else { u16::from(*rest.get(at)?) });
            }
            self.at += fits * width;
            count -= fits;
        }
        Some(units)
    }
}

/// The shared strings as one text with their ends.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Reads the record of shared strings; where it is cut, those before the cut are there.
    pub(super) fn read(segments: Vec<&[u8]>) -> Self {
        let mut along = Along::new(segments);
        let mut strings = Self::default();
        let unique = along.long().and_then(|_| along.long()).unwrap_or(0);
        for _ in 0..unique {
            let Some(text) = along.text() else { break };
            strings.text.push_str(&text);
            let Ok(end) = u32::try_from(strings.text.len()) else { break };
            strings.ends.push(end);
        }
        strings
    }

    /// The text of a number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let from = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.get(from as usize..*self.ends.get(number)? as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_goes_on_in_the_next_record() {
        // Three letters in one byte each, then two characters in two bytes each.
        let first = [5, 0, 0, b'a', b'b', b'c'];
        let second = [1, 0x2d, 0x4e, 0x87, 0x65, b'x'];
        let mut along = Along::new(vec![&first, &second]);
        assert_eq!(along.text().as_deref(), Some("abc中文"));
        assert_eq!(along.byte(), Some(b'x'));
        assert_eq!(along.text(), None);
    }
}
