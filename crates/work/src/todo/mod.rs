//! 我的待办: what waits for the reader.

mod corrections;
mod duties;
mod entries;
mod list;
mod office;
mod view;
mod work_plans;

pub use list::Todo;
pub use view::{CalledEntryView, EntryTodoView, TodoKind, TodoList, TodoView};
