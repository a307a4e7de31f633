//! What the cells of an entry name outside it: entries of other ledgers, and organisations. Only what is there and what the
//! writer may see is newly written in; what stood there before stays, whatever became of it since.

use crate::app::day_of;
use crate::check::Fields;
use crate::entry::CheckedContent;
use crate::entry::content::Values;
use crate::entry::reach::Reach;
use crate::entry::referred::has_open_key;
use crate::ledger::{Book, Books, Surroundings, said};
use access::{Action, Actor, grant};
use base::{Day, Sentence, Stop};
use rules::field::{FieldKind, Scalar};
use rules::ledger::Field;
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::entry_list::keys_within;

/// What contents name, as far as it may be named.
pub(crate) struct Mentioned<'a> {
    around: &'a Surroundings,
    book: &'a Book,
    today: Day,
    /// Name of each ledger that is referred to, and the keys of its entries that the writer sees.
    seen: BTreeMap<String, (String, BTreeSet<String>)>,
}

/// A cell that names something.
struct Place<'a> {
    path: String,
    /// Code of the table of lines, or nothing, and key of the cell.
    cell: (&'a str, String),
    kind: &'a FieldKind,
    names: Vec<&'a str>,
}

impl<'a> Mentioned<'a> {
    /// Looks up what some contents name, in each other ledger once for all of them.
    pub(crate) fn of<'c>(
        tx: &Tx<'_>,
        books: &Books,
        book: &'a Book,
        around: &'a Surroundings,
        writer: &Actor,
        contents: impl Iterator<Item = &'c CheckedContent>,
    ) -> Result<Self, Stop> {
        let mut asked: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for place in contents.flat_map(|content| places(book, content)) {
            if let FieldKind::Reference(reference) = place.kind {
                asked.entry(&reference.ledger).or_default().extend(place.names.into_iter().map(str::to_owned));
            }
        }
        let mut seen = BTreeMap::new();
        for (ledger, keys) in asked {
            let other = books.book(ledger)?;
            let keys: Vec<String> = keys.into_iter().collect();
            let found = match grant(writer, Action::SeeEntry) {
                Ok(seeing) if has_open_key(other) => {
                    keys_within(tx, &other.shape, &Reach::new(&seeing, around, other).scope, &keys)?
                }
                _ => BTreeSet::new(),
            };
            seen.insert(ledger.to_owned(), (said(&other.ledger.name, around.language()), found));
        }
        Ok(Self { around, book, today: day_of(tx.now()), seen })
    }

    /// Says at each cell what it names and may not; what it named before is not asked again.
    pub(crate) fn check(&self, content: &CheckedContent, before: &CheckedContent, faults: &mut Fields) {
        let before = places(self.book, before);
        let stood: BTreeSet<_> =
            before.iter().flat_map(|one| one.names.iter().map(|name| (&one.cell, *name))).collect();
        for place in places(self.book, content) {
            let new = place.names.iter().filter(|name| !stood.contains(&(&place.cell, **name)));
            if let Some(sentence) = new.filter_map(|name| self.wrong(place.kind, name)).next() {
                faults.fault(place.path, sentence);
            }
        }
    }

    fn wrong(&self, kind: &FieldKind, name: &str) -> Option<Sentence> {
        let FieldKind::Reference(reference) = kind else { return self.ended(name) };
        let (ledger, keys) = self.seen.get(&reference.ledger)?;
        let sentence = || Sentence::new("work.entry.no_such_reference").with("ledger", ledger).with("key", name);
        (!keys.contains(name)).then(sentence)
    }

    /// An organisation that is no more takes on nothing new.
    fn ended(&self, code: &str) -> Option<Sentence> {
        let row = self.around.id_of(code).and_then(|id| self.around.organisation(id))?;
        let last = row.valid_until.filter(|last| *last < self.today)?;
        Some(match row.successor {
            Some(id) => Sentence::new("work.entry.organisation_followed")
                .with("name", &row.short_name)
                .with("day", last)
                .with("successor", self.around.name_of(id)),
            None => Sentence::new("work.entry.organisation_ended").with("name", &row.short_name).with("day", last),
        })
    }
}

/// Checks what one content names, for whoever writes it.
pub(crate) fn check_mentioned(
    tx: &Tx<'_>,
    books: &Books,
    book: &Book,
    around: &Surroundings,
    writer: &Actor,
    (content, before): (&CheckedContent, &CheckedContent),
    faults: &mut Fields,
) -> Result<(), Stop> {
    Mentioned::of(tx, books, book, around, writer, std::iter::once(content))?.check(content, before, faults);
    Ok(())
}

fn places<'c>(book: &'c Book, content: &'c CheckedContent) -> Vec<Place<'c>> {
    let mut all = of_row("", "values", &book.ledger.fields, &content.values);
    for table in &book.ledger.lines {
        let rows = content.lines.get(&table.code).map(Vec::as_slice).unwrap_or_default();
        for (at, row) in rows.iter().enumerate() {
            all.extend(of_row(&table.code, &format!("lines.{}[{at}]", table.code), &table.fields, row));
        }
    }
    all
}

fn of_row<'c>(table: &'c str, path: &str, fields: &'c [Field], values: &'c Values) -> Vec<Place<'c>> {
    let naming =
        fields.iter().filter(|field| matches!(field.kind, FieldKind::Reference(_) | FieldKind::Organisation(_)));
    let cells = naming.flat_map(|field| field.cells().into_iter().map(move |cell| (field, cell.key)));
    let places = cells.filter_map(|(field, key)| {
        let names = match values.get(&key)? {
            Scalar::Text(text) => vec![text.as_str()],
            Scalar::List(list) => list.iter().map(String::as_str).collect(),
            Scalar::Number(_) | Scalar::Day(_) | Scalar::Truth(_) => return None,
        };
        Some(Place { path: format!("{path}.{key}"), cell: (table, key), kind: &field.kind, names })
    });
    places.collect()
}
