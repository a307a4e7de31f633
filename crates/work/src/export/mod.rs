//! Ledgers as workbooks: what the reader sees of a list, streamed into a file, and the empty form to fill in.

mod columns;
mod entries;
mod template;

pub use entries::{ExportEntries, ExportFormat, MayExport};
pub use template::LedgerTemplate;
