//! A scorecard as it is written in a pack (`scorecards/*.toml`). Plain data: [`super::Scorecard::check`] says whether it
//! hangs together. Numbers are decimals; shares and growth are in per cent; money is in 元.

use super::explanation::Label;
use base::{Day, Decimal};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use std::fmt;

/// A scorecard: one version of one official rule.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Its code, the same for all versions.
    pub code: String,
    /// Its name in Chinese.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Which version, such as `2017`.
    pub version: String,
    /// Number of the document that it follows, such as 国科发政〔2017〕115号.
    pub document: String,
    /// First day on which it holds.
    #[serde(deserialize_with = "read_day")]
    pub valid_from: Day,
    /// Last day on which it holds; absent while it is in force.
    #[serde(default, deserialize_with = "read_optional_day")]
    pub valid_until: Option<Day>,
    /// What the points must reach; absent where the card has conditions only.
    pub pass: Option<Threshold>,
    /// What it reads.
    #[serde(default, rename = "input")]
    pub inputs: Vec<Input>,
    /// What must hold in any case.
    #[serde(default, rename = "condition")]
    pub conditions: Vec<Condition>,
    /// What gives points.
    #[serde(default, rename = "part")]
    pub parts: Vec<Part>,
    /// What fails it whatever the total.
    #[serde(default, rename = "veto")]
    pub vetoes: Vec<Veto>,
    /// What replaces the points (直接确认).
    #[serde(default, rename = "direct")]
    pub directs: Vec<Condition>,
}

/// What the total must reach: exactly one of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// So many points or more.
    pub at_least: Option<Decimal>,
    /// More than so many points: the number itself fails.
    pub above: Option<Decimal>,
}

/// What kind of value an input is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    /// A number in its unit.
    #[default]
    Number,
    /// Yes or no.
    Truth,
    /// A day.
    Day,
}

/// Something the card reads: a figure of the enterprise, or the points an expert gives.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Its code: small letters, digits and `_`.
    pub code: String,
    /// Its name in Chinese, with its unit where it has one.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Its kind.
    #[serde(default)]
    pub kind: InputKind,
    /// May it be left out? Conditions then ask with `has()`, and years that are left out do not count.
    #[serde(default)]
    pub optional: bool,
}

/// Something that holds or not, as an expression over the inputs (`entry.staff <= 500`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Its code.
    pub code: String,
    /// What it asks, in Chinese.
    pub name: String,
    /// What it asks, in English.
    pub name_en: String,
    /// The expression.
    pub holds: String,
    /// A figure that is shown beside it, so that one sees how far it is off.
    pub shows: Option<Measure>,
}

/// A part that fails the whole card where it has no more than so many points.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Veto {
    /// Code of the part.
    pub part: String,
    /// At these points or fewer.
    pub at_most: Decimal,
}

/// What gives points. At most one of `bands` (with `measure`), `grades`, `best_of` and `parts` says how; where none does,
/// an expert gives any whole number up to the most.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Its code.
    pub code: String,
    /// Its name in Chinese.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Most points it can give; a sum beyond is capped.
    pub max: Decimal,
    /// What the bands measure.
    pub measure: Option<Measure>,
    /// What is done where the measure divides by 0.
    #[serde(default)]
    pub zero: ZeroRule,
    /// Points by the measure.
    #[serde(default)]
    pub bands: Vec<Band>,
    /// Points by an expert's grade.
    #[serde(default)]
    pub grades: Vec<Grade>,
    /// Alternatives, of which the best counts.
    #[serde(default)]
    pub best_of: Vec<Part>,
    /// Parts that are added.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// The input that holds the points an expert gives, a whole number within the band or grade.
    pub expert: Option<String>,
}

/// What a band measures.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// One input as it is.
    Value(String),
    /// Sum of inputs as per cent of a sum of inputs. Years that are left out count on neither side.
    Percent(Share),
    /// Mean of inputs, one a year; years that are left out do not count.
    Average(Vec<String>),
    /// Growth over three years, oldest first, in per cent: (½ × (y2/y1 + y3/y2) − 1) × 100 (国科发火〔2016〕195号).
    Growth(Vec<String>),
}

/// The two sides of a share.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// What is divided.
    pub of: Vec<String>,
    /// What it is divided by.
    pub by: Vec<String>,
}

