//! Why a card came out as it did: a tree of lines that the enterprise can read, in both languages.

use crate::field::amount::grouped;
use crate::word::words;
use base::{Decimal, Language, Sentence};
use std::collections::BTreeMap;

words! {
    /// How a card came out.
    Outcome {
        /// All conditions hold, and the points or a direct ground reach.
        Passed = "passed",
        /// A condition fails, a veto speaks, or the points do not reach.
        Failed = "failed",
        /// Something that decides is not filled in or not yet given.
        Incomplete = "incomplete",
    }
}

/// A name in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// In Chinese.
    pub name: String,
    /// In English.
    pub name_en: String,
}

impl Label {
    /// A name in both languages.
    pub fn new(name: &str, name_en: &str) -> Self {
        Self { name: name.to_owned(), name_en: name_en.to_owned() }
    }

    /// The name in the reader's language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.name,
            Language::English => &self.name_en,
        }
    }

    /// Several names as one.
    pub(super) fn joined(labels: &[Label]) -> Self {
        let join = |language| labels.iter().map(|label| label.in_language(language)).collect::<Vec<_>>().join(" + ");
        Self { name: join(Language::Chinese), name_en: join(Language::English) }
    }

    /// What a reason says, as a name to be put into another.
    pub(super) fn said(reason: &Reason) -> Self {
        Self { name: reason.render(Language::Chinese), name_en: reason.render(Language::English) }
    }
}

/// A sentence some of whose arguments are names that differ by language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The sentence with its other arguments.
    pub sentence: Sentence,
    /// The names.
    pub labels: BTreeMap<String, Label>,
}

impl Reason {
    /// A reason by its code.
    pub(super) fn new(code: &str) -> Self {
        Self::from(Sentence::new(code))
    }

    /// The same with a value.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.sentence = self.sentence.with(name, value);
        self
    }

    /// The same with a figure, printed to four places at most and never rounded up: 9.99999 must not read as 10.
    #[must_use]
    pub(super) fn figure(self, name: &str, figure: Decimal) -> Self {
        self.with(name, grouped(figure.trunc_with_scale(4)))
    }

    /// The same with a name.
    #[must_use]
    pub(super) fn name(mut self, name: &str, label: &Label) -> Self {
        self.labels.insert(name.to_owned(), label.clone());
        self
    }

    /// The words in the reader's language.
    pub fn render(&self, language: Language) -> String {
        let named = self
            .labels
            .iter()
            .fold(self.sentence.clone(), |sentence, (name, label)| sentence.with(name, label.in_language(language)));
        named.render(language)
    }
}

impl From<Sentence> for Reason {
    fn from(sentence: Sentence) -> Self {
        Self { sentence, labels: BTreeMap::new() }
    }
}

/// One condition, part or alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its code.
    pub code: String,
    /// Its name.
    pub label: Label,
    /// Whether a condition holds; absent for parts, and where it cannot be told yet.
    pub holds: Option<bool>,
    /// The points of a part; absent for conditions, and while they cannot be told.
    pub points: Option<Decimal>,
    /// The most points of a part.
    pub max: Option<Decimal>,
    /// Does it count? Only alternatives that were not chosen do not.
    pub counts: bool,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What it is made of.
    pub lines: Vec<Line>,
}

impl Line {
    pub(super) fn new(code: &str, label: Label) -> Self {
        Self {
            code: code.to_owned(),
            label,
            holds: None,
            points: None,
            max: None,
            counts: true,
            reasons: Vec::new(),
            lines: Vec::new(),
        }
    }

    fn print(&self, language: Language, depth: u32, out: &mut Vec<Explained>) {
        let (kind, head) = match (self.max, self.points, self.holds) {
            (Some(max), Some(points), _) => {
                let reason = Reason::new("rules.scorecard.line_points").figure("points", points).figure("max", max);
                (ExplainedKind::Points, reason)
            }
            (Some(max), None, _) => (ExplainedKind::Open, Reason::new("rules.scorecard.line_open").figure("max", max)),
            (None, _, Some(true)) => (ExplainedKind::Holds, Reason::new("rules.scorecard.line_holds")),
            (None, _, Some(false)) => (ExplainedKind::Fails, Reason::new("rules.scorecard.line_fails")),
            (None, _, None) => (ExplainedKind::Open, Reason::new("rules.scorecard.line_unknown")),
        };
        out.push(Explained { depth, kind, text: head.name("name", &self.label).render(language) });
        out.extend(self.reasons.iter().map(|reason| Explained::said(depth + 1, reason.render(language))));
        self.lines.iter().for_each(|line| line.print(language, depth + 1, out));
    }
}

words! {
    /// What a line of an explanation is.
    ExplainedKind {
        /// A sentence that gives the reason of the line above.
        Said = "said",
        /// A condition or ground that holds.
        Holds = "holds",
        /// A condition or ground that fails.
        Fails = "fails",
        /// A condition, ground or part that cannot be told yet.
        Open = "open",
        /// A part with its points.
        Points = "points",
    }
}

/// A line of an explanation in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// How many steps it stands below another.
    pub depth: u32,
    /// What it is.
    pub kind: ExplainedKind,
    /// Its words; they say what the kind says.
    pub text: String,
}

impl Explained {
    fn said(depth: u32, text: String) -> Self {
        Self { depth, kind: ExplainedKind::Said, text }
    }
}

/// A card on one set of inputs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// Code of the card.
    pub card: String,
    /// Its version.
    pub version: String,
    /// Number of its document.
    pub document: String,
    /// How it came out.
    pub outcome: Outcome,
    /// All points; absent where the card has none, or while they cannot be told.
    pub total: Option<Decimal>,
    /// The conditions.
    pub conditions: Vec<Line>,
    /// The grounds for direct confirmation.
    pub directs: Vec<Line>,
    /// The parts.
    pub parts: Vec<Line>,
    /// What decided.
    pub reasons: Vec<Reason>,
}

impl Scored {
    /// The whole explanation, a line each: first what decided, then conditions, direct grounds and parts.
    pub fn explain(&self, language: Language) -> Vec<Explained> {
        let mut out: Vec<Explained> =
            self.reasons.iter().map(|reason| Explained::said(0, reason.render(language))).collect();
        for line in self.conditions.iter().chain(&self.directs).chain(&self.parts) {
            line.print(language, 0, &mut out);
        }
        out
    }

    /// A condition, direct ground, part or alternative by its code.
    pub fn line(&self, code: &str) -> Option<&Line> {
        fn find<'l>(lines: &'l [Line], code: &str) -> Option<&'l Line> {
            lines.iter().find_map(|line| if line.code == code { Some(line) } else { find(&line.lines, code) })
        }
        [&self.conditions, &self.directs, &self.parts].into_iter().find_map(|lines| find(lines, code))
    }
}
