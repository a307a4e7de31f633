//! Take in a workbook and match its columns.

use super::reading::{column_names, open};
use crate::entry::create::check_keeper;
use crate::file::Uploaded;
use crate::ledger::{Books, Surroundings};
use crate::{App, Command, Query};
use access::{Action, Grant};
use base::{Fault, Id, Language, Refusal, Sentence, Stop};
use serde::Serialize;
use sheet::match_columns;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Tx;
use store::import::{ImportRow, insert_import, remembered_columns};

/// Largest workbook, in bytes.
pub const FILE_LIMIT: usize = 256 << 20;

/// Asks, before a large file comes in, whether it may; answers how the organisation's columns were called before.
#[derive(Clone, Debug)]
pub struct MayImport {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// Code of the ledger.
    pub ledger: String,
}

impl Query for MayImport {
    const ACTION: Action = Action::BeginEntry;
    type Answer = ();

    fn run(self, _grant: &Grant, _tx: &Tx<'_>) -> Result<(), Stop> {
        self.books.book(&self.ledger)?;
        Ok(())
    }
}

/// Takes in a workbook for an organisation; nothing is written into the ledger yet.
#[derive(Debug, Serialize)]
pub struct BeginImport {
    #[serde(skip)]
    books: Arc<Books>,
    #[serde(skip)]
    language: Language,
    ledger: String,
    organisation: Id,
    digest: String,
    name: String,
    size: u64,
    #[serde(skip)]
    file: Option<Uploaded>,
    #[serde(skip)]
    header: Vec<String>,
}

impl BeginImport {
    /// With the file as it came in.
    pub fn new(books: Arc<Books>, language: Language, ledger: String, organisation: Id, file: Uploaded) -> Self {
        let (digest, name) = (file.digest.clone(), file.name.clone());
        let size = u64::try_from(file.size).unwrap_or(u64::MAX);
        Self { books, language, ledger, organisation, digest, name, size, file: Some(file), header: Vec::new() }
    }
}

impl Command for BeginImport {
    const VERB: &'static str = "begin_import";
    const PREPARES: bool = true;
    const ACTION: Action = Action::BeginEntry;
    type Answer = Id;

    async fn prepare(&mut self, app: &App) -> Result<(), Stop> {
        let Some(file) = self.file.take() else { return Ok(()) };
        file.keep(app).await?;
        let path = crate::file::path_of(app, &self.digest)?;
        let (name, columns) = (self.name.clone(), column_names(self.books.book(&self.ledger)?, self.language));
        // What the organisation called its columns before is only known inside; the header is found without.
        let found = tokio::task::spawn_blocking(move || {
            let mut workbook = open(&path, &name)?;
            workbook.header(None, &columns, &BTreeMap::new())
        });
        let header = found.await.map_err(Fault::broken)?.map_err(|sentence| Refusal::field("file", sentence))?;
        self.header = header.names;
        Ok(())
    }

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Id, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        check_keeper(grant, &around, book, self.organisation)?;
        let columns = column_names(book, self.language);
        let remembered = remembered_columns(tx, &self.ledger, self.organisation)?;
        let found = match_columns(&self.header, &columns, &remembered);
        if found.matches.is_empty() {
            return Err(Refusal::field("file", Sentence::new("work.import.no_column")).into());
        }
        let mut mapping: Vec<Option<String>> = vec![None; self.header.len()];
        for one in found.matches {
            if let Some(place) = mapping.get_mut(one.column) {
                *place = Some(one.code);
            }
        }
        store::file::insert_file(tx, &self.digest, i64::try_from(self.size).unwrap_or(i64::MAX), &self.name)?;
        let row = ImportRow {
            id: tx.new_id(),
            ledger: self.ledger.clone(),
            organisation: self.organisation,
            digest: self.digest.clone(),
            name: self.name.clone(),
            size: self.size,
            state: "mapped".to_owned(),
            header: self.header.clone(),
            mapping,
            rows_total: None,
            next_row: 0,
            rows_new: 0,
            rows_changed: 0,
            rows_same: 0,
            rows_wrong: 0,
            problem: None,
            created_by: grant.user(),
            created_at: tx.now(),
            version: 1,
        };
        insert_import(tx, &row)?;
        tx.about("import", row.id);
        Ok(row.id)
    }
}
