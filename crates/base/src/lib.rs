//! Floor 0: the words every room shares. No IO, no async, no clock; kept small by a test.
#![cfg_attr(test, allow(missing_docs))]

mod diagnostic;
pub mod encoding;
mod fault;
mod fold;
mod id;
mod moment;
mod nearest;
mod refusal;
mod sentence;
mod span;

pub use diagnostic::{Diagnostic, Severity};
pub use fault::{Fault, FaultKind, Stop};
pub use fold::fold_name;
pub use id::{Id, Ids, Site};
pub use moment::{Day, Moment};
pub use nearest::nearest;
pub use refusal::{Refusal, RefusalKind};
pub use rust_decimal::{Decimal, RoundingStrategy};
pub use sentence::{Language, Sentence, catalogue_codes, catalogue_text};
pub use span::Span;
