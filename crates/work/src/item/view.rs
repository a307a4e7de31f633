//! Items as a reader sees them.

use base::{Decimal, Id, Span};
use rules::word::{ItemKind, ItemState, Op, TargetKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A goal, task, safeguard or target of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = Item)]
pub struct ItemView {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// What it is.
    pub kind: ItemKind,
    /// Stable key: survives a better reader; "" where a person added it.
    pub key: String,
    /// As printed: `1`, `goal1`; "" for targets.
    pub number: String,
    /// Its title; the subject for targets.
    pub title: String,
    /// Its text, repaired.
    pub text: String,
    /// Where it stands, in UTF-8 bytes of the source text.
    #[schema(required = true, value_type = Option<[usize; 2]>)]
    pub span: Option<Span>,
    /// Where its figure stands.
    #[schema(required = true, value_type = Option<[usize; 2]>)]
    pub value_span: Option<Span>,
    /// Headings above it, outermost first.
    pub section: Vec<String>,
    /// 0 to 100; absent where a person added it.
    #[schema(required = true)]
    pub confidence: Option<i64>,
    /// Why the reader is not sure.
    pub reasons: Vec<ReasonView>,
    /// What was decided about it.
    pub state: ItemState,
    /// To be sent back with a change.
    pub version: i64,
    /// The deadline as printed.
    #[schema(required = true)]
    pub deadline: Option<String>,
    /// Lead bodies in order.
    pub lead: Vec<BodyView>,
    /// Responsible bodies in order.
    pub responsible: Vec<BodyView>,
    /// The figure, where it is a target.
    #[schema(required = true)]
    pub target: Option<TargetView>,
}

/// Why the reader is not sure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Reason)]
pub struct ReasonView {
    /// Its code.
    pub code: String,
    /// As a sentence.
    pub message: String,
}

/// What a printed name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// An organisation.
    Organisation,
    /// A group, which stands for its members.
    Group,
    /// Nobody the site knows: somebody has to say.
    Unknown,
}

/// A lead or responsible body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Body)]
pub struct BodyView {
    /// As printed.
    pub printed: String,
    /// What it means.
    pub kind: BodyKind,
    /// Whom it means.
    #[schema(required = true, value_type = Option<String>)]
    pub id: Option<Id>,
    /// The name of whom it means.
    #[schema(required = true)]
    pub name: Option<String>,
}

/// A figure to be reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Target)]
pub struct TargetView {
    /// What is counted or measured.
    pub subject: String,
    /// The printed comparator.
    pub op: Op,
    /// The figure, or the lower end of a range.
    #[schema(value_type = String)]
    pub value: Decimal,
    /// The upper end of a range.
    #[schema(required = true, value_type = Option<String>)]
    pub value_max: Option<Decimal>,
    /// 计量单位.
    pub unit: String,
    /// What the figure measures.
    pub kind: TargetKind,
    /// 力争、争取、争创.
    pub aspiration: bool,
    /// A date tied to the figure, as printed.
    #[schema(required = true)]
    pub time: Option<String>,
    /// The task or goal it stands in.
    #[schema(required = true, value_type = Option<String>)]
    pub task_item_id: Option<Id>,
    /// The number of that.
    #[schema(required = true)]
    pub task_number: Option<String>,
    /// The indicator it mentions.
    #[schema(required = true, value_type = Option<String>)]
    pub indicator_id: Option<Id>,
}

/// What a person says a task, goal or safeguard is. Goals and safeguards have no bodies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TaskFields {
    /// As printed.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// The deadline as printed.
    #[serde(default)]
    pub deadline: Option<String>,
    /// Lead bodies as printed, in order.
    #[serde(default)]
    pub lead: Vec<String>,
    /// Responsible bodies as printed, in order.
    #[serde(default)]
    pub responsible: Vec<String>,
}

/// What a person says a target is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TargetFields {
    /// What is counted or measured.
    pub subject: String,
    /// The printed comparator.
    pub op: Op,
    /// The figure, or the lower end of a range.
    pub value: String,
    /// The upper end of a range.
    #[serde(default)]
    pub value_max: Option<String>,
    /// 计量单位.
    pub unit: String,
    /// What the figure measures.
    pub kind: TargetKind,
    /// 力争、争取、争创.
    pub aspiration: bool,
    /// A date tied to the figure, as printed.
    #[serde(default)]
    pub time: Option<String>,
    /// The task or goal it stands in.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub task_item_id: Option<Id>,
}

/// An item and the version that was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemVersion {
    /// Its id.
    #[schema(value_type = String)]
    pub id: Id,
    /// The version shown.
    pub version: i64,
}
