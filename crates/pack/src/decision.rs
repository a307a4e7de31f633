//! `plans/<year>/decisions.toml`: what the notice leaves open and a person has decided, or has still to decide.

use crate::cadence::Period;
use crate::findings::Findings;
use crate::sheet::Row;
use crate::words::words;
use base::{Day, Decimal};
use rules::word::{DecisionKind, PercentReading, Requires};

words! {
    /// How progress is told from the values on the way.
    Progress {
        /// Adds up over the year.
        Flow = "flow",
        /// A level such as a rate: only the gap counts, never a part of the bar.
        Level = "level",
        /// A stock that grows from its base.
        Stock = "stock",
        /// Comes in agreed batches.
        Batch = "batch",
        /// Steps of a project.
        Milestone = "milestone",
    }
}

/// Points at a quantified mention by what it says, never by where it stands: so it survives another edition of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentionRule {
    /// Number of the task, or `goalN`.
    pub task: String,
    /// Words of the subject, parted by spaces; all must occur.
    pub words: String,
    /// The printed figure.
    pub value: Decimal,
}

/// The value growth is counted from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// The year it belongs to.
    pub year: i16,
    /// The value.
    pub value: Decimal,
    /// 计量单位.
    pub unit: String,
    /// Who published it.
    pub source: String,
}

/// A question somebody has to answer by a day; it blocks light and score of its indicator, never the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenDecision {
    /// What is open.
    pub kind: DecisionKind,
    /// The question in words.
    pub question: String,
    /// Code of the organisation that answers; the office where it is absent.
    pub asked: Option<String>,
    /// By when.
    pub due: Day,
}

/// All that is decided about one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndicatorDecision {
    /// Its code, the same every year.
    pub code: String,
    /// Its printed name.
    pub name: String,
    /// How progress is told.
    pub progress: Progress,
    /// What the result must do, where it differs from the governing mention's comparator.
    pub requires: Option<Requires>,
    /// Code of the organisation that owns it; the first lead of its task where absent.
    pub owner: Option<String>,
    /// The base year's value.
    pub base: Option<Base>,
    /// How far 左右 reaches, in the target's own unit (points for a share).
    pub tolerance: Option<Decimal>,
    /// The reading of an ambiguous percentage.
    pub reading: Option<PercentReading>,
    /// Its mentions; the first governs where wordings differ.
    pub mentions: Vec<MentionRule>,
    /// What is still open about it.
    pub open: Vec<OpenDecision>,
}

impl IndicatorDecision {
    /// Is something of a kind still open?
    pub fn is_open(&self, kind: DecisionKind) -> bool {
        self.open.iter().any(|one| one.kind == kind)
    }
}

/// A target the notice implies without printing its figure (每周通报 is 52 bulletins).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImpliedTarget {
    /// Its code.
    pub code: String,
    /// Its printed name.
    pub name: String,
    /// Number of the task that implies it.
    pub task: String,
    /// The figure.
    pub value: Decimal,
    /// 计量单位.
    pub unit: String,
    /// What the result must do.
    pub requires: Requires,
    /// How often one falls due.
    pub period: Period,
    /// Code of the organisation that owns it; the first lead of its task where absent.
    pub owner: Option<String>,
}

/// All of `decisions.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Code of the organisation that holds targets nobody owns yet.
    pub provisional_owner: String,
    /// What is decided per indicator.
    pub indicators: Vec<IndicatorDecision>,
    /// Targets the notice implies.
    pub implied: Vec<ImpliedTarget>,
}

/// Reads `decisions.toml`.
pub(crate) fn read_decisions(root: &Row, out: &mut Findings) -> Decisions {
    root.only(&["provisional_owner", "indicator", "implied"], out);
    Decisions {
        provisional_owner: root.text("provisional_owner", out),
        indicators: root.rows("indicator", out).iter().map(|row| read_indicator(row, out)).collect(),
        implied: root.rows("implied", out).iter().map(|row| read_implied(row, out)).collect(),
    }
}

fn read_indicator(row: &Row, out: &mut Findings) -> IndicatorDecision {
    row.only(
        &["code", "name", "progress", "requires", "owner", "base", "tolerance", "reading", "mentions", "open"],
        out,
    );
    IndicatorDecision {
        code: row.text("code", out),
        name: row.text("name", out),
        progress: row.choice("progress", Progress::CHOICES, out).unwrap_or(Progress::Flow),
        requires: row.choice_if("requires", &choices(Requires::ALL, Requires::code), out),
        owner: row.text_if("owner", out),
        base: row.row_if("base", out).map(|row| read_base(&row, out)),
        tolerance: row.decimal_if("tolerance", out),
        reading: row.choice_if("reading", &choices(PercentReading::ALL, PercentReading::code), out),
        mentions: row.rows("mentions", out).iter().map(|row| read_mention(row, out)).collect(),
        open: row.rows("open", out).iter().filter_map(|row| read_open(row, out)).collect(),
    }
}

fn read_base(row: &Row, out: &mut Findings) -> Base {
    row.only(&["year", "value", "unit", "source"], out);
    Base {
        year: row.year("year", out),
        value: row.decimal("value", out),
        unit: row.text("unit", out),
        source: row.text("source", out),
    }
}

fn read_mention(row: &Row, out: &mut Findings) -> MentionRule {
    row.only(&["task", "words", "value"], out);
    MentionRule { task: row.text("task", out), words: row.text("words", out), value: row.decimal("value", out) }
}

fn read_open(row: &Row, out: &mut Findings) -> Option<OpenDecision> {
    row.only(&["kind", "question", "asked", "due"], out);
    let kind = row.choice("kind", &choices(DecisionKind::ALL, DecisionKind::code), out);
    let question = row.text("question", out);
    let asked = row.text_if("asked", out);
    let due = row.day("due", out);
    Some(OpenDecision { kind: kind?, question, asked, due: due? })
}

fn read_implied(row: &Row, out: &mut Findings) -> ImpliedTarget {
    row.only(&["code", "name", "task", "value", "unit", "requires", "period", "owner"], out);
    ImpliedTarget {
        code: row.text("code", out),
        name: row.text("name", out),
        task: row.text("task", out),
        value: row.decimal("value", out),
        unit: row.text("unit", out),
        requires: row.choice("requires", &choices(Requires::ALL, Requires::code), out).unwrap_or(Requires::AtLeast),
        period: row.choice("period", Period::CHOICES, out).unwrap_or(Period::Year),
        owner: row.text_if("owner", out),
    }
}

/// Word and value of a closed list of `rules`, for reading a file.
fn choices<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> Vec<(&'static str, T)> {
    all.iter().map(|one| (code(*one), *one)).collect()
}
