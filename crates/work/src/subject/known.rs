//! What the books know of a subject already, so that nobody is asked twice.

use crate::entry::reach::Reach;
use crate::entry::{CheckedContent, Values, values_of};
use crate::ledger::{Book, Books, Surroundings};
use access::{Action, Grant, Scope};
use base::{Id, Stop};
use rules::field::{Column as CellColumn, FieldKind, Scalar};
use rules::ledger::Field;
use store::entry_list::{Column, Condition, EntryPage, entry_page};
use store::subject::subject_by_mark;
use store::{Tx, Value};

/// Values for the fields of an entry that are prefilled and still empty, from the latest entries that the reader sees.
pub(crate) fn known_of(
    tx: &Tx<'_>,
    books: &Books,
    book: &Book,
    around: &Surroundings,
    grant: &Grant,
    content: &CheckedContent,
) -> Result<Values, Stop> {
    let mut known = Values::new();
    let Some(subject) = enterprise(tx, book, &content.values)? else { return Ok(known) };
    let wanted: Vec<&Field> = book.ledger.fields.iter().filter(|field| field.prefilled).collect();
    let Ok(reading) = access::grant(grant.actor(), Action::SeeEntry) else { return Ok(known) };
    // The ledger itself first: what was filled in the last time fits best.
    let others = books.all().filter(|other| other.ledger.code != book.ledger.code).map(AsRef::as_ref);
    for other in std::iter::once(book).chain(others) {
        let reach = Reach::new(&reading, around, &other.ledger);
        let Some(values) = latest(tx, other, &reach.scope, subject)? else { continue };
        for field in &wanted {
            let same =
                other.ledger.field(&field.code).filter(|one| one.kind.code() == field.kind.code() && one.is_open());
            let cells = field.cells().into_iter().filter(|cell| {
                same.is_some()
                    && !matches!(cell.column, CellColumn::Sealed | CellColumn::Beside)
                    && !content.values.contains_key(&cell.key)
            });
            for cell in cells {
                if let Some(value) = values.get(&cell.key) {
                    known.entry(cell.key).or_insert_with(|| value.clone());
                }
            }
        }
    }
    Ok(known)
}

/// The enterprise that the entry is about, if the books know it. A person is not looked up while somebody types.
fn enterprise(tx: &Tx<'_>, book: &Book, values: &Values) -> Result<Option<Id>, Stop> {
    let field = book.ledger.subject.as_ref().and_then(|code| book.ledger.field(code));
    let Some(field) = field.filter(|field| matches!(field.kind, FieldKind::Enterprise(_))) else { return Ok(None) };
    let code = values.get(&format!("{}_code", field.code)).map(Scalar::plain);
    let Some(code) = code else { return Ok(None) };
    Ok(subject_by_mark(tx, "enterprise", &code)?.map(|row| row.id))
}

fn latest(tx: &Tx<'_>, book: &Book, scope: &Scope, subject: Id) -> Result<Option<Values>, Stop> {
    let conditions = [Condition::AnyOf(Column::Subject, vec![Value::from(subject)])];
    let page = EntryPage {
        shape: &book.shape,
        scope,
        masks: &[],
        conditions: &conditions,
        sort: &Column::Id,
        descending: true,
        after: None,
        limit: 1,
    };
    let row = entry_page(tx, &page)?.into_iter().next();
    Ok(row.map(|row| values_of(&book.ledger.fields, &row.cells)).transpose()?)
}
