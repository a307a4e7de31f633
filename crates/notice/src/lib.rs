//! Floor 1: a notice's bytes become canonical text, and the text becomes a [`Reading`]: tasks, organisations, targets,
//! each tied to its sentence. Reading never fails: what could not be read is a diagnostic.

pub mod reading;
pub mod source;

pub use reading::Reading;
