//! Codes: well formed, no keyword of SQL or CEL, each only once; and cells that two fields would both claim.

use super::Findings;
use crate::field::FieldKind;
use crate::field::choice::Alternative;
use crate::ledger::{Field, Ledger};
use base::{Sentence, fold_name};
use std::collections::{BTreeMap, BTreeSet};

/// Most characters of a code: with a prefix it still fits the names of every engine.
const CODE_MAX: usize = 40;

/// Words that a column or a name in an expression cannot be.
const KEYWORDS: &[&str] = &[
    "abort",
    "action",
    "add",
    "after",
    "all",
    "alter",
    "always",
    "analyze",
    "and",
    "any",
    "array",
    "as",
    "asc",
    "attach",
    "autoincrement",
    "before",
    "begin",
    "between",
    "both",
    "break",
    "by",
    "cascade",
    "case",
    "cast",
    "check",
    "collate",
    "column",
    "commit",
    "conflict",
    "const",
    "constraint",
    "continue",
    "create",
    "cross",
    "current",
    "current_date",
    "current_time",
    "current_timestamp",
    "current_user",
    "database",
    "default",
    "deferred",
    "delete",
    "desc",
    "detach",
    "distinct",
    "do",
    "drop",
    "each",
    "else",
    "end",
    "entry",
    "escape",
    "except",
    "exclude",
    "exclusive",
    "exists",
    "explain",
    "fail",
    "false",
    "fetch",
    "filter",
    "first",
    "following",
    "for",
    "foreign",
    "from",
    "full",
    "function",
    "generated",
    "glob",
    "grant",
    "group",
    "groups",
    "has",
    "having",
    "if",
    "ignore",
    "immediate",
    "import",
    "in",
    "index",
    "indexed",
    "initially",
    "inner",
    "insert",
    "instead",
    "intersect",
    "into",
    "is",
    "isnull",
    "join",
    "key",
    "last",
    "lateral",
    "leading",
    "left",
    "let",
    "like",
    "limit",
    "lines",
    "loop",
    "match",
    "materialized",
    "namespace",
    "natural",
    "no",
    "not",
    "nothing",
    "notnull",
    "null",
    "nulls",
    "of",
    "offset",
    "on",
    "only",
    "or",
    "order",
    "others",
    "outer",
    "over",
    "package",
    "partition",
    "placing",
    "plan",
    "pragma",
    "preceding",
    "primary",
    "query",
    "raise",
    "range",
    "recursive",
    "references",
    "regexp",
    "reindex",
    "release",
    "rename",
    "replace",
    "restrict",
    "return",
    "returning",
    "right",
    "rollback",
    "row",
    "rows",
    "savepoint",
    "select",
    "session_user",
    "set",
    "similar",
    "some",
    "symmetric",
    "table",
    "temp",
    "temporary",
    "then",
    "ties",
    "to",
    "trailing",
    "transaction",
    "trigger",
    "true",
    "unbounded",
    "union",
    "unique",
    "update",
    "user",
    "using",
    "vacuum",
    "values",
    "var",
    "variadic",
    "view",
    "virtual",
    "void",
    "when",
    "where",
    "while",
    "window",
    "with",
    "without",
];

/// Checks every code of a ledger.
pub(super) fn check(ledger: &Ledger, out: &mut Findings) {
    check_name(&ledger.code, "code", out);
    let places = |list: &'static str| move |at: usize| format!("{list}[{at}].code");
    check_codes(ledger.sections.iter().map(|one| one.code.as_str()), places("section"), out);
    check_names(ledger.fields.iter().map(|one| one.code.as_str()), places("field"), out);
    check_names(ledger.lines.iter().map(|one| one.code.as_str()), places("lines"), out);
    check_codes(ledger.duplicates.iter().map(|one| one.code.as_str()), places("duplicate"), out);
    check_codes(ledger.life_cycle.states.iter().map(|one| one.code.as_str()), places("life_cycle.state"), out);
    check_codes(ledger.life_cycle.moves.iter().map(|one| one.code.as_str()), places("life_cycle.move"), out);
    check_cells(&ledger.fields, "field", out);
    for (at, table) in ledger.lines.iter().enumerate() {
        let fields = table.fields.iter().map(|one| one.code.as_str());
        check_names(fields, |field| format!("lines[{at}].field[{field}].code"), out);
        check_cells(&table.fields, &format!("lines[{at}].field"), out);
    }
}

