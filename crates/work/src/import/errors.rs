//! The workbook of errors: the rows that could not be taken, under the same columns, with what is wrong in red.

use super::own_import;
use super::reading::{column_names, open};
use crate::Query;
use crate::app::day_of;
use crate::ledger::Books;
use crate::site::marked_name;
use access::{Action, Grant};
use base::{Fault, Id, Language, Refusal, Sentence, Stop};
use sheet::{CellFault, ErrorWorkbook, Row};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;
use std::sync::Arc;
use store::Tx;
use store::import::{ImportFaultRow, ImportRow, faults_of};

/// Writes the workbook of errors into a file; answers the name it is to bear.
#[derive(Clone, Debug)]
pub struct ImportErrors {
    /// The installed ledgers.
    pub books: Arc<Books>,
    /// The import.
    pub id: Id,
    /// The data folder.
    pub folder: PathBuf,
    /// Where to; the file is made anew.
    pub path: PathBuf,
    /// The reader's language.
    pub language: Language,
}

/// Faults that are read at once.
const FAULTS: usize = 5_000;

impl Query for ImportErrors {
    const ACTION: Action = Action::BeginEntry;
    const LOGGED: Option<&'static str> = Some("import_errors");
    type Answer = String;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<String, Stop> {
        let import = own_import(grant, tx, self.id)?;
        let columns = column_names(self.books.book(&import.ledger)?, self.language);
        let source = crate::file::kept_path(&self.folder, tx.site(), &import.digest)?;
        let wrong = |sentence: Sentence| Stop::from(Refusal::field("file", sentence));
        let mut workbook = open(&source, &import.name).map_err(wrong)?;
        let header = workbook.header(None, &columns, &BTreeMap::new()).map_err(wrong)?;
        let mut out = ErrorWorkbook::new(&import.header, self.language, day_of(tx.now()), self.path.parent())?;
        let mut faults = faults_of(tx, import.id, 0, FAULTS)?.into_iter().peekable();
        let mut last = 0;
        for row in workbook.rows_after(None, &header).map_err(wrong)? {
            let row = row.map_err(wrong)?;
            let mut here = Vec::new();
            while let Some(fault) = faults.next_if(|fault| fault.row <= row.number) {
                last = fault.row;
                here.push(cell_fault(&import, fault));
            }
            if faults.peek().is_none() && last > 0 {
                faults = faults_of(tx, import.id, last, FAULTS)?.into_iter().peekable();
            }
            if !here.is_empty() {
                push(&mut out, &row, &here)?;
            }
        }
        out.finish(BufWriter::new(File::create(&self.path).map_err(Fault::broken)?))?;
        let name = Sentence::new("work.import.errors_of").with("name", stem(&import.name));
        Ok(marked_name(tx, name.render(self.language), self.language)?)
    }
}

fn push(out: &mut ErrorWorkbook, row: &Row, faults: &[CellFault]) -> Result<(), Stop> {
    Ok(out.push(row, faults)?)
}

fn cell_fault(import: &ImportRow, fault: ImportFaultRow) -> CellFault {
    let column = import.mapping.iter().position(|cell| cell.as_deref() == Some(fault.cell.as_str()));
    CellFault { column, sentence: fault.sentence }
}

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
