//! Which subject an entry is about: found by its credit code or by the mark of its identity number, or made.

use crate::entry::{SealedCells, Values};
use crate::ledger::Book;
use base::{Fault, Id};
use rules::field::{FieldKind, Scalar};
use store::Tx;
use store::subject::{SubjectRow, insert_subjects, rename_subject, subject_by_mark};

/// The subject that the ledger's subject field names, if it is filled in.
pub(crate) fn subject_of(
    tx: &mut Tx<'_>,
    book: &Book,
    values: &Values,
    sealed: &SealedCells,
) -> Result<Option<Id>, Fault> {
    let Some(field) = book.ledger.subject.as_ref().and_then(|code| book.ledger.field(code)) else { return Ok(None) };
    let cells = field.cells();
    let text = |suffix: &str| {
        let cell = cells.iter().find(|cell| cell.key.ends_with(suffix))?;
        values.get(&cell.key).map(Scalar::plain)
    };
    let name = text("_name").unwrap_or_default();
    match &field.kind {
        FieldKind::Enterprise(_) => match text("_code") {
            Some(code) => upsert(tx, "enterprise", &code, &name).map(Some),
            None => Ok(None),
        },
        FieldKind::Person(_) => Ok(cells.iter().find_map(|cell| sealed.get(&cell.key)).map(|sealed| sealed.subject)),
        _ => Ok(None),
    }
}

/// The subject of a mark; made where it is new, renamed where its name was printed otherwise.
pub(crate) fn upsert(tx: &mut Tx<'_>, kind: &str, mark: &str, name: &str) -> Result<Id, Fault> {
    match subject_by_mark(tx, kind, mark)? {
        Some(known) => {
            if !name.is_empty() && known.name != name {
                rename_subject(tx, known.id, name)?;
            }
            Ok(known.id)
        }
        None => {
            let row =
                SubjectRow { id: tx.new_id(), kind: kind.to_owned(), mark: mark.to_owned(), name: name.to_owned() };
            insert_subjects(tx, std::slice::from_ref(&row))?;
            Ok(row.id)
        }
    }
}
