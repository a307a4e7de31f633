//! The kind of a field with its parameters. A parameter of another kind is refused: it would have no effect.

use super::keys::{COMMON, FIELD, SECTION, names};
use super::words;
use super::words_if;
use crate::findings::Findings;
use crate::sheet::Row;
use crate::words::choices;
use base::Sentence;
use rules::field::choice::{Alternative, Choice};
use rules::field::evidence::{Evidence, FileKind};
use rules::field::integer::Integer;
use rules::field::money::{Money, MoneyUnit};
use rules::field::number::Number;
use rules::field::percent::Percent;
use rules::field::text::Text;
use rules::field::{self, FieldKind, Kind, Pattern};

/// Most characters of a text where the file does not say.
const TEXT_MAX: usize = 200;
/// Most characters of a long text where the file does not say.
const LONG_TEXT_MAX: usize = 2_000;
/// Decimals of a number or a percentage where the file does not say.
const SCALE: u32 = 2;
/// Most files of a field where the file does not say.
const FILES_MAX: u32 = 10;

/// What stands for a kind that could not be read.
pub(super) fn unknown() -> FieldKind {
    FieldKind::Text(Text { max: TEXT_MAX, pattern: None })
}

/// Parameters of a kind.
fn parameters(kind: &str) -> &'static [&'static str] {
    match kind {
        Text::CODE => &["max", "pattern"],
        field::long_text::LongText::CODE => &["max"],
        Integer::CODE => &["min", "max", "unit", "unit_en"],
        Number::CODE => &["scale", "min", "max", "unit", "unit_en"],
        Money::CODE => &["shown", "min", "max"],
        Percent::CODE => &["min", "max", "scale"],
        Choice::CODE | field::multi_choice::MultiChoice::CODE => &["choices"],
        field::code::Code::CODE => &["list"],
        field::organisation::Organisation::CODE => &["several"],
        field::contract::Contract::CODE => &["pattern"],
        field::area::Area::CODE => &["min", "max"],
        Evidence::CODE => &["files", "max_files"],
        field::reference::Reference::CODE => &["ledger"],
        field::computed::Computed::CODE => &["formula", "result"],
        _ => &[],
    }
}

/// Reads the kind of a field and refuses keys that it does not take; absent where the kind is not known. `sections`: does
/// the field stand in a section?
pub(super) fn read_kind(row: &Row, sections: bool, out: &mut Findings) -> Option<FieldKind> {
    let all = choices(FieldKind::CODES, |code| code);
    let kind = row.choice("kind", &all, out);
    let result = if kind == Some(field::computed::Computed::CODE) { row.choice("result", &all, out) } else { None };
    let mut known: Vec<&str> = names(FIELD).into_iter().take(COMMON).collect();
    known.retain(|key| sections || *key != "section");
    match kind {
        // Without a kind nobody knows which parameters belong here.
        None => known = names(FIELD),
        Some(kind) => known.extend([kind].into_iter().chain(result).flat_map(parameters)),
    }
    row.only(&known, out);
    match (kind?, result) {
        (field::computed::Computed::CODE, result) => {
            let result = Box::new(make(result?, row, out)?);
            Some(FieldKind::Computed(field::computed::Computed { formula: row.text("formula", out), result }))
        }
        (kind, _) => make(kind, row, out),
    }
}

