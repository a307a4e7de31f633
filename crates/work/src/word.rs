//! Words of the tables as the closed lists of `rules`, and names beside ids.

use crate::session::Ref;
use base::{Fault, Id};
use std::str::FromStr;

/// The word of a column; one that this version does not know is a fault of ours.
pub(crate) fn word<T: FromStr>(text: &str) -> Result<T, Fault> {
    text.parse().map_err(|_| Fault::broken(format!("an unknown word in a table: {text}")))
}

/// Who did something; nameless where it was the machine.
pub(crate) fn doer(by: Option<(Id, String)>) -> Ref {
    by.map_or_else(|| Ref { id: Id(0), name: String::new() }, Ref::from)
}
