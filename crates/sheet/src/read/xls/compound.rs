//! The compound file that holds an old workbook: a small file system of sectors. Every chain is walked with a bound, and
//! every place is checked, because both come from the file.

use crate::read::unusable::Unusable;

/// What is the matter with a compound file that hangs together badly.
pub(super) const BROKEN: Unusable = Unusable::Broken("XLS");
/// Bytes of the header, and the least a file can have.
const HEADER: usize = 512;
const ENTRY: usize = 128;
const MINI_SECTOR: usize = 64;
/// Numbers from here on are no sectors but marks.
const MARKS_FROM: u32 = 0xFFFF_FFFA;

/// A parsed directory over the bytes of the file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini_below: u32,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    first: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    /// Reads the tables and the directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unusable> {
        let shift = u16_at(bytes, 30).ok_or(BROKEN)?;
        if !matches!(shift, 9 | 12) {
            return Err(BROKEN);
        }
        let word = |at: usize| u32_at(bytes, at).ok_or(BROKEN);
        let mut compound = Self {
            bytes,
            sector: 1 << shift,
            table: Vec::new(),
            mini_table: Vec::new(),
            mini_below: word(56)?,
            entries: Vec::new(),
        };
        compound.read_table(word(68)?);
        let directory = compound.chain(word(48)?, usize::MAX)?;
        compound.entries = directory.chunks_exact(ENTRY).filter_map(entry).collect();
        if word(64)? > 0 {
            compound.mini_table = words(&compound.chain(word(60)?, usize::MAX)?);
        }
        Ok(compound)
    }

    /// Whether there is a stream or a folder of the name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream; none where there is no such stream.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Unusable> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        if entry.size >= self.mini_below as usize {
            return self.chain(entry.first, entry.size).map(Some);
        }
        let root = self.entries.first().ok_or(BROKEN)?;
        let minis = self.chain(root.first, root.size)?;
        let mut out = Vec::with_capacity(entry.size.min(self.bytes.len()));
        let mut at = entry.first;
        for _ in 0..=self.mini_table.len() {
            if at >= MARKS_FROM || out.len() >= entry.size {
                break;
            }
            let from = at as usize * MINI_SECTOR;
            out.extend_from_slice(minis.get(from..(from + MINI_SECTOR).min(minis.len())).ok_or(BROKEN)?);
            at = *self.mini_table.get(at as usize).ok_or(BROKEN)?;
        }
        out.truncate(entry.size);
        Ok(Some(out))
    }

    /// The table of sectors is itself spread over sectors: 109 named in the header, the others in a chain.
    fn read_table(&mut self, first_of_more: u32) {
        let most = self.bytes.len() / self.sector + 1;
        let mut places = words(self.bytes.get(76..HEADER).unwrap_or_default());
        let (mut more, mut steps) = (first_of_more, 0);
        while more < MARKS_FROM && steps < most {
            let mut named = words(self.sector_at(more));
            more = named.pop().unwrap_or(u32::MAX);
            places.extend(named);
            steps += 1;
        }
        for place in places.into_iter().filter(|place| *place < MARKS_FROM).take(most) {
            let named = words(self.sector_at(place));
            self.table.extend(named);
        }
        self.table.truncate(most);
    }

    fn sector_at(&self, number: u32) -> &'a [u8] {
        let from = (number as usize).saturating_add(1).saturating_mul(self.sector);
        let to = from.saturating_add(self.sector).min(self.bytes.len());
        self.bytes.get(from..to).unwrap_or_default()
    }

    /// The bytes of a chain of sectors, as far as `size`.
    fn chain(&self, first: u32, size: usize) -> Result<Vec<u8>, Unusable> {
        let mut out = Vec::with_capacity(size.min(self.bytes.len()));
        let mut at = first;
        // No chain is longer than the file; a longer one goes round in circles.
        for _ in 0..=self.table.len() {
            if at >= MARKS_FROM || out.len() >= size {
                out.truncate(size);
                return Ok(out);
            }
            let sector = self.sector_at(at);
            if sector.is_empty() {
                return Err(BROKEN);
            }
            out.extend_from_slice(sector);
            at = *self.table.get(at as usize).ok_or(BROKEN)?;
        }
        Err(BROKEN)
    }
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).min(64);
    let units: Vec<u16> = bytes.get(..length)?.chunks_exact(2).filter_map(|pair| u16_at(pair, 0)).collect();
    let name = String::from_utf16_lossy(&units).trim_end_matches('\0').to_owned();
    Some(Entry { name, first: u32_at(bytes, 116)?, size: u32_at(bytes, 120)? as usize })
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).filter_map(|word| u32_at(word, 0)).collect()
}

/// Two bytes, the lower first.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

/// Four bytes, the lowest first.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

/// A binary number of eight bytes.
pub(super) fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at.checked_add(8)?)?.try_into().ok()?))
}
