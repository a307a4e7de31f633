//! Entries of other ledgers that an entry refers to by their natural keys.

use crate::entry::content::Values;
use crate::entry::page::facts_of;
use crate::entry::reach::Reach;
use crate::ledger::{Book, Books, Surroundings};
use access::Grant;
use base::{Sentence, Stop};
use rules::field::{Column, FieldKind};
use std::collections::BTreeMap;
use store::Tx;
use store::entry::{EntryRow, entries_by_keys, entry_by_id};

/// By what other entries refer to this one: its natural key, where everybody who sees the row sees what it is made of.
pub(crate) fn key_of(book: &Book, row: &EntryRow) -> Option<String> {
    row.natural_key.clone().filter(|_| has_open_key(book))
}

/// Does everybody who sees an entry of the ledger see what its natural key is made of?
pub(crate) fn has_open_key(book: &Book) -> bool {
    book.ledger
        .natural_key
        .iter()
        .all(|key| book.ledger.cell(key).is_some_and(|(field, cell)| field.is_open() && cell.column != Column::Sealed))
}

/// The references among the values as people read them: the title before the key, of what the reader may see.
pub(crate) fn referred(
    tx: &Tx<'_>,
    books: &Books,
    book: &Book,
    around: &Surroundings,
    grant: &Grant,
    values: &Values,
) -> Result<BTreeMap<String, String>, Stop> {
    let mut all = BTreeMap::new();
    for (field, cell) in book.ledger.cells() {
        let (FieldKind::Reference(reference), Some(value)) = (&field.kind, values.get(&cell.key)) else { continue };
        let key = value.plain();
        let other = books.book(&reference.ledger)?;
        let Some((_, id)) = entries_by_keys(tx, &other.shape, std::slice::from_ref(&key))?.into_iter().next() else {
            continue;
        };
        let Some(row) = entry_by_id(tx, &other.shape, id)? else { continue };
        let reach = Reach::new(grant, around, other);
        if reach.scope.admits(&facts_of(&row, &reach)) {
            let sentence = Sentence::new("work.entry.referred").with("title", &row.title).with("key", &key);
            all.insert(cell.key, sentence.render(around.language()));
        }
    }
    Ok(all)
}
