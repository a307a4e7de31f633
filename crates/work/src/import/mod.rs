//! Workbooks into ledgers: matched by their columns, looked at without writing, then written in chunks that each move on
//! how far the import has come in the same transaction, so that a crash loses no row and doubles none.

mod begin;
mod chunk;
mod command;
mod errors;
mod reading;
mod run;
mod show;
mod view;

pub use begin::{BeginImport, FILE_LIMIT, MayImport};
pub use command::{CancelImport, CheckImport, MapImport, RunImport};
pub use errors::ImportErrors;
pub use run::run_imports;
pub use show::{Imports, ShowImport};
pub use view::{ImportColumnView, ImportFaultView, ImportView};

use crate::entry::page::facts_of_keeper;
use access::Grant;
use base::{Id, Refusal, Stop};
use store::Tx;
use store::import::{ImportRow, import_by_id};

/// An import of an organisation for which whoever holds the grant may write.
pub(crate) fn own_import(grant: &Grant, tx: &Tx<'_>, id: Id) -> Result<ImportRow, Stop> {
    let row = import_by_id(tx, id)?.ok_or_else(Refusal::not_found)?;
    grant.require(&facts_of_keeper(row.organisation))?;
    Ok(row)
}
