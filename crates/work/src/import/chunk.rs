//! Some rows of an import, in one transaction with how far it has come.

use super::reading::content_of;
use super::run::LEASE_SECONDS;
use crate::Command;
use crate::app::day_of;
use crate::check::Fields;
use crate::entry::create::create_many;
use crate::entry::edit::{is_draft, write};
use crate::entry::kept::natural_key;
use crate::entry::mentioned::Mentioned;
use crate::entry::{CheckedContent, EntryBody, EntryContent};
use crate::ledger::{Book, Books, Surroundings};
use access::{Action, Actor, Grant};
use base::{Id, Language, Refusal, Sentence, Stop};
use serde::{Deserialize, Serialize};
use sheet::Row;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use store::Tx;
use store::entry::entries_by_keys;
use store::import::{ImportFaultRow, ImportRow, import_by_id, insert_faults, update_import};

/// Deals with some rows; what is wrong with a row is kept and the others go on.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ImportRows {
    #[serde(skip)]
    pub(super) books: Arc<Books>,
    #[serde(skip)]
    pub(super) instance: String,
    pub(super) id: Id,
    /// The import as it was when the rows were read.
    pub(super) version: i64,
    /// Number of the first row, for the audit.
    pub(super) first: u32,
    /// Number of the last row.
    pub(super) last: u32,
    /// Are they the last ones of the file?
    pub(super) ends: bool,
    /// How many rows the file has.
    #[serde(skip)]
    pub(super) total: Option<u32>,
    #[serde(skip)]
    pub(super) rows: Vec<Row>,
    /// Natural keys of the rows before these.
    #[serde(skip)]
    pub(super) met: Arc<Mutex<BTreeSet<String>>>,
}

/// How an import stands after some rows; nothing where it was stopped meanwhile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Progress {
    pub(super) version: i64,
    pub(super) goes_on: bool,
    /// Natural keys of these rows.
    pub(super) met: BTreeSet<String>,
}

impl Command for ImportRows {
    const VERB: &'static str = "import_rows";
    const ACTION: Action = Action::BeginEntry;
    const MANY_ROWS: bool = true;
    type Answer = Option<Progress>;

    fn run(&self, _grant: &Grant, tx: &mut Tx<'_>) -> Result<Option<Progress>, Stop> {
        let Some(mut import) = import_by_id(tx, self.id)? else { return Ok(None) };
        if import.version != self.version || !matches!(import.state.as_str(), "checking" | "running") {
            return Ok(None);
        }
        // Whoever writes a chunk keeps the import to itself until the next.
        if !store::seal::take_lease(tx, "import", &self.instance, LEASE_SECONDS)? {
            return Ok(None);
        }
        let book = self.books.book(&import.ledger)?;
        let around = Surroundings::of(tx, &self.books, Language::default())?;
        let writes = import.state == "running";
        let doer = match import.created_by {
            Some(id) => store::account::account_by_id(tx, id)?.map(|one| one.name).unwrap_or_default(),
            None => String::new(),
        };
        // The command may be run again, so what it meets is handed on only with its answer.
        let before = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        let met = Met { before: &before, here: BTreeSet::new() };
        let mut chunk = Chunk { book, around: &around, import: &mut import, writes, met, faults: Vec::new() };
        let fresh = chunk.deal_with(tx, &self.books, &self.rows)?;
        let (faults, met) = (chunk.faults, chunk.met.here);
        if writes {
            let contents = fresh.into_iter().map(|one| one.checked).collect();
            create_many(tx, book, &around, import.organisation, contents, import.created_by, &doer)?;
        }
        insert_faults(tx, import.id, &faults)?;
        import.next_row = self.last;
        import.rows_total = self.total;
        if self.ends {
            import.state = if writes { "done" } else { "checked" }.to_owned();
        }
        tx.about("import", import.id);
        if !update_import(tx, &import)? {
            return Err(Refusal::stale().into());
        }
        Ok(Some(Progress { version: import.version + 1, goes_on: !self.ends, met }))
    }
}

/// The natural keys that rows of the file have named.
struct Met<'a> {
    before: &'a BTreeSet<String>,
    here: BTreeSet<String>,
}

impl Met<'_> {
    /// Does this row name the key as the first of the file?
    fn is_first(&mut self, key: &str) -> bool {
        !self.before.contains(key) && self.here.insert(key.to_owned())
    }
}

/// Some rows on their way, with where they are counted.
struct Chunk<'a> {
    book: &'a Book,
    around: &'a Surroundings,
    import: &'a mut ImportRow,
    writes: bool,
    met: Met<'a>,
    faults: Vec<ImportFaultRow>,
}

/// A row as it was read.
struct ReadRow {
    number: u32,
    content: EntryContent,
    checked: CheckedContent,
    key: Option<String>,
}

impl ReadRow {
    /// A row's values, checked, or what is wrong with them.
    fn of(book: &Book, around: &Surroundings, import: &ImportRow, row: &Row) -> Result<Self, Vec<ImportFaultRow>> {
        let (content, mut wrong) = content_of(book, import, row);
        let mut fields = Fields::default();
        let (nothing, nobody) = (CheckedContent::default(), BTreeSet::new());
        let checked = CheckedContent::read(book, around, &content, &nothing, &nobody, &mut fields);
        wrong.extend(faults_of(row.number, &content.values, fields));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let key = natural_key(book, &checked.values);
        Ok(Self { number: row.number, content, checked, key })
    }
}

