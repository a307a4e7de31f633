//! Sealed cells: identity numbers are kept enciphered under the person's own key, with a mark to match by and a masked
//! form to show.

use crate::entry::Values;
use crate::ledger::{Book, Surroundings, columns};
use crate::subject::Roll;
use base::{Fault, Id};
use rules::field::{Column, Scalar};
use rules::ledger::Field;
use std::collections::BTreeMap;
use store::{Tx, Value};

/// A sealed cell as its columns keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SealedCell {
    /// The person.
    pub(crate) subject: Id,
    /// Masked form, cipher, mark.
    pub(crate) columns: [Value; 3],
}

/// Sealed cells by their keys.
pub(crate) type SealedCells = BTreeMap<String, SealedCell>;

/// Seals what is new among an entry's cells, and keeps what was not changed.
pub(crate) fn seal_cells(
    tx: &mut Tx<'_>,
    book: &Book,
    around: &Surroundings,
    values: &mut Values,
    before: Option<&[Value]>,
    roll: &mut Roll,
) -> Result<SealedCells, Fault> {
    let mut sealed = SealedCells::new();
    let fields = &book.ledger.fields;
    for field in fields {
        for cell in field.cells().into_iter().filter(|cell| cell.column == Column::Sealed) {
            let Some(value) = values.get(&cell.key).map(Scalar::plain) else { continue };
            let name = values.get(&format!("{}_name", field.code)).map(Scalar::plain).unwrap_or_default();
            let old = before.and_then(|row| kept_columns(fields, &cell.key, row));
            let made = match old {
                Some(old) if old.first() == Some(&Value::Text(value.clone())) => unchanged(tx, old, &name, roll)?,
                _ => {
                    let subject = roll.id_of(tx, "person", &book.keys.mark(&value), &name)?;
                    seal(tx, book, around, field, cell.part, &value, subject)?
                }
            };
            if let Some(Value::Text(masked)) = made.columns.first() {
                values.insert(cell.key.clone(), Scalar::Text(masked.clone()));
            }
            sealed.insert(cell.key, made);
        }
    }
    Ok(sealed)
}

fn kept_columns(fields: &[Field], key: &str, row: &[Value]) -> Option<[Value; 3]> {
    let place = columns(fields).iter().position(|(name, _)| name == key)?;
    row.get(place..place + 3)?.to_vec().try_into().ok()
}

fn unchanged(tx: &mut Tx<'_>, old: [Value; 3], name: &str, roll: &mut Roll) -> Result<SealedCell, Fault> {
    let mark = match old.get(2) {
        Some(Value::Text(mark)) => mark.clone(),
        _ => return Err(Fault::broken("a sealed cell without its mark")),
    };
    Ok(SealedCell { subject: roll.id_of(tx, "person", &mark, name)?, columns: old })
}

fn seal(
    tx: &mut Tx<'_>,
    book: &Book,
    around: &Surroundings,
    field: &Field,
    part: usize,
    value: &str,
    subject: Id,
) -> Result<SealedCell, Fault> {
    let mark = book.keys.mark(value);
    let cipher = book.keys.seal(tx, subject, value)?;
    let masked = field.kind.show(part, &Scalar::Text(value.to_owned()), &around.context());
    Ok(SealedCell { subject, columns: [Value::Text(masked), Value::Text(cipher), Value::Text(mark)] })
}