/// What a divisor of 0 means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ZeroRule {
    /// This alternative cannot be used; another may.
    #[default]
    Unusable,
    /// It gives no points.
    NoPoints,
}

/// A stretch of the measure. At most one lower and one upper end; a stretch without an end is open to that side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// From this figure on, itself included.
    pub at_least: Option<Decimal>,
    /// From this figure on, itself left out.
    pub above: Option<Decimal>,
    /// Up to this figure, itself left out.
    pub below: Option<Decimal>,
    /// Up to this figure, itself included.
    pub at_most: Option<Decimal>,
    /// The points it gives.
    pub points: Option<Decimal>,
    /// The points between which an expert chooses, both included.
    pub between: Option<[Decimal; 2]>,
}

/// A grade of an expert.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// Its letter.
    pub letter: String,
    /// Its points, both ends included.
    pub between: [Decimal; 2],
}

/// How a part gives its points.
pub(super) enum Body<'p> {
    Bands(&'p Measure, &'p [Band]),
    Grades(&'p [Grade]),
    BestOf(&'p [Part]),
    Sum(&'p [Part]),
    /// Whatever an expert gives, up to the most of the part.
    Expert,
}

impl Part {
    /// Absent where it says none or several.
    pub(super) fn body(&self) -> Option<Body<'_>> {
        let given = (
            self.measure.as_ref(),
            !self.bands.is_empty(),
            !self.grades.is_empty(),
            !self.best_of.is_empty(),
            !self.parts.is_empty(),
        );
        match given {
            (Some(measure), true, false, false, false) => Some(Body::Bands(measure, &self.bands)),
            (None, false, true, false, false) => Some(Body::Grades(&self.grades)),
            (None, false, false, true, false) => Some(Body::BestOf(&self.best_of)),
            (None, false, false, false, true) => Some(Body::Sum(&self.parts)),
            (None, false, false, false, false) if self.expert.is_some() => Some(Body::Expert),
            _ => None,
        }
    }

    /// Its name in both languages.
    pub fn label(&self) -> Label {
        Label::new(&self.name, &self.name_en)
    }
}

impl Input {
    /// Its name in both languages.
    pub fn label(&self) -> Label {
        Label::new(&self.name, &self.name_en)
    }
}

impl Condition {
    /// What it asks, in both languages.
    pub fn label(&self) -> Label {
        Label::new(&self.name, &self.name_en)
    }
}

impl Measure {
    /// The inputs it reads.
    pub fn inputs(&self) -> Vec<&str> {
        let names: Vec<&String> = match self {
            Measure::Value(one) => vec![one],
            Measure::Percent(share) => share.of.iter().chain(&share.by).collect(),
            Measure::Average(many) | Measure::Growth(many) => many.iter().collect(),
        };
        names.into_iter().map(String::as_str).collect()
    }
}

impl Band {
    /// The points it gives: one number, or what an expert chooses from.
    pub(super) fn span(&self) -> Option<(Decimal, Decimal)> {
        match (self.points, self.between) {
            (Some(points), None) => Some((points, points)),
            (None, Some([low, high])) => Some((low, high)),
            _ => None,
        }
    }

    /// Does the figure lie in it?
    pub(super) fn holds(&self, figure: Decimal) -> bool {
        self.at_least.is_none_or(|end| figure >= end)
            && self.above.is_none_or(|end| figure > end)
            && self.below.is_none_or(|end| figure < end)
            && self.at_most.is_none_or(|end| figure <= end)
    }
}

fn read_day<'de, D: Deserializer<'de>>(input: D) -> Result<Day, D::Error> {
    input.deserialize_any(WrittenDay)
}

fn read_optional_day<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Day>, D::Error> {
    read_day(input).map(Some)
}

/// A day as text, or bare as TOML writes it (which is handed on as a map of one text).
struct WrittenDay;

impl<'de> Visitor<'de> for WrittenDay {
    type Value = Day;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a day such as 2023-01-28")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Day, E> {
        text.parse().map_err(|()| E::custom("a day is written 2023-01-28"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Day, A::Error> {
        match map.next_entry::<String, String>()? {
            Some((_, text)) => self.visit_str(&text),
            None => Err(A::Error::custom("a day is written 2023-01-28")),
        }
    }
}
