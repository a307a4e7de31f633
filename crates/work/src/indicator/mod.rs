//! Indicators: the same target said twice is one of them, with several mentions.

mod follow;
mod join;
mod list;
mod make;
mod require;
mod view;

pub use join::{JoinIndicators, SeparateIndicator};
pub use list::Indicators;
pub use require::SetRequires;
pub use rules::word::Requires;
pub use view::{IndicatorView, MentionView, indicator_views};

pub(crate) use follow::{follow_leads, follow_mention};
pub(crate) use make::{Kept, add_indicator_of, answer_due, indicator_of, needed, office_of, question};
