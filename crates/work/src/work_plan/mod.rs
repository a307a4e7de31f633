//! Work plans (办理方案): written by the lead, approved by its head, accepted by the office, changed by amendment.

mod accept;
mod amend;
mod approve;
mod content;
mod create;
mod list;
mod move_on;
mod one;
mod r#return;
mod save;
mod send_back;
mod submit;
mod view;
mod withdraw;

pub use accept::AcceptWorkPlan;
pub use amend::AmendWorkPlan;
pub use approve::ApproveWorkPlan;
pub use content::{Milestone, Part, WorkPlanContent};
pub use create::CreateWorkPlan;
pub use list::{WorkPlanAsked, WorkPlans};
pub use one::OneWorkPlan;
pub use r#return::ReturnWorkPlan;
pub use save::SaveWorkPlan;
pub use send_back::SendBackWorkPlan;
pub use submit::SubmitWorkPlan;
pub use view::{MoveView, WorkPlanRemark, WorkPlanSummary, WorkPlanView};
pub use withdraw::WithdrawWorkPlan;

pub(crate) use move_on::facts_of;
pub(crate) use view::summary;