/// The natural keys that rows name which were dealt with before this server took the import up.
pub(super) fn keys_named(
    tx: &Tx<'_>,
    books: &Arc<Books>,
    import: &ImportRow,
    rows: &[Row],
) -> Result<BTreeSet<String>, Stop> {
    let (book, around) = (books.book(&import.ledger)?, Surroundings::of(tx, books, Language::default())?);
    let read = rows.iter().filter_map(|row| ReadRow::of(book, &around, import, row).ok());
    Ok(read.filter_map(|row| row.key).collect())
}

impl Chunk<'_> {
    /// Counts every row as new, changed, the same or wrong, writes those that change an entry, and answers the new ones.
    /// The database is asked once for all rows.
    fn deal_with(&mut self, tx: &mut Tx<'_>, books: &Books, rows: &[Row]) -> Result<Vec<ReadRow>, Stop> {
        let read: Vec<ReadRow> = rows.iter().filter_map(|row| self.read(row)).collect();
        let (writer, contents) = (writer(tx, self.import)?, read.iter().map(|row| &row.checked));
        let mentioned = Mentioned::of(tx, books, self.book, self.around, &writer, contents)?;
        let keys: Vec<String> = read.iter().filter_map(|row| row.key.clone()).collect();
        let known: BTreeMap<String, Id> = entries_by_keys(tx, &self.book.shape, &keys)?.into_iter().collect();
        let ids: Vec<Id> = known.values().copied().collect();
        let bodies = EntryBody::read_many(tx, self.book, &ids)?.into_iter();
        let mut bodies: BTreeMap<Id, EntryBody> = bodies.map(|body| (body.row.id, body)).collect();
        let (mut fresh, nothing) = (Vec::new(), CheckedContent::default());
        for row in read {
            if row.key.as_ref().is_some_and(|key| !self.met.is_first(key)) {
                self.refuse(row.number, "work.import.twice_in_file");
                continue;
            }
            let body = row.key.as_ref().and_then(|key| bodies.remove(known.get(key)?));
            let mut fields = Fields::default();
            mentioned.check(&row.checked, body.as_ref().map_or(&nothing, |body| &body.content), &mut fields);
            let wrong = faults_of(row.number, &row.content.values, fields);
            if !wrong.is_empty() {
                self.wrong(wrong);
                continue;
            }
            match body {
                Some(body) => self.change(tx, &row, body)?,
                None => {
                    self.import.rows_new += 1;
                    fresh.push(row);
                }
            }
        }
        Ok(fresh)
    }

    /// A row's values, checked; nothing where something is wrong, which is then kept.
    fn read(&mut self, row: &Row) -> Option<ReadRow> {
        ReadRow::of(self.book, self.around, self.import, row).map_err(|wrong| self.wrong(wrong)).ok()
    }

    /// A row of an entry that is there already.
    fn change(&mut self, tx: &mut Tx<'_>, row: &ReadRow, mut body: EntryBody) -> Result<(), Stop> {
        if body.row.organisation != self.import.organisation {
            self.refuse(row.number, "work.import.of_another");
            return Ok(());
        }
        let mut fields = Fields::default();
        let merged = over(self.book, self.around, &row.content, &body.content, &mut fields);
        let wrong = faults_of(row.number, &row.content.values, fields);
        if !wrong.is_empty() {
            self.wrong(wrong);
        } else if merged.values == body.content.values {
            self.import.rows_same += 1;
        } else if !is_draft(self.book, &body) {
            self.refuse(row.number, "work.import.closed");
        } else {
            self.import.rows_changed += 1;
            if self.writes {
                body.content = merged;
                write(tx, self.book, self.around, &mut body, "")?;
            }
        }
        Ok(())
    }

    /// Something is wrong with a row as a whole.
    fn refuse(&mut self, row: u32, code: &str) {
        let sentence = Sentence::new(code);
        self.wrong(vec![ImportFaultRow { row, cell: String::new(), shown: String::new(), sentence }]);
    }

    /// A person reads a row from left to right.
    fn wrong(&mut self, mut faults: Vec<ImportFaultRow>) {
        let mapping = &self.import.mapping;
        faults.sort_by_key(|fault| mapping.iter().position(|cell| cell.as_deref() == Some(fault.cell.as_str())));
        self.import.rows_wrong += 1;
        self.faults.extend(faults);
    }
}

/// For whom the rows are written: what they refer to is what this person may see.
fn writer(tx: &Tx<'_>, import: &ImportRow) -> Result<Actor, Stop> {
    let Some(id) = import.created_by else { return Ok(Actor::Machine) };
    let person = store::session::person_on(tx, id, day_of(tx.now()))?;
    Ok(person.map_or(Actor::Nobody, |(person, _)| Actor::Person(person)))
}

/// What the row says, over what stands in the entry: columns that the file does not have stay as they are.
fn over(
    book: &Book,
    around: &Surroundings,
    content: &EntryContent,
    before: &CheckedContent,
    fields: &mut Fields,
) -> CheckedContent {
    let kept: BTreeSet<String> = book
        .ledger
        .fields
        .iter()
        .filter(|field| field.cells().iter().all(|cell| !content.values.contains_key(&cell.key)))
        .map(|field| field.code.clone())
        .collect();
    let mut merged = CheckedContent::read(book, around, content, before, &kept, fields);
    merged.lines.clone_from(&before.lines);
    merged.milestones.clone_from(&before.milestones);
    merged
}

fn faults_of(row: u32, values: &crate::entry::WireValues, fields: Fields) -> Vec<ImportFaultRow> {
    let faults = fields.into_faults().into_iter();
    faults
        .map(|(path, sentence)| {
            let cell = path.strip_prefix("values.").unwrap_or_default().to_owned();
            let shown = values.get(&cell).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
            ImportFaultRow { row, cell, shown, sentence }
        })
        .collect()
}
