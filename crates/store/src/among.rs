//! Questions about many rows at once: those of which a column is one of many.

use crate::tx::Tx;
use crate::value::{Row, Value};
use base::{Fault, Id};
use serde::Serialize;
use std::collections::BTreeSet;

/// A question about the rows of a table of which a column is one of many.
pub(crate) struct Among<'a> {
    /// What is asked of each row, or of each group of rows.
    pub(crate) columns: &'a str,
    /// Of which table.
    pub(crate) table: &'a str,
    /// What holds of every row beside, with `$1`, `$2` and so on.
    pub(crate) of: &'a str,
    /// The column that is one of many.
    pub(crate) column: &'a str,
    /// `ORDER BY …`, and `GROUP BY …` before it.
    pub(crate) end: &'a str,
}

/// The many.
#[derive(Clone, Copy)]
pub(crate) enum Many<'a> {
    Ids(&'a [Id]),
    Numbers(&'a [i64]),
    Texts(&'a [String]),
}

/// How many are asked for at once.
const AT_ONCE: usize = 500;

impl Tx<'_> {
    /// The rows, each once; five hundred after five hundred of the many, in the order of the end within them; `args` are those of the fixed condition.
    pub(crate) fn among(&self, question: &Among<'_>, args: &[Value], many: Many<'_>) -> Result<Vec<Row>, Fault> {
        match many {
            Many::Ids(ids) => self.each(question, args, "BIGINT", &ids.iter().map(|id| id.0).collect::<Vec<_>>()),
            Many::Numbers(numbers) => self.each(question, args, "BIGINT", numbers),
            Many::Texts(texts) => self.each(question, args, "TEXT", texts),
        }
    }

    fn each<T: Serialize + Ord>(
        &self,
        question: &Among<'_>,
        args: &[Value],
        kind: &str,
        many: &[T],
    ) -> Result<Vec<Row>, Fault> {
        let Among { columns, table, of, column, end } = question;
        let rows = self.dialect().rows_among(table, of, column, kind, args.len() + 1);
        let sql = format!("SELECT {columns} FROM {rows} {end}");
        let many: Vec<&T> = many.iter().collect::<BTreeSet<_>>().into_iter().collect();
        let mut found = Vec::new();
        for chunk in many.chunks(AT_ONCE) {
            let mut args = args.to_vec();
            args.push(serde_json::to_string(chunk).map_err(Fault::broken)?.into());
            found.append(&mut self.query(&sql, &args)?);
        }
        Ok(found)
    }
}
