//! Items of a draft: confirm, correct, split, merge, drop, take back, add.

mod add;
mod board;
mod confirm;
mod correct;
mod drop;
mod fields;
mod merge;
mod show;
mod split;
mod view;
mod write;

pub use add::AddItem;
pub use board::{Board, LEAD, RESPONSIBLE, is_live};
pub use confirm::{ConfirmItem, ConfirmItems};
pub use correct::CorrectItem;
pub use drop::{DropItem, RestoreItem};
pub use merge::MergeItem;
pub use rules::word::ItemKind;
pub use show::{ItemHistory, ItemMoveView, ShowItems};
pub use split::{PartFields, SplitItem};
pub use view::{BodyKind, BodyView, ItemVersion, ItemView, ReasonView, TargetFields, TargetView, TaskFields};
pub use write::ItemSnapshot;

pub(crate) use add::STEP;
pub(crate) use board::filled;
pub(crate) use correct::rewrite_item;
pub(crate) use fields::figure;
pub(crate) use write::{body_rows, draft, keep_decision, lookup, resolve};
