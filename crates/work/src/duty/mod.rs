//! Duties: seen, acknowledged (签收), passed on inside (分办).

mod assign;
mod list;
mod receive;
mod view;

pub use assign::AssignDuty;
pub use list::{Duties, DutyAsked, OneDuty};
pub use receive::{ReceiveDuties, ReceiveDuty};
pub use view::{AssignmentView, DutyPage, DutyView};

pub(crate) use assign::check_handler;
pub(crate) use view::duty_views;
