//! The rules of the house. Each rule reads the tree of sources and answers with its breaches; `tests/house.rs` runs
//! every rule on this repository and says the cure. Nothing here is part of the product.

pub mod licence;
pub mod metadata;
pub mod rules;
pub mod rust_text;
pub mod tree;
