//! The words by which entries are found: overlapping pairs of characters, the same on both engines.

use crate::entry::Shape;
use crate::tx::Tx;
use crate::value::{Value, values};
use base::{Fault, Id};
use std::collections::BTreeSet;

/// Longest text whose words are kept, in characters.
const TEXT_MAX: usize = 500;

/// Rows of one statement.
const ROWS_AT_ONCE: usize = 200;

/// The words of texts: letters and digits folded, in pairs that overlap; a single character stands for itself.
pub fn words_of(texts: &[&str]) -> Vec<String> {
    let mut words = BTreeSet::new();
    for text in texts {
        let folded = base::fold_name(text);
        let letters: Vec<char> = folded.chars().filter(|one| one.is_alphanumeric()).take(TEXT_MAX).collect();
        words.extend(letters.windows(2).map(|pair| pair.iter().collect::<String>()));
        if let [only] = letters.as_slice() {
            words.insert(only.to_string());
        }
    }
    words.into_iter().collect()
}

/// Adds the words of new entries.
pub fn insert_words(tx: &mut Tx<'_>, shape: &Shape, rows: &[(Id, Vec<String>)]) -> Result<(), Fault> {
    let (dialect, site) = (tx.dialect(), tx.site());
    for chunk in rows.chunks(ROWS_AT_ONCE) {
        let args: Vec<Value> = chunk
            .iter()
            .flat_map(|(id, words)| {
                let words = dialect.search_words(words);
                if dialect.search_has_site() { values![site, *id, words] } else { values![*id, words] }
            })
            .collect();
        tx.put(&dialect.insert_search(&shape.table(), chunk.len()), &args)?;
    }
    Ok(())
}

/// Replaces the words of an entry.
pub fn replace_words(tx: &mut Tx<'_>, shape: &Shape, id: Id, words: Vec<String>) -> Result<(), Fault> {
    tx.put(&tx.dialect().delete_search(&shape.table()), &values![tx.site(), id])?;
    insert_words(tx, shape, &[(id, words)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_pairs() {
        assert_eq!(words_of(&["武汉光谷", "ＡＢ c"]), ["ab", "bc", "光谷", "武汉", "汉光"]);
        assert_eq!(words_of(&["光"]), ["光"]);
        assert!(words_of(&["", "—"]).is_empty());
    }
}
