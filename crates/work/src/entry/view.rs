//! Entries as they go over the wire, made for one reader.

use crate::session::Ref;
use rules::ledger::{MoveKind, Stage};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// An entry in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryRowView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: base::Id,
    /// For optimistic locking.
    pub version: i64,
    /// Code of its state.
    pub state: String,
    /// Name of its state.
    pub state_name: String,
    /// What the state means.
    pub stage: Stage,
    /// Who keeps it.
    pub organisation: Ref,
    /// The assessment unit it is counted in.
    #[schema(required = true)]
    pub unit: Option<String>,
    /// What it is called.
    pub title: String,
    /// Its natural key, by which entries of other ledgers refer to it; absent where it is not whole or not for everybody.
    #[schema(required = true)]
    pub key: Option<String>,
    /// The day on which it counts.
    #[schema(required = true, value_type = Option<String>)]
    pub event_day: Option<base::Day>,
    /// Until when somebody must act.
    #[schema(required = true, value_type = Option<String>)]
    pub due: Option<base::Day>,
    /// Is that day over?
    pub overdue: bool,
    /// When it was last changed.
    #[schema(value_type = String)]
    pub updated_at: base::Moment,
    /// Listed cells as people read them; what the reader may not see is absent.
    pub shown: BTreeMap<String, String>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryPageView {
    /// The entries, in order.
    pub rows: Vec<EntryRowView>,
    /// Where the next page begins.
    #[schema(required = true)]
    pub next: Option<String>,
    /// How many there are, counted to 10,000.
    pub count: usize,
    /// Were all of them counted?
    pub count_exact: bool,
}

/// A milestone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MilestoneView {
    /// What is reached.
    pub name: String,
    /// The day it is planned for.
    #[schema(value_type = String)]
    pub planned: base::Day,
    /// The day it was reached.
    #[schema(required = true, value_type = Option<String>)]
    pub actual: Option<base::Day>,
    /// Its share, in percent.
    pub weight: u32,
    /// What else is to be said.
    pub note: String,
    /// Days by which it was or is late; negative where it was early; absent while it is not due.
    #[schema(required = true)]
    pub slip_days: Option<i32>,
}

/// A file that proves something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EvidenceView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: base::Id,
    /// Code of its field.
    pub field: String,
    /// As it was called.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// What it is, told by its content.
    pub media_type: String,
    /// SM3 of its bytes.
    pub digest: String,
    /// When it was added.
    #[schema(value_type = String)]
    pub added_at: base::Moment,
}

/// A move that can be made now, or why it cannot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PossibleMoveView {
    /// Its code.
    pub code: String,
    /// What stands on the button.
    pub name: String,
    /// What it does.
    pub kind: MoveKind,
    /// Must a reason be given?
    pub reason: bool,
    /// The states it may lead to, to choose from.
    pub to: Vec<crate::ledger::ChoiceView>,
    /// Why it cannot be made yet; absent where it can.
    #[schema(required = true)]
    pub blocked: Option<String>,
}

/// The clock that runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClockView {
    /// The last day.
    #[schema(value_type = String)]
    pub due: base::Day,
    /// Since when it stands still.
    #[schema(required = true, value_type = Option<String>)]
    pub stopped_on: Option<base::Day>,
    /// By how many days it was extended.
    pub extended: u32,
    /// By how many more it can be.
    pub extension_left: u32,
}

/// A step of its life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MoveStepView {
    /// Name of the move.
    pub name: String,
    /// What it did.
    pub kind: String,
    /// Name of the state before.
    pub from: String,
    /// Name of the state after.
    pub to: String,
    /// Who did it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When.
    #[schema(value_type = String)]
    pub at: base::Moment,
}

/// Another entry that may be the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DuplicateView {
    /// Why they look the same.
    pub reason: String,
    /// The other entry; absent where the reader may not see it.
    #[schema(required = true, value_type = Option<String>)]
    pub id: Option<base::Id>,
    /// What it is called; empty where the reader may not see it.
    pub title: String,
    /// Who keeps it; empty where the reader may not see it.
    pub organisation: String,
    /// Does it forbid the entry, because the natural key is the same?
    pub forbids: bool,
}

