//! Corrections (纠错): whoever sees an entry or a subject may say that something in it is wrong. The organisation that
//! keeps it answers: corrected, or not and why; or it hands the request on to whom it concerns.

mod accept;
mod attach_file;
mod fetch_file;
mod hand_on;
mod handler;
mod kept;
mod list;
mod note;
mod raise;
mod refuse;
mod show;
mod view;
mod withdraw;

pub use accept::AcceptCorrection;
pub use attach_file::AttachCorrectionFile;
pub use fetch_file::FetchCorrectionFile;
pub use hand_on::HandOnCorrection;
pub use list::{Corrections, CorrectionsAsked};
pub use note::NoteAnswer;
pub use raise::RaiseCorrection;
pub use refuse::RefuseCorrection;
pub use show::ShowCorrection;
pub use view::{CorrectionFileView, CorrectionStepView, CorrectionView};
pub use withdraw::WithdrawCorrection;

pub(crate) use view::Reader;
