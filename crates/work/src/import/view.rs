//! Imports as they go over the wire.

use crate::session::Ref;
use serde::Serialize;
use utoipa::ToSchema;

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportColumnView {
    /// What stands over it.
    pub header: String,
    /// Key of the cell it holds; absent where it is left out.
    #[schema(required = true)]
    pub cell: Option<String>,
}

/// Something wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportFaultView {
    /// The row in the sheet, from 1.
    pub row: u32,
    /// The column's header; empty where the row as a whole is meant.
    pub column: String,
    /// What stood there.
    pub shown: String,
    /// What is wrong, and what to do.
    pub message: String,
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: base::Id,
    /// Code of the ledger.
    pub ledger: String,
    /// As the file was called.
    pub name: String,
    /// Who keeps the entries that it makes.
    pub organisation: Ref,
    /// `mapped`, `checking`, `checked`, `running`, `done`, `cancelled` or `failed`.
    pub state: String,
    /// The file's columns.
    pub columns: Vec<ImportColumnView>,
    /// Labels of required cells for which the file has no column.
    pub missing: Vec<String>,
    /// The row in the sheet that was dealt with last.
    pub row: u32,
    /// How many rows the file has behind its header; absent until they were counted, which is when the check begins.
    #[schema(required = true)]
    pub rows_total: Option<u32>,
    /// Rows that make a new entry.
    pub rows_new: u32,
    /// Rows that change an entry.
    pub rows_changed: u32,
    /// Rows that stand in the ledger as they are.
    pub rows_same: u32,
    /// Rows with something wrong; nothing is written of them.
    pub rows_wrong: u32,
    /// Why it ended before the last row.
    #[schema(required = true)]
    pub problem: Option<String>,
    /// When it was begun.
    #[schema(value_type = String)]
    pub created_at: base::Moment,
    /// For optimistic locking.
    pub version: i64,
    /// The first things that are wrong, in order of the rows.
    pub faults: Vec<ImportFaultView>,
}
