//! Make the words by which entries are found anew: after a restore, which brings rows and no indexes.

use crate::entry::kept::{search_words, values_of};
use crate::entry::mark_entries::page_after;
use crate::ledger::{Books, Surroundings};
use base::{Language, Stop};
use std::sync::Arc;
use store::Tx;
use store::entry_search::insert_words;

/// Rows at once: memory stays flat however long a ledger is.
const ROWS: usize = 500;

/// Fills the empty indexes of all ledgers.
pub(crate) fn reindex(tx: &mut Tx<'_>, books: &Arc<Books>) -> Result<(), Stop> {
    let around = Surroundings::of(tx, books, Language::default())?;
    for book in books.all() {
        let mut after = None;
        loop {
            let rows = page_after(tx, book, after, ROWS)?;
            let Some(last) = rows.last() else { break };
            after = Some(last.id);
            let words = rows.iter().map(|row| {
                let values = values_of(&book.ledger.fields, &row.cells)?;
                Ok((row.id, search_words(book, &around, &values)))
            });
            let words = words.collect::<Result<Vec<_>, base::Fault>>()?;
            insert_words(tx, &book.shape, &words)?;
        }
    }
    Ok(())
}
