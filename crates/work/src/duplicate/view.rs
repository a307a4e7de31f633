//! Entries that may be the same thing as they go over the wire, made for one reader.

use super::decide::Verdict;
use crate::entry::EntryRowView;
use crate::session::Ref;
use base::{Id, Moment};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One of the entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DuplicateMemberView {
    /// Who keeps it.
    pub organisation: Ref,
    /// The entry as in a list; absent where the reader may not see it.
    #[schema(required = true)]
    pub row: Option<EntryRowView>,
    /// All its cells as people read them; what the reader may not see is absent.
    pub shown: BTreeMap<String, String>,
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DuplicateDecisionView {
    /// Are they the same?
    pub verdict: Verdict,
    /// The entry that stays; absent where the reader may not see it.
    #[schema(required = true, value_type = Option<String>)]
    pub keeps: Option<Id>,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
}

/// Entries that agree in what a rule compares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DuplicateGroupView {
    /// The rule and the cells it compares.
    pub rule: String,
    /// Why they look the same.
    pub name: String,
    /// Keys of the cells that are the same; empty where files are.
    pub cells: Vec<String>,
    /// What they have in common, as a digest.
    pub mark: String,
    /// For optimistic locking.
    pub version: i64,
    /// How many entries there are.
    pub count: usize,
    /// The entries, the oldest first, at most ten.
    pub entries: Vec<DuplicateMemberView>,
    /// May the reader decide?
    pub may_decide: bool,
    /// What was decided last; another entry may have come since.
    #[schema(required = true)]
    pub decision: Option<DuplicateDecisionView>,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DuplicatePageView {
    /// The groups.
    pub groups: Vec<DuplicateGroupView>,
    /// Where the next page begins.
    #[schema(required = true)]
    pub next: Option<String>,
}
