//! Saved views (视图) of the lists of ledgers: what a list is narrowed to, sorted by and shows, kept under a name by one
//! person and perhaps shared with an organisation. What a reader may not see is left out of a view before it is shown, by
//! the checks of the list itself.

mod content;
mod create;
mod default;
mod delete;
mod edit;
mod list;
mod view;

pub use content::SavedViewContent;
pub use create::CreateView;
pub use default::SetDefaultView;
pub use delete::DeleteView;
pub use edit::EditView;
pub use list::ListViews;
pub use view::SavedView;
