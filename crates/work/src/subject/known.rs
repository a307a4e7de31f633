//! What the books know of a subject already, so that nobody is asked twice.

use crate::entry::page::{masks, seen, wire};
use crate::entry::reach::Reach;

use crate::entry::{CheckedContent, KnownView, Values, values_of};
use crate::ledger::{Book, Books, Surroundings, said};
use access::{Action, Grant};
use base::{Id, Moment, Sentence, Stop};
use rules::field::{Cell, Column as CellColumn, FieldKind, Raw, Scalar};
use rules::ledger::Field;
use std::collections::BTreeMap;
use store::entry_list::{Column, Condition, EntryPage, entry_page};
use store::subject::{SubjectRow, subject_by_mark};
use store::{Tx, Value};

/// What is known for cells that are still empty, each with where it stands, from the latest entries that the reader sees:
/// what the pack declares `prefilled` from every ledger, and from another ledger about the same subject also what goes by
/// the same code there and is of the same kind. Names of enterprises come from the subjects themselves.
pub(crate) fn known_of(
    tx: &Tx<'_>,
    books: &Books,
    book: &Book,
    around: &Surroundings,
    grant: &Grant,
    content: &CheckedContent,
) -> Result<BTreeMap<String, KnownView>, Stop> {
    let Ok(reading) = access::grant(grant.actor(), Action::SeeEntry) else { return Ok(BTreeMap::new()) };
    let mut known = names(tx, books, book, around, &reading, &content.values)?;
    let Some(subject) = enterprise(tx, book, &content.values)? else { return Ok(known) };
    // The ledger itself first: what was filled in the last time fits best.
    let others = books.all().filter(|other| other.ledger.code != book.ledger.code).map(AsRef::as_ref);
    for other in std::iter::once(book).chain(others) {
        let reach = Reach::new(&reading, around, other);
        let Some((values, updated_at)) = latest(tx, other, &reach, subject)? else { continue };
        let own = other.ledger.code == book.ledger.code;
        for field in book.ledger.fields.iter().filter(|field| field.prefilled || (!own && may_be_shared(book, field))) {
            // What a few may see there goes only to where the same few may see it.
            let same = other
                .ledger
                .field(&field.code)
                .filter(|one| alike(&one.kind, &field.kind) && (one.is_open() || one.audience == field.audience));
            if same.is_none() {
                continue;
            }
            for cell in open_cells(field).filter(|cell| !content.values.contains_key(&cell.key)) {
                let Some(value) = values.get(&cell.key).filter(|value| fits(field, &cell, value, around)) else {
                    continue;
                };
                let sure = field.prefilled;
                known.entry(cell.key).or_insert_with(|| KnownView {
                    value: wire(value),
                    from: said(&other.ledger.name, around.language()),
                    updated_at: Some(updated_at),
                    sure,
                });
            }
        }
    }
    Ok(known)
}

/// The printed names of the enterprises whose codes were typed, as far as the reader sees an entry about them.
fn names(
    tx: &Tx<'_>,
    books: &Books,
    book: &Book,
    around: &Surroundings,
    reading: &Grant,
    values: &Values,
) -> Result<BTreeMap<String, KnownView>, Stop> {
    let mut known = BTreeMap::new();
    for field in &book.ledger.fields {
        let key = format!("{}_name", field.code);
        if values.contains_key(&key) {
            continue;
        }
        let Some(row) = enterprise_in(tx, field, values)?.filter(|row| !row.name.is_empty()) else { continue };
        if is_seen(tx, books, around, reading, row.id)? {
            let from = Sentence::new("work.entry.register_of_subjects").render(around.language());
            let view = KnownView { value: serde_json::Value::String(row.name), from, updated_at: None, sure: true };
            known.insert(key, view);
        }
    }
    Ok(known)
}

/// Whoever sees none of its entries does not learn that a subject is in the books.
fn is_seen(tx: &Tx<'_>, books: &Books, around: &Surroundings, reading: &Grant, subject: Id) -> Result<bool, Stop> {
    for book in books.all() {
        if latest(tx, book, &Reach::new(reading, around, book), subject)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Can another ledger's entry about the same subject say something about this field? Not what names, dates or describes
/// this one entry, and not what leads to a third.
fn may_be_shared(book: &Book, field: &Field) -> bool {
    let names_it = |key: &String| field.cells().iter().any(|cell| cell.key == *key);
    !book.ledger.natural_key.iter().any(names_it)
        && !names_it(&book.ledger.title)
        && !book.ledger.event_day.as_ref().is_some_and(names_it)
        && !matches!(field.kind, FieldKind::LongText(_) | FieldKind::Reference(_) | FieldKind::Computed(_))
}

fn open_cells(field: &Field) -> impl Iterator<Item = Cell> {
    field.cells().into_iter().filter(|cell| !matches!(cell.column, CellColumn::Sealed | CellColumn::Beside))
}

/// Do two fields of one code say the same thing? Codes of different lists may look alike and mean something else.
fn alike(one: &FieldKind, other: &FieldKind) -> bool {
    match (one, other) {
        (FieldKind::Code(one), FieldKind::Code(other)) => one.list == other.list,
        (FieldKind::Choice(one), FieldKind::Choice(other)) => one.choices == other.choices,
        (FieldKind::MultiChoice(one), FieldKind::MultiChoice(other)) => one.choices == other.choices,
        _ => one.code() == other.code(),
    }
}

/// Would this field take the value? Its limits may be narrower than those where the value stands.
fn fits(field: &Field, cell: &Cell, value: &Scalar, around: &Surroundings) -> bool {
    let raw = match value {
        Scalar::Truth(truth) => Raw::Truth(*truth),
        Scalar::List(list) => Raw::List(list.clone()),
        other => Raw::Text(other.plain()),
    };
    field.kind.read(cell.part, &raw, &around.context()).is_ok_and(|read| read.as_ref() == Some(value))
}

/// The enterprise that the entry is about, if the books know it. A person is not looked up while somebody types.
fn enterprise(tx: &Tx<'_>, book: &Book, values: &Values) -> Result<Option<Id>, Stop> {
    let field = book.ledger.subject.as_ref().and_then(|code| book.ledger.field(code));
    Ok(field.map(|field| enterprise_in(tx, field, values)).transpose()?.flatten().map(|row| row.id))
}

/// The enterprise whose code stands in a field.
fn enterprise_in(tx: &Tx<'_>, field: &Field, values: &Values) -> Result<Option<SubjectRow>, Stop> {
    if !matches!(field.kind, FieldKind::Enterprise(_)) {
        return Ok(None);
    }
    let Some(code) = values.get(&format!("{}_code", field.code)).map(Scalar::plain) else { return Ok(None) };
    Ok(subject_by_mark(tx, "enterprise", &code)?)
}

/// What the reader sees of the latest entry about a subject.
fn latest(tx: &Tx<'_>, book: &Book, reach: &Reach, subject: Id) -> Result<Option<(Values, Moment)>, Stop> {
    let conditions = [Condition::AnyOf(Column::Subject, vec![Value::from(subject)])];
    let page = EntryPage {
        shape: &book.shape,
        scope: &reach.scope,
        masks: &masks(book, reach),
        conditions: &conditions,
        sort: &Column::Id,
        descending: true,
        after: None,
        limit: 1,
    };
    let Some(row) = entry_page(tx, &page)?.into_iter().next() else { return Ok(None) };
    let values = values_of(&book.ledger.fields, &row.cells)?;
    Ok(Some((seen(book, reach, &row, &values), row.updated_at)))
}
