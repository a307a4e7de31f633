//! 我的待办: what waits for the reader.

mod corrections;
mod duties;
mod list;
mod office;
mod view;
mod work_plans;

pub use list::Todo;
pub use view::{TodoKind, TodoList, TodoView};
