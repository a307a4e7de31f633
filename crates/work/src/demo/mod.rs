//! The demonstration: an invented city of the pack, written into an empty site through the one door, chunk by chunk, and
//! carried on where it was cut off. Its entries stand where their lives have led them, with every step dated back.

mod begin;
mod entries;
mod load;
mod made;
mod paper;
#[cfg(test)]
mod tests;

pub use begin::BeginDemonstration;
pub use load::{DemoProgress, load_demo};
