//! Make the words by which entries are found anew: after a restore, which brings rows and no indexes.

use crate::entry::kept::{search_words, values_of};
use crate::ledger::{Books, Surroundings};
use access::Scope;
use base::{Language, Stop};
use std::sync::Arc;
use store::entry_list::{Column, Cursor, EntryPage, entry_page};
use store::entry_search::insert_words;
use store::{Tx, Value};

/// Rows at once: memory stays flat however long a ledger is.
const ROWS: usize = 500;

/// Fills the empty indexes of all ledgers.
pub(crate) fn reindex(tx: &mut Tx<'_>, books: &Arc<Books>) -> Result<(), Stop> {
    let around = Surroundings::of(tx, books, Language::default())?;
    for book in books.all() {
        let mut after: Option<Cursor> = None;
        loop {
            let page = EntryPage {
                shape: &book.shape,
                scope: &Scope::All,
                masks: &[],
                conditions: &[],
                sort: &Column::Id,
                descending: false,
                after: after.as_ref(),
                limit: ROWS,
            };
            let rows = entry_page(tx, &page)?;
            let Some(last) = rows.last() else { break };
            after = Some(Cursor { value: Value::from(last.id), id: last.id });
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
