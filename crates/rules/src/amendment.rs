//! What an amendment changes.

use crate::word::words;

words! {
    /// What sort of thing an amendment changed.
    AmendmentSubject {
        /// An item of a published plan.
        Item = "item",
        /// An accepted work plan.
        WorkPlan = "work_plan",
    }
}
