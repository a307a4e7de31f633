//! Floor 1: workbooks and CSV in and out. Reading streams rows from XLSX, XLS and CSV in bounded memory and never panics;
//! writing makes templates, exports and the workbook of errors. No SQL, no HTTP, no async, no clock.
#![cfg_attr(test, allow(missing_docs))]

mod cell;
mod columns;
mod day_number;
mod formula_guard;
mod read;
mod write;

pub use cell::{CELL_CHARACTERS_MAX, COLUMNS_MAX, Cell, ROWS_MAX, Row};
pub use columns::{ColumnName, How, Mapping, Match, Unmatched, UnmatchedWhy, match_columns};
pub use read::{FileKind, HEADER_WITHIN, Header, INPUT_BYTES_MAX, Input, Rows, SheetName, Workbook, open};
pub use write::{
    CellFault, CsvExport, ErrorWorkbook, Export, ExportColumn, TemplateColumn, ValueKind, Written, write_template,
};
