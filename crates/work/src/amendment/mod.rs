//! Amendments: the only way in which a published plan and an accepted work plan change.

mod amend_item;
mod duties;
mod list;
mod view;

pub use amend_item::AmendItem;
pub use list::{Amendments, OneAmendment};
pub use view::AmendmentView;

pub(crate) use view::amendment_views;
