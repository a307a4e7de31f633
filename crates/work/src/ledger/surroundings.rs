//! What kinds of field may ask while they read and show: organisations as the site has them now, lists and units of the
//! pack.

use crate::ledger::Books;
use base::{Fault, Id, Language, fold_name};
use rules::field::Context;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::Tx;
use store::directory::directory_version;
use store::organisation::{OrganisationRow, organisations};

/// Organisations by name, code and id, as they were when they were read.
#[derive(Debug, Default)]
struct Directory {
    by_name: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
    rows: BTreeMap<Id, OrganisationRow>,
    codes: BTreeMap<String, Id>,
}

impl Directory {
    fn read(tx: &Tx<'_>) -> Result<Self, Fault> {
        let mut all = Self::default();
        for row in organisations(tx)? {
            for name in [&row.name, &row.short_name, &row.code] {
                all.by_name.insert(fold_name(name), row.code.clone());
            }
            all.names.insert(row.code.clone(), row.short_name.clone());
            all.codes.insert(row.code.clone(), row.id);
            all.rows.insert(row.id, row);
        }
        for alias in store::group::aliases(tx)? {
            if let Some(row) = alias.organisation.and_then(|id| all.rows.get(&id)) {
                all.by_name.entry(alias.folded).or_insert_with(|| row.code.clone());
            }
        }
        Ok(all)
    }
}

/// The directory that was read last, for as long as nobody writes to it: every entry asks for it.
#[derive(Debug, Default)]
pub(crate) struct KeptDirectory(Mutex<Option<(Id, Arc<Directory>)>>);

impl KeptDirectory {
    fn of(&self, tx: &Tx<'_>) -> Result<Arc<Directory>, Fault> {
        let Some(version) = directory_version(tx)? else { return Ok(Arc::new(Directory::read(tx)?)) };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, directory)) = &*kept
            && *of == version
        {
            return Ok(Arc::clone(directory));
        }
        let directory = Arc::new(Directory::read(tx)?);
        *kept = Some((version, Arc::clone(&directory)));
        Ok(directory)
    }
}

/// The directory beside the lists of the pack.
#[derive(Debug)]
pub(crate) struct Surroundings {
    books: Arc<Books>,
    directory: Arc<Directory>,
    language: Language,
}

impl Surroundings {
    /// As they are in this snapshot.
    pub(crate) fn of(tx: &Tx<'_>, books: &Arc<Books>, language: Language) -> Result<Self, Fault> {
        Ok(Self { books: Arc::clone(books), directory: books.directory.of(tx)?, language })
    }

    /// For the kinds of field.
    pub(crate) fn context(&self) -> Context<'_> {
        Context {
            lists: &self.books.lists,
            organisations: &self.directory.by_name,
            organisation_names: &self.directory.names,
            units: &self.books.units,
            language: self.language,
        }
    }

    /// An organisation.
    pub(crate) fn organisation(&self, id: Id) -> Option<&OrganisationRow> {
        self.directory.rows.get(&id)
    }

    /// All of them.
    pub(crate) fn organisations(&self) -> impl Iterator<Item = &OrganisationRow> {
        self.directory.rows.values()
    }

    /// The id of an organisation's code.
    pub(crate) fn id_of(&self, code: &str) -> Option<Id> {
        self.directory.codes.get(code).copied()
    }

    /// Its short name, or nothing.
    pub(crate) fn name_of(&self, id: Id) -> String {
        self.directory.rows.get(&id).map(|row| row.short_name.clone()).unwrap_or_default()
    }

    /// In which language values are shown.
    pub(crate) fn language(&self) -> Language {
        self.language
    }
}
