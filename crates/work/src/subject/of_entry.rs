//! Which subject an entry is about: found by its credit code or by the mark of its identity number, or made.

use crate::entry::{SealedCells, Values};
use crate::ledger::Book;
use crate::subject::Roll;
use base::{Fault, Id};
use rules::field::{FieldKind, Scalar};
use std::collections::BTreeSet;
use store::Tx;

/// The subject that the ledger's subject field names, if it is filled in.
pub(crate) fn subject_of(
    tx: &mut Tx<'_>,
    book: &Book,
    values: &Values,
    sealed: &SealedCells,
    roll: &mut Roll,
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
            Some(code) => roll.id_of(tx, "enterprise", &code, &name).map(Some),
            None => Ok(None),
        },
        FieldKind::Person(_) => Ok(cells.iter().find_map(|cell| sealed.get(&cell.key)).map(|sealed| sealed.subject)),
        _ => Ok(None),
    }
}

/// The enterprises that some entries are about, looked up together.
pub(crate) fn roll_of<'a>(tx: &Tx<'_>, book: &Book, entries: impl Iterator<Item = &'a Values>) -> Result<Roll, Fault> {
    let mut roll = Roll::default();
    let field = book.ledger.subject.as_ref().and_then(|code| book.ledger.field(code));
    if let Some(field) = field.filter(|field| matches!(field.kind, FieldKind::Enterprise(_))) {
        let key = format!("{}_code", field.code);
        let marks: BTreeSet<String> = entries.filter_map(|values| values.get(&key).map(Scalar::plain)).collect();
        roll.look_up(tx, "enterprise", marks)?;
    }
    Ok(roll)
}
