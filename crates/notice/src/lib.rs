//! Floor 1: a notice's bytes become canonical text, and the text becomes a [`Reading`]: tasks, organisations, targets,
//! each tied to its sentence. Reading never fails: what could not be read is a diagnostic.

mod read;
pub mod reading;
pub mod source;

pub use reading::Reading;
use source::Source;

/// Reads a file: its canonical text and what was found in it.
pub fn read(bytes: &[u8]) -> (Source, Reading) {
    let source = source::decode(bytes);
    let reading = read_source(&source);
    (source, reading)
}

/// Reads a text that was decoded before.
pub fn read_source(source: &Source) -> Reading {
    read::source(source)
}
