//! A field of a ledger: what is asked, of whom it is hidden, and when it is asked at all.

use crate::field::{Cell, FieldKind};
use crate::ledger::Words;
use crate::word::words;

words! {
    /// Readers who see a field that is not for everybody who sees the row.
    Audience {
        /// The organisation that keeps the entry.
        Keeper = "keeper",
        /// The ledger's owner.
        Owner = "owner",
        /// The leading group's office.
        Office = "office",
        /// City leaders.
        Leader = "leader",
        /// Verifiers.
        Verifier = "verifier",
        /// External auditors.
        ExternalAuditor = "external_auditor",
    }
}

/// A part of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its code.
    pub code: String,
    /// Its heading.
    pub name: Words,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its code: lower-case ASCII, also the name of its column.
    pub code: String,
    /// Its label.
    pub name: Words,
    /// What to fill in, or an example; may be empty.
    pub help: Words,
    /// Code of the section it stands in; empty in a table of lines.
    pub section: String,
    /// What it holds.
    pub kind: FieldKind,
    /// Must it be filled in before the entry is submitted?
    pub required: bool,
    /// CEL over the entry's cells: asked only where it holds. `required` then means: where it is asked.
    pub when: Option<String>,
    /// Is it a column of the list?
    pub listed: bool,
    /// Can the list be sorted by it?
    pub sortable: bool,
    /// Can the list be filtered by it?
    pub filterable: bool,
    /// Is its text searched?
    pub searched: bool,
    /// Is it filled in from what is known of the entry's subject?
    pub prefilled: bool,
    /// Who sees it; everybody who sees the row where empty.
    pub audience: Vec<Audience>,
}

/// A table of lines below an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineTable {
    /// Its code.
    pub code: String,
    /// Its heading.
    pub name: Words,
    /// Code of the section it stands in.
    pub section: String,
    /// Fewest lines when the entry is submitted.
    pub min: u32,
    /// Most lines.
    pub max: u32,
    /// The columns.
    pub fields: Vec<Field>,
}

impl Field {
    /// The cells it is kept in: one, or several such as an enterprise's code and name.
    pub fn cells(&self) -> Vec<Cell> {
        self.kind.cells(&self.code)
    }

    /// May everybody who sees the row see it?
    pub fn is_open(&self) -> bool {
        self.audience.is_empty()
    }
}
