//! Amendments: the only way in which a published plan and an accepted work plan change.

mod view;

pub use view::AmendmentView;

pub(crate) use view::amendment_views;
