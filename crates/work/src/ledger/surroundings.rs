//! What kinds of field may ask while they read and show: organisations as the site has them now, lists and units of the
//! pack.

use crate::ledger::Books;
use base::{Fault, Id, Language, fold_name};
use rules::field::Context;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Tx;
use store::organisation::{OrganisationRow, organisations};

/// Organisations by name, code and id beside the lists of the pack.
#[derive(Debug)]
pub(crate) struct Surroundings {
    books: Arc<Books>,
    by_name: BTreeMap<String, String>,
    names: BTreeMap<String, String>,
    rows: BTreeMap<Id, OrganisationRow>,
    codes: BTreeMap<String, Id>,
    language: Language,
}

impl Surroundings {
    /// As they are in this snapshot.
    pub(crate) fn of(tx: &Tx<'_>, books: &Arc<Books>, language: Language) -> Result<Self, Fault> {
        let (mut by_name, mut names, mut codes) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut rows = BTreeMap::new();
        for row in organisations(tx)? {
            for name in [&row.name, &row.short_name, &row.code] {
                by_name.insert(fold_name(name), row.code.clone());
            }
            names.insert(row.code.clone(), row.short_name.clone());
            codes.insert(row.code.clone(), row.id);
            rows.insert(row.id, row);
        }
        for alias in store::group::aliases(tx)? {
            if let Some(row) = alias.organisation.and_then(|id| rows.get(&id)) {
                by_name.entry(alias.folded).or_insert_with(|| row.code.clone());
            }
        }
        Ok(Self { books: Arc::clone(books), by_name, names, rows, codes, language })
    }

    /// For the kinds of field.
    pub(crate) fn context(&self) -> Context<'_> {
        Context {
            lists: &self.books.lists,
            organisations: &self.by_name,
            organisation_names: &self.names,
            units: &self.books.units,
            language: self.language,
        }
    }

    /// An organisation.
    pub(crate) fn organisation(&self, id: Id) -> Option<&OrganisationRow> {
        self.rows.get(&id)
    }

    /// All of them.
    pub(crate) fn organisations(&self) -> impl Iterator<Item = &OrganisationRow> {
        self.rows.values()
    }

    /// The id of an organisation's code.
    pub(crate) fn id_of(&self, code: &str) -> Option<Id> {
        self.codes.get(code).copied()
    }

    /// Its short name, or nothing.
    pub(crate) fn name_of(&self, id: Id) -> String {
        self.rows.get(&id).map(|row| row.short_name.clone()).unwrap_or_default()
    }

    /// In which language values are shown.
    pub(crate) fn language(&self) -> Language {
        self.language
    }
}