/// What an official scorecard says of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ScoreView {
    /// Name of the scorecard.
    pub name: String,
    /// Number of the document that it follows.
    pub document: String,
    /// All points; absent where the card has none, or while they cannot be told.
    #[schema(required = true)]
    pub total: Option<String>,
    /// `passed`, `failed` or `incomplete`.
    pub outcome: String,
    /// The explanation: first what decided, then conditions, direct grounds and parts with what they are made of.
    pub lines: Vec<ScoreLineView>,
}

/// A line of the explanation of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ScoreLineView {
    /// How many steps it stands below another.
    pub depth: u32,
    /// `holds`, `fails` or `open` for a condition, `points` or `open` for a part, `said` for the reason of the line above.
    pub kind: String,
    /// Its words.
    pub text: String,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryView {
    /// As in a list.
    pub row: EntryRowView,
    /// Code of its ledger.
    pub ledger: String,
    /// Its values by the keys of cells; what the reader may not see is absent.
    pub values: BTreeMap<String, serde_json::Value>,
    /// All cells as people read them.
    pub shown: BTreeMap<String, String>,
    /// Codes of the fields that are asked in this entry.
    pub asked: Vec<String>,
    /// Lines by the codes of their tables.
    pub lines: BTreeMap<String, Vec<BTreeMap<String, serde_json::Value>>>,
    /// Lines as people read them.
    pub lines_shown: BTreeMap<String, Vec<BTreeMap<String, String>>>,
    /// Milestones.
    pub milestones: Vec<MilestoneView>,
    /// Share of the milestones reached, in percent.
    pub reached_percent: u32,
    /// Files.
    pub evidence: Vec<EvidenceView>,
    /// May the reader change it now?
    pub may_edit: bool,
    /// May the reader add files and take them away now?
    pub may_add_files: bool,
    /// What the reader can do with it now.
    pub moves: Vec<PossibleMoveView>,
    /// The clock that runs.
    #[schema(required = true)]
    pub clock: Option<ClockView>,
    /// What became of it so far.
    pub steps: Vec<MoveStepView>,
    /// The subject's page.
    #[schema(required = true)]
    pub subject: Option<Ref>,
    /// Entries that may be the same thing.
    pub duplicates: Vec<DuplicateView>,
    /// What the ledger's scorecards say of it, from what the reader may see.
    pub scores: Vec<ScoreView>,
}

/// What is wrong in one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldFaultView {
    /// `values.total`, `lines.outputs[2].name`, `milestones[0].planned`.
    pub path: String,
    /// In a sentence.
    pub message: String,
}

/// A value that the books have already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct KnownView {
    /// As it goes into `values`.
    pub value: serde_json::Value,
    /// Where it stands: the name of a ledger, or of the register of subjects.
    pub from: String,
    /// When the entry it stands in was last changed.
    #[schema(value_type = Option<String>, required = true)]
    pub updated_at: Option<base::Moment>,
    /// Does the pack declare that the field is filled in so? Otherwise it goes by the same name elsewhere and wants a look.
    pub sure: bool,
}

/// What the server says of an entry that is being filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryInspection {
    /// What is wrong with what is there.
    pub faults: Vec<FieldFaultView>,
    /// What is missing before it can go on its way.
    pub missing: Vec<FieldFaultView>,
    /// Codes of the fields that are asked.
    pub asked: Vec<String>,
    /// What was worked out, as people read it.
    pub computed: BTreeMap<String, String>,
    /// What is known of the subject, for fields that are still empty, by the keys of cells.
    pub known: BTreeMap<String, KnownView>,
    /// Entries that may be the same thing.
    pub duplicates: Vec<DuplicateView>,
}

/// A change of one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChangeView {
    /// Label of the cell.
    pub name: String,
    /// As it was.
    pub before: String,
    /// As it became.
    pub after: String,
}

/// One revision of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntryHistoryView {
    /// The version it made.
    pub version: i64,
    /// When.
    #[schema(value_type = String)]
    pub at: base::Moment,
    /// Who.
    pub by: String,
    /// Name of the state after it.
    pub state: String,
    /// Why.
    pub reason: String,
    /// What changed.
    pub changes: Vec<ChangeView>,
}
