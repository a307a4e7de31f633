//! Ledgers as they go over the wire: what a list, a form and a diagram are drawn from.

use crate::session::Ref;
use rules::ledger::{MoveKind, Stage, Standing};
use serde::Serialize;
use utoipa::ToSchema;

/// A line of the list of ledgers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LedgerSummaryView {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What is kept in it.
    pub about: String,
    /// Numbers of the tasks behind which it stands.
    pub tasks: Vec<String>,
    /// Name of the organisation that owns it.
    pub owner: String,
    /// How many entries the reader sees, counted to 10,000.
    pub entries: usize,
    /// Were all of them counted?
    pub entries_exact: bool,
    /// How many of them are overdue, counted to 10,000.
    pub overdue: usize,
    /// May the reader begin entries?
    pub may_create: bool,
}

/// A code with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChoiceView {
    /// The code.
    pub code: String,
    /// The name in the reader's language.
    pub name: String,
}

/// A part of the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SectionView {
    /// Its code.
    pub code: String,
    /// Its heading.
    pub name: String,
}

/// A single value: what an input, a column of the list and a column of a workbook stand for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CellView {
    /// Its key in `values`.
    pub key: String,
    /// Its label: the field's, or the part's where the field has several.
    pub name: String,
    /// Is it kept sealed, so that only a masked form is shown?
    pub sealed: bool,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldView {
    /// Its code.
    pub code: String,
    /// Its label.
    pub name: String,
    /// What to fill in.
    pub help: String,
    /// Code of its section; empty in a table of lines.
    pub section: String,
    /// What it holds: the word of its kind.
    pub kind: String,
    /// What it is made of; empty for evidence.
    pub cells: Vec<CellView>,
    /// Must it be filled in before the entry is submitted?
    pub required: bool,
    /// Is it asked in some entries only? Which, the server says when the entry is checked.
    pub conditional: bool,
    /// Is it a column of the list?
    pub listed: bool,
    /// Can the list be sorted by it?
    pub sortable: bool,
    /// Can the list be filtered by it?
    pub filterable: bool,
    /// Is it worked out and not asked?
    pub computed: bool,
    /// What may be chosen.
    pub choices: Vec<ChoiceView>,
    /// The unit behind a number: 万元, ㎡, %.
    pub unit: String,
    /// By what power of ten a number is divided to be shown in its unit: 4 for 万元.
    pub unit_power: u32,
    /// Decimals of a number, in the unit in which it is kept.
    pub scale: Option<u32>,
    /// Smallest number, in the unit in which it is kept.
    pub min: Option<String>,
    /// Largest number.
    pub max: Option<String>,
    /// Longest text, in characters.
    pub max_length: Option<u32>,
    /// What a text must look like, anchored.
    pub pattern: Option<String>,
    /// For a reference: code of the other ledger.
    pub ledger: Option<String>,
    /// For evidence: most files.
    pub max_files: Option<u32>,
    /// For an organisation: may there be several?
    pub several: bool,
}

/// A table of lines below an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LineTableView {
    /// Its code.
    pub code: String,
    /// Its heading.
    pub name: String,
    /// Code of its section.
    pub section: String,
    /// Fewest lines.
    pub min: u32,
    /// Most lines.
    pub max: u32,
    /// Its columns.
    pub fields: Vec<FieldView>,
}

/// A state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StateView {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What it means.
    pub stage: Stage,
    /// Which value it feeds.
    #[schema(required = true)]
    pub standing: Option<Standing>,
    /// Days of its clock; absent where none runs.
    #[schema(required = true)]
    pub clock_days: Option<u32>,
    /// Does the clock count working days?
    pub clock_working: bool,
}

/// A move of the life cycle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MoveView {
    /// Its code.
    pub code: String,
    /// What stands on the button.
    pub name: String,
    /// What it does.
    pub kind: MoveKind,
    /// The states it starts from.
    pub from: Vec<String>,
    /// The states it may lead to; empty where the state stays.
    pub to: Vec<String>,
    /// Must a reason be given?
    pub reason: bool,
}

/// What makes two entries suspicious of being the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DuplicateRuleView {
    /// Its code.
    pub code: String,
    /// Why they look the same.
    pub name: String,
}

/// A ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct LedgerView {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// What is kept in it.
    pub about: String,
    /// Numbers of the tasks behind which it stands.
    pub tasks: Vec<String>,
    /// Name of the organisation that owns it.
    pub owner: String,
    /// Parts of the form.
    pub sections: Vec<SectionView>,
    /// All fields that the reader may see on any row.
    pub fields: Vec<FieldView>,
    /// Tables of lines.
    pub lines: Vec<LineTableView>,
    /// States in the order of a straight life.
    pub states: Vec<StateView>,
    /// Moves.
    pub moves: Vec<MoveView>,
    /// Version of the life cycle.
    pub cycle: u32,
    /// Has an entry milestones?
    pub milestones: bool,
    /// Cells whose values together name one thing.
    pub natural_key: Vec<String>,
    /// The cell shown as title.
    pub title: String,
    /// Code of the field that names the subject.
    #[schema(required = true)]
    pub subject: Option<String>,
    /// Organisations for which the reader may begin entries.
    pub keepers: Vec<Ref>,
    /// Assessment units, to filter by.
    pub units: Vec<ChoiceView>,
    /// Organisations that keep entries, to filter by; only the reader's own where no others are seen.
    pub organisations: Vec<Ref>,
    /// Organisations to which an entry can be handed over: all that may keep entries of this ledger.
    pub may_keep: Vec<Ref>,
    /// Rules of duplicates.
    pub duplicates: Vec<DuplicateRuleView>,
    /// May the reader take in workbooks?
    pub may_import: bool,
    /// May the reader take entries out?
    pub may_export: bool,
}
