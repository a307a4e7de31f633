//! Floor 1: rules that are pure functions of their arguments. No files, no clock, no randomness, no hash order.

pub mod amendment;
pub mod deadline;
pub mod expression;
pub mod fan_out;
pub mod field;
pub mod identity;
pub mod ledger;
pub mod life_cycle;
pub mod lockout;
pub mod milestones;
pub mod password;
pub mod requires;
pub mod scorecard;
pub mod text;
pub mod word;
pub mod working_day;
