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

/// FNV-1a of the folded words: a name for a sentence, not a seal. Chinese characters fold to themselves, so only what
/// stands between them is folded; that is most of the time saved.
fn digest(sentence: &str) -> u64 {
    let add = |hash: u64, words: &str| {
        words.bytes().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
    };
    let is_common = |letter: char| matches!(letter, '\u{4e00}'..='\u{9fff}');
    let (mut hash, mut rest) = (0xcbf2_9ce4_8422_2325, sentence);
    while !rest.is_empty() {
        let (plain, after) = rest.split_at(rest.find(|letter| !is_common(letter)).unwrap_or(rest.len()));
        let (other, next) = after.split_at(after.find(is_common).unwrap_or(after.len()));
        hash = add(add(hash, plain), &base::fold_name(other));
        rest = next;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_between_the_characters_is_folding_the_whole() {
        for words in ["新建１０个ＡＢ（平台），İ以上", "", "，市", "a市b", "市\u{301}场"] {
            assert_eq!(digest(words), digest(&base::fold_name(words)), "{words}");
        }
    }

    #[test]
    fn marks_and_width_do_not_change_a_key_and_repetition_counts_up() {
        let mut keys = Keys::default();
        assert_eq!(keys.make("3", "absolute", "新建１０个"), Keys::default().make("3", "absolute", "新建10个，"));
        assert!(keys.make("3", "absolute", "新建10个").ends_with(".2"));
    }
}
