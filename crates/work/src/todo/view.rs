//! How a thing to do is shown.

use crate::session::Ref;
use base::{Day, Id, Moment};
use serde::Serialize;
use utoipa::ToSchema;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TodoKind {
    /// Confirm a draft.
    ConfirmPlan,
    /// Settle an open decision.
    SettleDecision,
    /// Acknowledge a duty.
    ReceiveDuty,
    /// Pass a duty on inside.
    AssignDuty,
    /// Write a work plan.
    DraftWorkPlan,
    /// Mend a work plan that came back.
    MendWorkPlan,
    /// Approve a work plan.
    ApproveWorkPlan,
    /// Accept a work plan.
    AcceptWorkPlan,
    /// Answer a request to correct.
    HandleCorrection,
    /// Take note of the answer to one's own request to correct.
    ReadAnswer,
}

/// A thing to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Todo)]
pub struct TodoView {
    /// What is to be done.
    pub kind: TodoKind,
    /// With what: a task, an indicator, a plan.
    pub title: String,
    /// What else is worth knowing, in the reader's language.
    pub detail: String,
    /// The plan; absent where the thing belongs to none.
    #[schema(required = true, value_type = Option<String>)]
    pub plan_id: Option<Id>,
    /// The task.
    #[schema(required = true, value_type = Option<String>)]
    pub task_id: Option<Id>,
    /// The duty, work plan, open decision, request or plan.
    #[schema(value_type = String)]
    pub subject_id: Id,
    /// The organisation that has to act.
    #[schema(required = true)]
    pub organisation: Option<Ref>,
    /// By when.
    #[schema(required = true, value_type = Option<String>)]
    pub due: Option<Day>,
    /// Since when it waits.
    #[schema(value_type = String)]
    pub since: Moment,
}

/// An entry for which somebody calls: it was sent back to the reader, or the reader was reminded of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = CalledEntry)]
pub struct CalledEntryView {
    /// The entry.
    #[schema(value_type = String)]
    pub entry_id: Id,
    /// What it is called.
    pub title: String,
    /// Name of its state.
    pub state_name: String,
    /// `remind` or `send_back`.
    pub kind: String,
    /// Who calls.
    pub by: String,
    /// Why; may be empty.
    pub reason: String,
    /// When.
    #[schema(value_type = String)]
    pub at: Moment,
    /// By when.
    #[schema(required = true, value_type = Option<String>)]
    pub due: Option<Day>,
}

/// The entries of a ledger that wait for the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = EntryTodo)]
pub struct EntryTodoView {
    /// Code of the ledger.
    pub ledger: String,
    /// Its name.
    pub name: String,
    /// How many wait, counted to 10,000. The list shows them with the filter `turn` = `mine`.
    pub waiting: usize,
    /// Were all of them counted?
    pub waiting_exact: bool,
    /// How many of them are overdue, counted to 10,000.
    pub overdue: usize,
    /// Those that somebody calls for, the last call first, at most twenty.
    pub called: Vec<CalledEntryView>,
}

/// Everything that waits for the reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TodoList {
    /// By kind; what is due first stands first, then what waits longest.
    pub items: Vec<TodoView>,
    /// Entries of ledgers, by ledger.
    pub entries: Vec<EntryTodoView>,
}
