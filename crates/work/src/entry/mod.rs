//! Entries (条目) of ledgers: begun, changed, moved through their life, found and shown. Nothing here knows a ledger by
//! name; what may be done with an entry stands in the pack.

mod bulk_move;
mod by_itself;
pub(crate) mod clock;
mod content;
pub(crate) mod create;
pub(crate) mod edit;
mod history;
mod inspect;
pub(crate) mod kept;
pub(crate) mod list;
mod mark_entries;
pub(crate) mod marks;
pub(crate) mod mentioned;
mod move_on;
pub(crate) mod page;
pub(crate) mod reach;
mod referred;
mod reindex;
mod score;
mod sealed;
mod show;
pub(crate) mod turn;
mod view;

pub use bulk_move::MoveEntries;
pub use by_itself::move_by_itself;
pub use content::{EntryContent, MilestoneInput};
pub use create::CreateEntry;
pub use edit::EditEntry;
pub use history::EntryHistory;
pub use inspect::InspectEntry;
pub use list::{Entries, EntryAsked, FilterAsked};
pub use mark_entries::{MarkEntries, mark_entries};
pub use move_on::{MoveAsked, MoveEntry};
pub use show::ShowEntry;
pub use view::{
    ChangeView, ClockView, DuplicateView, EntryHistoryView, EntryInspection, EntryPageView, EntryRowView, EntryView,
    EvidenceView, FieldFaultView, KnownView, MilestoneView, MoveStepView, PossibleMoveView, ScoreView,
};

pub(crate) use content::{CheckedContent, Values, WireValues};
pub(crate) use kept::{EntryBody, values_of};
pub(crate) use mark_entries::begin_marks;
pub(crate) use reindex::reindex;
pub(crate) use sealed::SealedCells;
