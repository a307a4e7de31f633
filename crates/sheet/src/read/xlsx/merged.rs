//! Merged ranges of a worksheet. They are looked for as text, which is several times quicker than reading markup.

use super::package::Part;
use super::xml::BROKEN;
use crate::read::header::{MERGE_ROWS, MERGES_MAX, Merge};
use crate::read::unusable::Unusable;
use std::io::BufRead;

/// How an element of a merged range ends its name, whatever its prefix.
const NAME: &[u8] = b"mergeCell ";

/// The ranges that begin in the first rows, in order.
pub(super) fn read(mut part: Part<'_>) -> Result<Vec<Merge>, Unusable> {
    let mut found = Vec::new();
    let mut piece = Vec::new();
    loop {
        piece.clear();
        let count = part.read_until(b'>', &mut piece).map_err(|error| Unusable::of_io(&error, &BROKEN))?;
        if count == 0 || found.len() >= MERGES_MAX {
            return Ok(found);
        }
        // Cells are many and begin with `<c `, `<v>` and the like; only what could be the element is looked at.
        if piece.ends_with(b"\"/>") || piece.ends_with(b"\" />") || piece.ends_with(b"\">") {
            let start = piece.iter().rposition(|byte| *byte == b'<').unwrap_or_default();
            let tag = piece.get(start..).unwrap_or_default();
            if tag.windows(NAME.len()).take(16).any(|window| window == NAME) {
                let tag = String::from_utf8_lossy(tag);
                let range = tag.split_once("ref=\"").and_then(|(_, rest)| rest.split_once('"'));
                found.extend(range.and_then(|(range, _)| merge(range)).filter(|merge| merge.top <= MERGE_ROWS));
            }
        }
    }
}

/// `B1:C2`.
fn merge(range: &str) -> Option<Merge> {
    let (from, to) = range.split_once(':')?;
    let ((top, left), (bottom, right)) = (super::rows::place(from)?, super::rows::place(to)?);
    Some(Merge { top, bottom, left, right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read() {
        assert_eq!(merge("B1:C2"), Some(Merge { top: 1, bottom: 2, left: 1, right: 2 }));
        assert_eq!(merge("B1"), None);
    }
}
