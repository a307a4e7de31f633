//! The keys of the demonstration's files, for their reader and for the schema.

use crate::ledger::keys::{Key, Shape};
use crate::ledger::schema::table;
use serde_json::{Value, json};

/// The JSON Schema (draft 2020-12) of a file in `demo/ledgers/`.
pub fn demo_schema() -> Value {
    let mut schema = table(LEDGER);
    if let Some(object) = schema.as_object_mut() {
        object.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        object.insert("title".to_owned(), json!("Luoshi demonstration of a ledger"));
    }
    schema
}

/// `demo/city.toml`.
pub(super) const CITY: &[Key] = &[
    Key("seed", Shape::Whole, true),
    Key("until", Shape::Text, true),
    Key("seasons", Shape::Table(SEASONS), true),
    Key("unit", Shape::Tables(UNIT), true),
    Key("pool", Shape::Tables(POOL), true),
    Key("surnames", Shape::Texts, true),
    Key("given_names", Shape::Texts, true),
    Key("actor", Shape::Tables(ACTOR), true),
    Key("paper_name", Shape::Text, true),
    Key("paper", Shape::Texts, true),
];

/// `[seasons]`.
pub(super) const SEASONS: &[Key] = &[
    Key("jan", Shape::Whole, true),
    Key("feb", Shape::Whole, true),
    Key("mar", Shape::Whole, true),
    Key("apr", Shape::Whole, true),
    Key("may", Shape::Whole, true),
    Key("jun", Shape::Whole, true),
    Key("jul", Shape::Whole, true),
    Key("aug", Shape::Whole, true),
    Key("sep", Shape::Whole, true),
    Key("oct", Shape::Whole, true),
    Key("nov", Shape::Whole, true),
    Key("dec", Shape::Whole, true),
];

/// `[[unit]]`.
pub(super) const UNIT: &[Key] =
    &[Key("unit", Shape::Text, true), Key("district", Shape::Text, true), Key("weight", Shape::Whole, true)];

/// `[[pool]]`.
pub(super) const POOL: &[Key] = &[
    Key("code", Shape::Text, true),
    Key("size", Shape::Whole, true),
    Key("name", Shape::Text, true),
    Key("register", Shape::Text, true),
    Key("letters", Shape::Text, true),
    Key("founded_from", Shape::Text, true),
    Key("founded_until", Shape::Text, true),
];

/// `[[actor]]`.
pub(super) const ACTOR: &[Key] = &[Key("role", Shape::Text, true), Key("name", Shape::Text, true)];

/// `demo/ledgers/<code>.toml`.
pub(super) const LEDGER: &[Key] = &[
    Key("keeper", Shape::Text, true),
    Key("begun", Shape::Text, true),
    Key("evidence", Shape::Texts, false),
    Key("way", Shape::Tables(WAY), true),
    Key("lines", Shape::Tables(LINES), false),
    Key("milestone", Shape::Tables(MILESTONE), false),
    Key("case", Shape::Tables(CASE), true),
    Key("planted", Shape::Tables(PLANTED), false),
];

/// `[[way]]`: how one cell comes about, or a note that later ways read.
pub(super) const WAY: &[Key] = &[
    Key("cell", Shape::Text, false),
    Key("note", Shape::Text, false),
    Key("value", Shape::Text, false),
    Key("values", Shape::Texts, false),
    Key("pick", Shape::Texts, false),
    Key("weights", Shape::Wholes, false),
    Key("range", Shape::Texts, false),
    Key("step", Shape::Decimal, false),
    Key("low", Shape::Whole, false),
    Key("seasonal", Shape::Truth, false),
    Key("text", Shape::Text, false),
    Key("check", Shape::Word(|| vec!["patent"]), false),
    Key("formula", Shape::Text, false),
    Key("enterprise", Shape::Text, false),
    Key("each", Shape::Truth, false),
    Key("offset", Shape::Whole, false),
    Key("person", Shape::Texts, false),
    Key("chance", Shape::Whole, false),
    Key("when", Shape::Text, false),
];

/// `[[lines]]`.
pub(super) const LINES: &[Key] =
    &[Key("table", Shape::Text, true), Key("count", Shape::Texts, true), Key("way", Shape::Tables(WAY), true)];

/// `[[milestone]]`.
pub(super) const MILESTONE: &[Key] = &[
    Key("name", Shape::Text, true),
    Key("weight", Shape::Whole, true),
    Key("planned", Shape::Text, true),
    Key("late", Shape::Texts, false),
];

/// `[[case]]`: entries that led the same life.
pub(super) const CASE: &[Key] = &[
    Key("code", Shape::Text, true),
    Key("full", Shape::Whole, true),
    Key("small", Shape::Whole, true),
    Key("state", Shape::Text, true),
    Key("path", Shape::Tables(STEP), false),
    Key("keeper", Shape::Text, false),
    Key("begun", Shape::Text, false),
    Key("evidence", Shape::Texts, false),
    Key("without", Shape::Texts, false),
    Key("way", Shape::Tables(WAY), false),
    Key("lines", Shape::Tables(LINES), false),
];

/// One of `path`.
pub(super) const STEP: &[Key] = &[
    Key("move", Shape::Text, true),
    Key("to", Shape::Text, false),
    Key("on", Shape::Text, false),
    Key("within", Shape::Whole, false),
    Key("reason", Shape::Text, false),
];

/// `[[planted]]`: a fault that was put there to be found.
pub(super) const PLANTED: &[Key] = &[
    Key("code", Shape::Text, true),
    Key("name", Shape::Text, true),
    Key("name_en", Shape::Text, true),
    Key("of", Shape::Text, true),
    Key("full", Shape::Whole, true),
    Key("small", Shape::Whole, true),
    Key("found_by", Shape::Text, true),
    Key("way", Shape::Tables(WAY), true),
];