fn check_codes<'a>(codes: impl Iterator<Item = &'a str>, place: impl Fn(usize) -> String, out: &mut Findings) {
    let mut seen = BTreeSet::new();
    for (at, code) in codes.enumerate().filter(|(_, code)| !code.is_empty()) {
        check_code(code, &place(at), out);
        if !seen.insert(code) {
            out.say(place(at), Sentence::new("rules.ledger.duplicate_code").with("code", code));
        }
    }
}

/// Codes that are also names of columns and names in expressions.
fn check_names<'a>(codes: impl Iterator<Item = &'a str> + Clone, place: impl Fn(usize) -> String, out: &mut Findings) {
    for (at, code) in codes.clone().enumerate().filter(|(_, code)| KEYWORDS.contains(code)) {
        out.say(place(at), Sentence::new("rules.ledger.keyword").with("code", code));
    }
    check_codes(codes, place, out);
}

fn check_name(code: &str, place: &str, out: &mut Findings) {
    check_names(std::iter::once(code), |_| place.to_owned(), out);
}

fn check_code(code: &str, place: &str, out: &mut Findings) {
    let letters = |one: char| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_';
    let starts = code.starts_with(|one: char| one.is_ascii_lowercase());
    if code.is_empty() {
        // That it is missing is said by whoever read it.
    } else if !starts || !code.chars().all(letters) || code.len() > CODE_MAX {
        out.say(place, Sentence::new("rules.ledger.bad_code").with("code", code).with("max", CODE_MAX));
    }
}

/// Two fields must not make one column: `seller` (an enterprise) makes `seller_code`.
fn check_cells(fields: &[Field], list: &str, out: &mut Findings) {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    for (at, field) in fields.iter().enumerate() {
        for cell in field.cells() {
            match seen.get(&cell.key) {
                // The same code twice is told as that.
                Some(other) if *other == field.code => {}
                Some(other) => {
                    let sentence =
                        Sentence::new("rules.ledger.cell_taken").with("cell", &cell.key).with("field", other);
                    out.say(format!("{list}[{at}].code"), sentence);
                }
                None => {
                    seen.insert(cell.key, &field.code);
                }
            }
        }
        match &field.kind {
            FieldKind::Choice(kind) => check_alternatives(&kind.choices, &format!("{list}[{at}]"), out),
            FieldKind::MultiChoice(kind) => check_alternatives(&kind.choices, &format!("{list}[{at}]"), out),
            _ => {}
        }
    }
}

/// Codes and names of a list of choices are taken for one another when they are read, so each stands for one only.
fn check_alternatives(choices: &[Alternative], field: &str, out: &mut Findings) {
    if choices.is_empty() {
        out.say(field, Sentence::new("rules.ledger.no_choices"));
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (at, one) in choices.iter().enumerate() {
        let shape = |one: char| one.is_ascii_alphanumeric() || matches!(one, '_' | '-' | '.' | '+');
        if !one.code.is_empty() && !one.code.chars().all(shape) {
            out.say(
                format!("{field}.choices[{at}].code"),
                Sentence::new("rules.ledger.bad_choice").with("code", &one.code),
            );
        }
        for (key, word) in [("code", &one.code), ("name", &one.name.zh), ("name_en", &one.name.en)] {
            let folded = if key == "code" { one.code.to_lowercase() } else { fold_name(word) };
            if folded.is_empty() {
                continue;
            }
            if seen.insert(folded, at).is_some_and(|before| before != at) {
                let sentence = Sentence::new("rules.ledger.duplicate_choice").with("name", word);
                out.say(format!("{field}.choices[{at}].{key}"), sentence);
            }
        }
    }
}
