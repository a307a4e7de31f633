//! Stable keys: an item keeps its key when other paragraphs change around it and when the reader gets better.

use std::collections::BTreeMap;

/// Hands out keys; the ordinal parts items that say the same in the same place.
#[derive(Default)]
pub(crate) struct Keys {
    seen: BTreeMap<String, u32>,
}

impl Keys {
    /// Key of an item: where it stands, what kind it is, what it says, and which of several that say the same.
    pub fn make(&mut self, place: &str, kind: &str, sentence: &str) -> String {
        let stem = format!("{place}.{kind}.{:016x}", digest(sentence));
        let ordinal = self.seen.entry(stem.clone()).or_insert(0);
        *ordinal += 1;
        format!("{stem}.{ordinal}")
    }
}

/// FNV-1a of the folded words: a name for a sentence, not a seal.
fn digest(sentence: &str) -> u64 {
    base::fold_name(sentence)
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_width_do_not_change_a_key_and_repetition_counts_up() {
        let mut keys = Keys::default();
        assert_eq!(keys.make("3", "absolute", "新建１０个"), Keys::default().make("3", "absolute", "新建10个，"));
        assert!(keys.make("3", "absolute", "新建10个").ends_with(".2"));
    }
}
