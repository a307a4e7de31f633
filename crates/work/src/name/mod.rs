//! Printed names: whom they mean is asked, never guessed, and nobody is created silently.

mod alike;
mod list;
mod resolve;

pub use list::{NameKind, NamedBodyView, Names, PrintedNameView};
pub use resolve::ResolveName;

pub(crate) use alike::likeness;
