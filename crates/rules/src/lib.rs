//! Floor 1: rules that are pure functions of their arguments. No files, no clock, no randomness, no hash order.

pub mod lockout;
pub mod password;
