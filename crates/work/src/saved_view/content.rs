//! What a view does to a list, checked by the list's own rules when it is kept and again whenever it is shown.

use crate::check::Fields;
use crate::entry::list::{conditions, sort_column};
use crate::entry::reach::Reach;
use crate::entry::{EntryAsked, FilterAsked};
use crate::ledger::{Book, Surroundings};
use base::{Fault, Refusal, Sentence, Stop};
use serde::{Deserialize, Serialize};
use store::Tx;
use store::saved_view::SavedViewRow;
use utoipa::ToSchema;

/// What a list is narrowed to, sorted by and shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SavedViewContent {
    /// Words that must be found.
    #[schema(required = true)]
    pub search: String,
    /// The filters, as a list of the ledger takes them.
    #[schema(required = true)]
    pub filters: Vec<FilterAsked>,
    /// What is sorted by, as a list of the ledger takes it.
    #[schema(required = true)]
    pub sort: String,
    /// Codes of the fields that are columns, in order; the ledger's own where empty.
    #[schema(required = true)]
    pub columns: Vec<String>,
}

/// Longest words to search by, in characters.
const SEARCH: usize = 100;
/// Most columns of a view.
const COLUMNS: usize = 30;

impl SavedViewContent {
    /// As it is kept; refused where the writer could not ask the list the same.
    pub(super) fn checked(&self, tx: &Tx<'_>, book: &Book, around: &Surroundings, reach: &Reach) -> Result<Self, Stop> {
        let mut faults = Fields::default();
        let search = faults.text_if("search", &self.search, SEARCH);
        for code in &self.columns {
            faults.choice("columns", code, is_column(book, reach, code));
        }
        if self.columns.len() > COLUMNS {
            faults.fault("columns", Sentence::new("work.saved_view.too_many_columns").with("max", COLUMNS));
        }
        faults.done()?;
        conditions(tx, book, around, reach, &asked(&self.filters)?)?;
        sort_column(book, reach, &self.sort)?;
        Ok(Self { search, ..self.clone() })
    }

    /// What of a kept view the reader may use, and how much of it was left out.
    pub(super) fn usable(
        row: &SavedViewRow,
        tx: &Tx<'_>,
        book: &Book,
        around: &Surroundings,
        reach: &Reach,
    ) -> Result<(Self, usize), Stop> {
        let filters: Vec<FilterAsked> = serde_json::from_str(&row.filters).map_err(Fault::broken)?;
        let columns: Vec<String> = serde_json::from_str(&row.columns).map_err(Fault::broken)?;
        let kept = filters.len() + columns.len() + 1;
        let mut content = Self { search: row.search.clone(), ..Self::default() };
        for filter in filters {
            if allowed(conditions(tx, book, around, reach, &asked(std::slice::from_ref(&filter))?))? {
                content.filters.push(filter);
            }
        }
        content.columns = columns.into_iter().filter(|code| is_column(book, reach, code)).collect();
        let sorts = allowed(sort_column(book, reach, &row.sort))?;
        if sorts {
            content.sort.clone_from(&row.sort);
        }
        let left = content.filters.len() + content.columns.len() + usize::from(sorts);
        Ok((content, kept - left))
    }

    /// Writes it into a row.
    pub(super) fn put(self, row: &mut SavedViewRow) -> Result<(), Fault> {
        row.filters = serde_json::to_string(&self.filters).map_err(Fault::broken)?;
        row.columns = serde_json::to_string(&self.columns).map_err(Fault::broken)?;
        (row.search, row.sort) = (self.search, self.sort);
        Ok(())
    }
}

/// Can the reader have the field as a column?
fn is_column(book: &Book, reach: &Reach, code: &str) -> bool {
    book.ledger.field(code).is_some_and(|field| reach.ever_sees(field) && !field.cells().is_empty())
}

fn asked(filters: &[FilterAsked]) -> Result<EntryAsked, Fault> {
    let filter = serde_json::to_string(filters).map_err(Fault::broken)?;
    Ok(EntryAsked { filter, ..EntryAsked::default() })
}

/// A refusal of the list leaves a part of the view out; a fault stays one.
fn allowed<T>(outcome: Result<T, Stop>) -> Result<bool, Stop> {
    match outcome {
        Ok(_) => Ok(true),
        Err(Stop::Refusal(Refusal { .. })) => Ok(false),
        Err(fault @ Stop::Fault(_)) => Err(fault),
    }
}
