//! What a reader found in a notice.

use base::{Decimal, Diagnostic, Span};
use serde::{Deserialize, Serialize};

/// The printed comparator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Op {
    /// 突破、超过: strictly more.
    #[serde(rename = ">")]
    Above,
    /// 以上、不低于、达到、扩容至: at least.
    #[serde(rename = ">=")]
    AtLeast,
    /// 以内、不超过: at most.
    #[serde(rename = "<=")]
    AtMost,
    /// 低于、不到: strictly less.
    #[serde(rename = "<")]
    Below,
    /// 左右、约: about.
    #[serde(rename = "~")]
    About,
    /// 3—5: from `value` to `value_max`.
    #[serde(rename = "range")]
    Range,
    /// A bare number.
    #[serde(rename = "=")]
    Bare,
}

/// What a target's figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A number reached or made.
    Absolute,
    /// 新增、新建、新组建: so many more.
    Increment,
    /// A rate of growth.
    Growth,
    /// A share of something (占比).
    Share,
    /// A rate (率).
    Rate,
    /// A proportion such as 1∶1.5.
    Ratio,
    /// How much is covered (覆盖).
    Coverage,
    /// A figure that describes the thing counted.
    Attribute,
    /// A grant or another term of policy.
    Parameter,
}

/// A numbered task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// Stable: survives a better reader.
    pub key: String,
    /// As printed, without marks: `1`; parts of a task with several lead bodies share it.
    pub number: String,
    /// Piece of a task with several lead bodies, from 1; 0 where the task is whole.
    #[serde(default)]
    pub part: u32,
    /// Its title.
    pub title: String,
    /// Lead bodies as printed, in order.
    pub lead: Vec<String>,
    /// Responsible bodies as printed, in order.
    pub responsible: Vec<String>,
    /// The task's own deadline as printed, or "".
    pub deadline: String,
    /// Repaired text, title and bracket included.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// Headings above it, outermost first.
    #[serde(default)]
    pub section: Vec<String>,
    /// 0 to 100.
    pub confidence: u8,
    /// Why not 100: message codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
}

/// A goal or a safeguard: numbered text without duties of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clause {
    /// Stable key.
    pub key: String,
    /// `goal1`, `safeguard1`.
    pub number: String,
    /// Its title or leading sentence.
    pub title: String,
    /// Repaired text.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A quantified mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Indicator {
    /// Stable: survives a better reader.
    pub key: String,
    /// The words it was read from, repaired.
    pub text: String,
    /// What is counted or measured.
    pub subject: String,
    /// The printed comparator.
    pub op: Op,
    /// The figure (lower end of a range).
    #[serde(with = "rust_decimal_number")]
    pub value: Decimal,
    /// Upper end of a range.
    #[serde(default, with = "rust_decimal_option_number")]
    pub value_max: Option<Decimal>,
    /// 计量单位 as printed.
    pub unit: String,
    /// What the figure measures.
    pub kind: Kind,
    /// 力争、争取、争创.
    pub aspiration: bool,
    /// Number of the task, or `goalN`; "" outside both.
    pub task: String,
    /// A date tied to the figure, as printed, or "".
    #[serde(default)]
    pub time: String,
    /// Where the words stand; contains the figure as printed.
    pub span: Span,
    /// Where the figure itself stands.
    pub value_span: Span,
    /// 0 to 100.
    pub confidence: u8,
    /// Why not 100: message codes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<String>,
}

/// A defined set of organisations (各区人民政府〈含开发区、长江新区管委会，下同〉).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its printed name.
    pub name: String,
    /// What the notice says it includes, or "".
    pub note: String,
    /// 下同 was printed: holds from here on.
    pub from_here_on: bool,
    /// Where it is defined.
    pub span: Span,
}

/// A heading of the outline.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）.
    pub level: u8,
    /// As printed: `一`, `1`.
    pub number: String,
    /// Its words.
    pub title: String,
    /// Where it stands.
    pub span: Span,
}

/// A repair of what extraction broke.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Repair {
    /// Message code: `notice.repair.page_mark`, `.line_break`, `.doubled`, `.markup`, `.width`.
    pub code: String,
    /// What was left out or changed.
    pub span: Span,
}

/// All that was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// Title of the notice.
    pub title: String,
    /// Title of the plan attached.
    pub attachment_title: String,
    /// With 六角括号.
    pub doc_number: String,
    /// Who issued it.
    pub issuer: String,
    /// `2023-01-28`, or "".
    pub date: String,
    /// 印发 date, or "".
    #[serde(default)]
    pub printed_date: String,
    /// 主送.
    pub addressees: Vec<String>,
    /// 抄送.
    pub copies_to: Vec<String>,
    /// Headings in order.
    #[serde(default)]
    pub outline: Vec<Heading>,
    /// Goals in order.
    #[serde(default)]
    pub goals: Vec<Clause>,
    /// Tasks in order.
    pub tasks: Vec<Task>,
    /// Safeguards in order.
    #[serde(default)]
    pub safeguards: Vec<Clause>,
    /// Quantified mentions in order.
    pub indicators: Vec<Indicator>,
    /// Defined groups.
    #[serde(default)]
    pub groups: Vec<Group>,
    /// Repairs made, in order.
    #[serde(default)]
    pub repairs: Vec<Repair>,
    /// What is to be said about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Decimals as JSON numbers: the scoring tool and people expect `1450`, not `"1450"`.
mod rust_decimal_number {
    use base::Decimal;
    use serde::{Deserialize, Deserializer, Serializer, ser::Error};

    pub fn serialize<S: Serializer>(value: &Decimal, out: S) -> Result<S::Ok, S::Error> {
        match i64::try_from(*value) {
            Ok(whole) if Decimal::from(whole) == *value => out.serialize_i64(whole),
            _ => out.serialize_f64(value.to_string().parse().map_err(S::Error::custom)?),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Decimal, D::Error> {
        let number = f64::deserialize(input)?;
        number.to_string().parse().map_err(serde::de::Error::custom)
    }
}

mod rust_decimal_option_number {
    use base::Decimal;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(value: &Option<Decimal>, out: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => super::rust_decimal_number::serialize(value, out),
            None => out.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Decimal>, D::Error> {
        Ok(match Option::<f64>::deserialize(input)? {
            Some(number) => Some(number.to_string().parse().map_err(serde::de::Error::custom)?),
            None => None,
        })
    }
}
