//! Writing: templates to fill in, exports, and the workbook of errors. What is written goes wherever the caller says.

mod book;
mod cells;
mod csv;
mod errors;
mod export;
mod template;

pub use book::Written;
pub use cells::ValueKind;
pub use csv::CsvExport;
pub use errors::{CellFault, ErrorWorkbook};
pub use export::{Export, ExportColumn};
pub use template::{TemplateColumn, write_template};
