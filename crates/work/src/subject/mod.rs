//! Subjects: the enterprises and persons that the books speak of, one each however many ledgers name it.

mod known;
mod of_entry;
mod page;
mod roll;

pub use page::{FindSubjects, ShowSubject, SubjectLedgerView, SubjectView, SubjectsAsked};

pub(crate) use known::known_of;
pub(crate) use of_entry::{roll_of, subject_of};
pub(crate) use page::{is_seen, require_seen};
pub(crate) use roll::Roll;
