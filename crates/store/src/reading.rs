//! The canonical text of a notice and all that the reader said of it, as it was when the draft was made.

use crate::tx::Tx;
use crate::value::values;
use base::{Fault, Id};

/// What is kept of a reading. `anchors` and `body` are JSON that is shown and never counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingRow {
    /// The text that every span points into.
    pub source_text: String,
    /// Pages and paragraphs of the text.
    pub anchors: String,
    /// Repairs, diagnostics and the rest of the reading.
    pub body: String,
}

/// Keeps the reading of a plan.
pub fn insert_reading(tx: &mut Tx<'_>, plan: Id, reading: &ReadingRow) -> Result<(), Fault> {
    let args = values![tx.site(), plan, &reading.source_text, &reading.anchors, &reading.body];
    tx.execute("INSERT INTO reading (site, plan, source_text, anchors, body) VALUES ($1, $2, $3, $4, $5)", &args)?;
    Ok(())
}

/// The reading of a plan.
pub fn reading_of(tx: &Tx<'_>, plan: Id) -> Result<Option<ReadingRow>, Fault> {
    let row = tx.one(
        "SELECT source_text, anchors, body FROM reading WHERE site = $1 AND plan = $2",
        &values![tx.site(), plan],
    )?;
    row.map(|row| Ok(ReadingRow { source_text: row.text(0)?, anchors: row.text(1)?, body: row.text(2)? })).transpose()
}