/// A kind with its parameters. One that is in the list of kinds and not here shows in the test that reads every kind.
fn make(kind: &str, row: &Row, out: &mut Findings) -> Option<FieldKind> {
    if let Some(number) = make_number(kind, row, out) {
        return Some(number);
    }
    Some(match kind {
        Text::CODE => FieldKind::Text(Text { max: length(row, TEXT_MAX, out), pattern: pattern(row, out) }),
        field::long_text::LongText::CODE => {
            FieldKind::LongText(field::long_text::LongText { max: length(row, LONG_TEXT_MAX, out) })
        }
        field::date::Date::CODE => FieldKind::Date(field::date::Date),
        field::month::Month::CODE => FieldKind::Month(field::month::Month),
        field::boolean::Boolean::CODE => FieldKind::Boolean(field::boolean::Boolean),
        Choice::CODE => FieldKind::Choice(Choice { choices: alternatives(row, out) }),
        field::multi_choice::MultiChoice::CODE => {
            FieldKind::MultiChoice(field::multi_choice::MultiChoice { choices: alternatives(row, out) })
        }
        field::code::Code::CODE => FieldKind::Code(field::code::Code { list: row.text("list", out) }),
        field::unit::Unit::CODE => FieldKind::Unit(field::unit::Unit),
        field::organisation::Organisation::CODE => {
            FieldKind::Organisation(field::organisation::Organisation { several: row.truth("several", out) })
        }
        field::enterprise::Enterprise::CODE => FieldKind::Enterprise(field::enterprise::Enterprise),
        field::person::Person::CODE => FieldKind::Person(field::person::Person),
        field::patent::Patent::CODE => FieldKind::Patent(field::patent::Patent),
        field::contract::Contract::CODE => {
            FieldKind::Contract(field::contract::Contract { pattern: row.text_if("pattern", out) })
        }
        field::telephone::Telephone::CODE => FieldKind::Telephone(field::telephone::Telephone),
        field::email::Email::CODE => FieldKind::Email(field::email::Email),
        field::address::Address::CODE => FieldKind::Address(field::address::Address),
        Evidence::CODE => {
            let kinds = row.choices("files", &choices(FileKind::ALL, FileKind::code), out);
            let kinds = if row.has("files") { kinds } else { FileKind::ALL.to_vec() };
            FieldKind::Evidence(Evidence { kinds, max_files: row.count_if("max_files", out).unwrap_or(FILES_MAX) })
        }
        field::reference::Reference::CODE => {
            FieldKind::Reference(field::reference::Reference { ledger: row.text("ledger", out) })
        }
        _ => return None,
    })
}

fn make_number(kind: &str, row: &Row, out: &mut Findings) -> Option<FieldKind> {
    let numeric = [Integer::CODE, Number::CODE, Money::CODE, Percent::CODE, field::area::Area::CODE];
    if !numeric.contains(&kind) {
        return None;
    }
    let (min, max) = (row.decimal_if("min", out), row.decimal_if("max", out));
    Some(match kind {
        Integer::CODE => FieldKind::Integer(Integer { min, max, unit: words_if(row, "unit", out) }),
        Number::CODE => {
            let scale = scale(row, Number::SCALE_MAX, out);
            FieldKind::Number(Number { scale, min, max, unit: words_if(row, "unit", out) })
        }
        Money::CODE => {
            let shown = row.choice_if("shown", &choices(MoneyUnit::ALL, MoneyUnit::code), out);
            FieldKind::Money(Money { shown: shown.unwrap_or(MoneyUnit::Yuan), min, max })
        }
        Percent::CODE => FieldKind::Percent(Percent { min, max, scale: scale(row, Percent::SCALE_MAX, out) }),
        _ => FieldKind::Area(field::area::Area { min, max }),
    })
}

fn scale(row: &Row, most: u32, out: &mut Findings) -> u32 {
    let range = 0..i64::from(most) + 1;
    if row.has("scale") { u32::try_from(row.number("scale", range, out)).unwrap_or_default() } else { SCALE }
}

fn length(row: &Row, usual: usize, out: &mut Findings) -> usize {
    if !row.has("max") {
        return usual;
    }
    let most = i64::try_from(rules::text::TEXT_MAX).unwrap_or(i64::MAX);
    usize::try_from(row.number("max", 1..most + 1, out)).unwrap_or(usual)
}

fn pattern(row: &Row, out: &mut Findings) -> Option<Pattern> {
    let source = row.text_if("pattern", out)?;
    match Pattern::new(&source) {
        Ok(pattern) => Some(pattern),
        Err(sentence) => {
            out.error_with(&row.at().key("pattern"), sentence, Sentence::new("pack.hint.pattern"));
            None
        }
    }
}

fn alternatives(row: &Row, out: &mut Findings) -> Vec<Alternative> {
    let mut list = Vec::new();
    for row in row.rows("choices", out) {
        row.only(&names(SECTION), out);
        list.push(Alternative { code: row.text("code", out), name: words(&row, "name", out) });
    }
    list
}
