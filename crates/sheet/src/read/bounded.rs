//! A part of an archive, with an end to what it may unpack and to how long one piece of markup may be. The parser keeps one
//! piece in memory, so the second bound is the bound of memory.

use super::unusable::Unusable;
use std::io::{self, BufRead, Read};

/// Bytes between two `<` at most: the longest cell is far shorter.
const PIECE_BYTES_MAX: usize = 1024 * 1024;

/// The reader with bounds.
pub(crate) struct Bounded<R> {
    inner: R,
    left: u64,
    piece: usize,
}

impl<R: BufRead> Bounded<R> {
    /// At most `limit` bytes are read before the part counts as a bomb.
    pub(crate) fn new(inner: R, limit: u64) -> Self {
        Self { inner, left: limit, piece: 0 }
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 {
            return Err(Unusable::Bomb.into());
        }
        if self.piece > PIECE_BYTES_MAX {
            return Err(Unusable::TooComplex.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        // The buffer still holds what is consumed here, so this reads nothing.
        let consumed = self.inner.fill_buf().ok().and_then(|buffer| buffer.get(..count)).unwrap_or_default();
        self.piece = match consumed.iter().rposition(|byte| *byte == b'<') {
            Some(at) => count - at,
            None => self.piece.saturating_add(count),
        };
        self.left = self.left.saturating_sub(count as u64);
        self.inner.consume(count);
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let ready = self.fill_buf()?;
        let count = ready.len().min(out.len());
        let (Some(from), Some(to)) = (ready.get(..count), out.get_mut(..count)) else { return Ok(0) };
        to.copy_from_slice(from);
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, repeat};

    #[test]
    fn a_part_ends_at_its_limit_and_a_piece_at_its_own() {
        let mut out = Vec::new();
        let reason = |error: io::Error| Unusable::of_io(&error, &Unusable::Broken(""));
        let bomb = Bounded::new(BufReader::new(repeat(b'<')), 10_000_000).read_to_end(&mut out);
        assert_eq!(bomb.map_err(reason), Err(Unusable::Bomb));
        let long = Bounded::new(BufReader::new(repeat(b'x')), 10_000_000).read_to_end(&mut out);
        assert_eq!(long.map_err(reason), Err(Unusable::TooComplex));
    }
}
