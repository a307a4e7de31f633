//! Evidence (佐证): files that prove what stands in an entry. They are kept by content; what a file is, is told by its
//! bytes and never by its name.

mod attach;
mod fetch;
mod remove;

pub(crate) use attach::kind_of;
pub use attach::{AttachEvidence, FILE_LIMIT, MayAttach};
pub use fetch::{FetchEvidence, FoundFile};
pub use remove::RemoveEvidence;
