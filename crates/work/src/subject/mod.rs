//! Subjects: the enterprises and persons that the books speak of, one each however many ledgers name it.

mod known;
mod of_entry;
mod page;

pub use page::{FindSubjects, ShowSubject, SubjectLedgerView, SubjectView, SubjectsAsked};

pub(crate) use known::known_of;
pub(crate) use of_entry::{subject_of, upsert};
