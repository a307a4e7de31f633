//! From an uploaded notice to a draft.

mod gather;
mod group;
mod read_notice;
mod rows;
mod summary;

pub use notice::source::INPUT_LIMIT as FILE_LIMIT;
pub use read_notice::ReadNotice;
pub use summary::{MayReadNotice, ReadingDoneView, ReadingSummary, ReadingSummaryView};
