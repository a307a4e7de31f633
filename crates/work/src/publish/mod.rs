//! 确认并交办: a confirmed draft becomes the plan, and its duties go out.

mod check;
mod publish_plan;
mod readiness;

pub use check::{CheckLine, PublishCheck, PublishCheckView};
pub use publish_plan::{PublishPlan, Published};

pub(crate) use publish_plan::hand_out;

pub(crate) use readiness::duties_of_board;
