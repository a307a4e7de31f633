//! The audit: sealing it, checking it, reading it.

mod list;
mod seal;
mod seals;
mod verify;

pub use list::{AuditList, AuditPage, AuditRowView, ExportAudit, VerbView, verbs};
pub use seal::seal_audit;
pub use seals::{SealView, Seals};
pub use verify::{AuditFinding, AuditVerification, OutsideSeal, Verification, VerifyAudit, verify_audit};
