//! Some rows of an import, in one transaction with how far it has come.

use super::reading::content_of;
use super::run::LEASE_SECONDS;
use crate::Command;
use crate::check::Fields;
use crate::entry::create::create;
use crate::entry::edit::{is_draft, write};
use crate::entry::kept::natural_key;
use crate::entry::{CheckedContent, EntryBody};
use crate::ledger::{Book, Books, Surroundings};
use access::{Action, Grant};
use base::{Id, Language, Refusal, Sentence, Stop};
use serde::{Deserialize, Serialize};
use sheet::Row;
use std::collections::BTreeSet;
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
    /// Natural keys of the rows before these, as far as this server read them.
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
    const ACTION: Action = Action::WriteEntry;
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
        let mut faults = Vec::new();
        // The command may be run again, so what it meets is handed on only with its answer.
        let before = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        let mut met = Met { before: &before, here: BTreeSet::new() };
        for row in &self.rows {
            let mut wrong = one_row(tx, book, &around, &mut import, row, writes, &doer, &mut met)?;
            // A person reads a row from left to right.
            wrong.sort_by_key(|fault| {
                import.mapping.iter().position(|cell| cell.as_deref() == Some(fault.cell.as_str()))
            });
            import.rows_wrong += u32::from(!wrong.is_empty());
            faults.extend(wrong);
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
        Ok(Some(Progress { version: import.version + 1, goes_on: !self.ends, met: met.here }))
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

/// One row: counted as new, changed or the same, or answered with what is wrong.
#[expect(clippy::too_many_arguments, reason = "what a row is read with, and where it is counted")]
fn one_row(
    tx: &mut Tx<'_>,
    book: &Book,
    around: &Surroundings,
    import: &mut ImportRow,
    row: &Row,
    writes: bool,
    doer: &str,
    met: &mut Met<'_>,
) -> Result<Vec<ImportFaultRow>, Stop> {
    let (content, mut wrong) = content_of(book, import, row);
    let mut fields = Fields::default();
    let nothing = CheckedContent::default();
    let fresh = CheckedContent::read(book, around, &content, &nothing, &BTreeSet::new(), &mut fields);
    wrong.extend(faults_of(row, &content.values, fields));
    if !wrong.is_empty() {
        return Ok(wrong);
    }
    let whole = |code: &str| {
        Ok(vec![ImportFaultRow {
            row: row.number,
            cell: String::new(),
            shown: String::new(),
            sentence: Sentence::new(code),
        }])
    };
    let key = natural_key(book, &fresh.values);
    if key.as_ref().is_some_and(|key| !met.is_first(key)) {
        return whole("work.import.twice_in_file");
    }
    let known = match &key {
        Some(key) => entries_by_keys(tx, &book.shape, std::slice::from_ref(key))?.into_iter().next(),
        None => None,
    };
    let Some((_, id)) = known else {
        import.rows_new += 1;
        if writes {
            create(tx, book, around, import.organisation, fresh, import.created_by, doer)?;
        }
        return Ok(Vec::new());
    };
    let Some(mut body) = EntryBody::read(tx, book, id)? else { return whole("work.entry.same_key") };
    if body.row.organisation != import.organisation {
        return whole("work.import.of_another");
    }
    let mut fields = Fields::default();
    let merged = over(book, around, &content, &body.content, &mut fields);
    let wrong = faults_of(row, &content.values, fields);
    if !wrong.is_empty() {
        return Ok(wrong);
    }
    if merged.values == body.content.values {
        import.rows_same += 1;
        return Ok(Vec::new());
    }
    if !is_draft(book, &body) {
        return whole("work.import.closed");
    }
    import.rows_changed += 1;
    if writes {
        body.content = merged;
        write(tx, book, around, &mut body, "")?;
    }
    Ok(Vec::new())
}

/// What the row says, over what stands in the entry: columns that the file does not have stay as they are.
fn over(
    book: &Book,
    around: &Surroundings,
    content: &crate::entry::EntryContent,
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

fn faults_of(row: &Row, values: &crate::entry::WireValues, fields: Fields) -> Vec<ImportFaultRow> {
    let faults = fields.into_faults().into_iter();
    faults
        .map(|(path, sentence)| {
            let cell = path.strip_prefix("values.").unwrap_or_default().to_owned();
            let shown = values.get(&cell).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
            ImportFaultRow { row: row.number, cell, shown, sentence }
        })
        .collect()
}
