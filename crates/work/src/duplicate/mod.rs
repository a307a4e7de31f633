//! Duplicates (疑似重复) for review: entries of a ledger that share a mark, listed until somebody has decided whether they
//! are the same thing. A decision holds as long as the compared cells stay as they are.

mod decide;
mod list;
mod view;

pub use decide::{DecideDuplicate, Verdict};
pub use list::{Duplicates, DuplicatesAsked};
pub use view::{DuplicateDecisionView, DuplicateGroupView, DuplicateMemberView, DuplicatePageView};
