//! Open decisions: owner, base, tolerance, reading.

mod list;
mod settle;
mod view;

pub use list::{OpenDecisions, ShowOpenDecision};
pub use rules::word::PercentReading;
pub use settle::{AssignDecision, SettleDecision};
pub use view::{OpenDecisionView, decision_views};
