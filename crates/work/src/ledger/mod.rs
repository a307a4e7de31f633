//! Ledgers (台账) as the installed pack declares them: the list, one with its form, the tables behind them.

mod apply;
mod books;
mod field_view;
mod show;
mod surroundings;
mod view;

pub use apply::{PlannedTable, apply_pack, planned_tables};
pub use books::Books;
pub use show::{Ledgers, ShowLedger};
pub use view::{
    CellView, ChoiceView, DuplicateRuleView, FieldView, LedgerSummaryView, LedgerView, LineTableView, MoveView,
    SectionView, StateView,
};

pub(crate) use apply::{apply_tables, books_of, expand_tables};
pub(crate) use books::{Book, columns};
pub(crate) use field_view::{field_view, unit_power};
pub(crate) use show::{COUNTED, said};
pub(crate) use surroundings::Surroundings;
