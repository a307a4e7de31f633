//! The keys of a ledger's file, each with the shape of its value: one table for the reader, which refuses all others, and
//! for the schema that editors read.

use super::kind_words;
use crate::words::codes;
use rules::field::evidence::FileKind;
use rules::field::money::MoneyUnit;
use rules::ledger::{Audience, MoveKind, Stage, Standing};

/// What a key holds.
pub(crate) enum Shape {
    /// A text.
    Text,
    /// Yes or no.
    Truth,
    /// A whole number.
    Whole,
    /// Whole numbers.
    Wholes,
    /// A number.
    Decimal,
    /// Texts.
    Texts,
    /// One of some words.
    Word(fn() -> Vec<&'static str>),
    /// Several of some words.
    Words(fn() -> Vec<&'static str>),
    /// A table.
    Table(&'static [Key]),
    /// Tables.
    Tables(&'static [Key]),
    /// Names of the writer's choice, each with a text.
    Pairs,
}

/// A key, its shape, and whether it must stand.
pub(crate) struct Key(pub &'static str, pub Shape, pub bool);

/// The names of some keys.
pub(crate) fn names(keys: &[Key]) -> Vec<&'static str> {
    keys.iter().map(|key| key.0).collect()
}

/// The whole file.
pub(crate) const LEDGER: &[Key] = &[
    Key("code", Shape::Text, true),
    Key("name", Shape::Text, true),
    Key("name_en", Shape::Text, true),
    Key("about", Shape::Text, true),
    Key("about_en", Shape::Text, true),
    Key("tasks", Shape::Texts, false),
    Key("owner", Shape::Text, true),
    Key("readers", Shape::Texts, false),
    Key("keepers", Shape::Texts, true),
    Key("natural_key", Shape::Texts, true),
    Key("title", Shape::Text, true),
    Key("subject", Shape::Text, false),
    Key("unit", Shape::Text, false),
    Key("event_day", Shape::Text, false),
    Key("milestones", Shape::Truth, false),
    Key("section", Shape::Tables(SECTION), true),
    Key("field", Shape::Tables(FIELD), true),
    Key("lines", Shape::Tables(LINES), false),
    Key("life_cycle", Shape::Table(LIFE_CYCLE), true),
    Key("duplicate", Shape::Tables(DUPLICATE), false),
    Key("scorecard", Shape::Tables(SCORECARD), false),
];

/// `[[section]]`.
pub(crate) const SECTION: &[Key] =
    &[Key("code", Shape::Text, true), Key("name", Shape::Text, true), Key("name_en", Shape::Text, true)];

/// `[[field]]` and `[[lines.field]]`, the parameters of all kinds among them; which belong to which says `kind.rs`.
pub(crate) const FIELD: &[Key] = &[
    Key("code", Shape::Text, true),
    Key("section", Shape::Text, false),
    Key("kind", Shape::Word(kind_words), true),
    Key("name", Shape::Text, true),
    Key("name_en", Shape::Text, true),
    Key("help", Shape::Text, false),
    Key("help_en", Shape::Text, false),
    Key("required", Shape::Truth, false),
    Key("when", Shape::Text, false),
    Key("listed", Shape::Truth, false),
    Key("sortable", Shape::Truth, false),
    Key("filterable", Shape::Truth, false),
    Key("searched", Shape::Truth, false),
    Key("prefilled", Shape::Truth, false),
    Key("audience", Shape::Words(|| codes(Audience::ALL, Audience::code)), false),
    Key("max", Shape::Decimal, false),
    Key("min", Shape::Decimal, false),
    Key("pattern", Shape::Text, false),
    Key("unit", Shape::Text, false),
    Key("unit_en", Shape::Text, false),
    Key("scale", Shape::Whole, false),
    Key("shown", Shape::Word(|| codes(MoneyUnit::ALL, MoneyUnit::code)), false),
    Key("choices", Shape::Tables(SECTION), false),
    Key("list", Shape::Text, false),
    Key("several", Shape::Truth, false),
    Key("ledger", Shape::Text, false),
    Key("files", Shape::Words(|| codes(FileKind::ALL, FileKind::code)), false),
    Key("max_files", Shape::Whole, false),
    Key("formula", Shape::Text, false),
    Key("result", Shape::Word(kind_words), false),
];

/// Keys of a field that do not depend on its kind: all before the parameters.
pub(crate) const COMMON: usize = 15;

/// `[[lines]]`.
pub(crate) const LINES: &[Key] = &[
    Key("code", Shape::Text, true),
    Key("name", Shape::Text, true),
    Key("name_en", Shape::Text, true),
    Key("section", Shape::Text, true),
    Key("min", Shape::Whole, false),
    Key("max", Shape::Whole, true),
    Key("field", Shape::Tables(FIELD), true),
];

/// `[life_cycle]`.
pub(crate) const LIFE_CYCLE: &[Key] = &[
    Key("version", Shape::Whole, true),
    Key("initial", Shape::Text, true),
    Key("state", Shape::Tables(STATE), true),
    Key("move", Shape::Tables(MOVE), true),
];

/// `[[life_cycle.state]]`.
pub(crate) const STATE: &[Key] = &[
    Key("code", Shape::Text, true),
    Key("name", Shape::Text, true),
    Key("name_en", Shape::Text, true),
    Key("stage", Shape::Word(|| codes(Stage::ALL, Stage::code)), true),
    Key("standing", Shape::Word(|| codes(Standing::ALL, Standing::code)), false),
    Key("editors", Shape::Texts, false),
    Key("clock", Shape::Table(CLOCK), false),
];

/// `clock` of a state.
pub(crate) const CLOCK: &[Key] =
    &[Key("days", Shape::Whole, true), Key("working", Shape::Truth, false), Key("extension", Shape::Whole, false)];

/// `[[life_cycle.move]]`.
pub(crate) const MOVE: &[Key] = &[
    Key("code", Shape::Text, true),
    Key("name", Shape::Text, true),
    Key("name_en", Shape::Text, true),
    Key("kind", Shape::Word(|| codes(MoveKind::ALL, MoveKind::code)), true),
    Key("from", Shape::Texts, true),
    Key("to", Shape::Texts, false),
    Key("who", Shape::Texts, false),
    Key("guard", Shape::Text, false),
    Key("guard_says", Shape::Text, false),
    Key("guard_says_en", Shape::Text, false),
    Key("evidence", Shape::Texts, false),
    Key("reason", Shape::Truth, false),
    Key("after", Shape::Text, false),
    Key("signers", Shape::Text, false),
];

/// `[[duplicate]]`.
pub(crate) const DUPLICATE: &[Key] = &[
    Key("code", Shape::Text, true),
    Key("name", Shape::Text, true),
    Key("name_en", Shape::Text, true),
    Key("cells", Shape::Texts, true),
];

/// `[[scorecard]]`.
pub(crate) const SCORECARD: &[Key] = &[Key("scorecard", Shape::Text, true), Key("inputs", Shape::Pairs, true)];
