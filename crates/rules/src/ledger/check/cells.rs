//! Fields and cells: what points to a cell points to one of the right kind, and limits leave something between them.

use super::{Findings, Known};
use crate::field::{Column, FieldKind};
use crate::ledger::{Field, Ledger};
use base::{Decimal, Sentence};

/// Most fields of a ledger that lists are sorted or filtered by: each costs an index on every write.
pub const INDEXED_MAX: usize = 8;
/// Most lines of a table below an entry.
pub const LINES_MAX: u32 = 1_000;
/// What stands for the digest of any file in a rule on duplicates.
pub const EVIDENCE: &str = "evidence";

/// Checks the ledger's own keys, its fields and its tables of lines.
pub(super) fn check(ledger: &Ledger, known: &Known<'_>, out: &mut Findings) {
    for (at, keeper) in ledger.keepers.iter().enumerate().filter(|(_, one)| !known.keepers.contains(&one.as_str())) {
        let sentence = Sentence::new("rules.ledger.unknown_keeper").with("keeper", keeper);
        out.unknown(format!("keepers[{at}]"), sentence, keeper, known.keepers.iter().copied());
    }
    if ledger.keepers.is_empty() {
        out.say("", Sentence::new("rules.ledger.no_keepers"));
    }
    check_keys(ledger, out);
    for (at, field) in ledger.fields.iter().enumerate() {
        let path = format!("field[{at}]");
        check_section(ledger, &field.section, &path, out);
        check_field(field, &path, out);
    }
    let indexed = |field: &&Field| field.sortable || field.filterable;
    if let Some((at, _)) = ledger.fields.iter().enumerate().filter(|(_, field)| indexed(field)).nth(INDEXED_MAX) {
        out.say(format!("field[{at}]"), Sentence::new("rules.ledger.too_many_indexed").with("max", INDEXED_MAX));
    }
    check_lines(ledger, out);
    for (at, rule) in ledger.duplicates.iter().enumerate() {
        for (cell, key) in rule.cells.iter().enumerate().filter(|(_, key)| *key != EVIDENCE) {
            check_cell(ledger, key, &format!("duplicate[{at}].cells[{cell}]"), out, |column, _| {
                column != Column::Beside
            });
        }
    }
}

fn check_keys(ledger: &Ledger, out: &mut Findings) {
    let open = |column: Column, _: &FieldKind| !matches!(column, Column::Sealed | Column::Beside);
    if ledger.natural_key.is_empty() {
        out.say("natural_key", Sentence::new("rules.ledger.no_natural_key"));
    }
    for (at, key) in ledger.natural_key.iter().enumerate() {
        check_cell(ledger, key, &format!("natural_key[{at}]"), out, open);
    }
    if !ledger.title.is_empty() {
        check_cell(ledger, &ledger.title, "title", out, open);
    }
    if let Some(subject) = &ledger.subject {
        let fits = |kind: &FieldKind| matches!(kind, FieldKind::Enterprise(_) | FieldKind::Person(_));
        match ledger.field(subject) {
            Some(field) if fits(&field.kind) => {}
            Some(_) => out.say("subject", Sentence::new("rules.ledger.not_a_subject").with("field", subject)),
            None => {
                let sentence = Sentence::new("rules.ledger.unknown_field").with("field", subject);
                let subjects = ledger.fields.iter().filter(|field| fits(&field.kind));
                out.unknown("subject", sentence, subject, subjects.map(|field| field.code.as_str()));
            }
        }
    }
    if let Some(unit) = &ledger.unit {
        check_cell(ledger, unit, "unit", out, |_, kind| matches!(kind, FieldKind::Unit(_)));
    }
    if let Some(day) = &ledger.event_day {
        check_cell(ledger, day, "event_day", out, |_, kind| is_day(kind));
    }
}

/// Does the kind hold a day?
pub(super) fn is_day(kind: &FieldKind) -> bool {
    match kind {
        FieldKind::Date(_) => true,
        FieldKind::Computed(computed) => is_day(&computed.result),
        _ => false,
    }
}

/// A key that must name a cell, and a cell that fits.
pub(super) fn check_cell(
    ledger: &Ledger,
    key: &str,
    path: &str,
    out: &mut Findings,
    fits: impl Fn(Column, &FieldKind) -> bool,
) {
    let cells = ledger.cells();
    match cells.iter().find(|(_, cell)| cell.key == key) {
        Some((field, cell)) if fits(cell.column, &field.kind) => {}
        Some((field, _)) => {
            let sentence = Sentence::new("rules.ledger.cell_unfit").with("cell", key).with("kind", field.kind.code());
            out.say(path, sentence);
        }
        None => {
            let sentence = Sentence::new("rules.ledger.unknown_cell").with("cell", key);
            out.unknown(path, sentence, key, cells.iter().map(|(_, cell)| cell.key.as_str()));
        }
    }
}

fn check_section(ledger: &Ledger, section: &str, path: &str, out: &mut Findings) {
    if !section.is_empty() && !ledger.sections.iter().any(|one| one.code == section) {
        let sentence = Sentence::new("rules.ledger.unknown_section").with("section", section);
        out.unknown(format!("{path}.section"), sentence, section, ledger.sections.iter().map(|one| one.code.as_str()));
    }
}

fn check_field(field: &Field, path: &str, out: &mut Findings) {
    let mut refuse = |key: &str, flag: bool, fits: bool| {
        if flag && !fits {
            let sentence = Sentence::new("rules.ledger.flag_unfit").with("flag", key).with("kind", field.kind.code());
            out.say(format!("{path}.{key}"), sentence);
        }
    };
    let columns: Vec<Column> = field.cells().iter().map(|cell| cell.column).collect();
    let valued = columns.iter().any(|column| !matches!(column, Column::Beside | Column::Sealed));
    let long = matches!(field.kind, FieldKind::LongText(_));
    let several = matches!(field.kind, FieldKind::MultiChoice(_));
    refuse("sortable", field.sortable, valued && !long && !several);
    refuse("filterable", field.filterable, valued && !long);
    refuse("searched", field.searched, columns.contains(&Column::Text));
    refuse("listed", field.listed, valued);
    let computed = matches!(field.kind, FieldKind::Computed(_));
    refuse("required", field.required, !computed);
    check_kind(&field.kind, path, out);
}

/// Limits of a kind.
fn check_kind(kind: &FieldKind, path: &str, out: &mut Findings) {
    let (min, max): (Option<Decimal>, Option<Decimal>) = match kind {
        FieldKind::Integer(kind) => (kind.min, kind.max),
        FieldKind::Number(kind) => (kind.min, kind.max),
        FieldKind::Money(kind) => (kind.min, kind.max),
        FieldKind::Percent(kind) => (kind.min, kind.max),
        FieldKind::Area(kind) => (kind.min, kind.max),
        FieldKind::Computed(kind) => {
            let fits = kind.result.parts().len() == 1
                && !matches!(
                    kind.result.as_ref(),
                    FieldKind::Computed(_)
                        | FieldKind::Evidence(_)
                        | FieldKind::Reference(_)
                        | FieldKind::MultiChoice(_)
                );
            if !fits {
                let sentence = Sentence::new("rules.ledger.bad_result").with("kind", kind.result.code());
                out.say(format!("{path}.result"), sentence);
            }
            return check_kind(&kind.result, path, out);
        }
        _ => return,
    };
    if let Some((min, max)) = min.zip(max).filter(|(min, max)| min > max) {
        let sentence = Sentence::new("rules.ledger.limits_reversed").with("min", min).with("max", max);
        out.say(format!("{path}.max"), sentence);
    }
}

fn check_lines(ledger: &Ledger, out: &mut Findings) {
    for (at, table) in ledger.lines.iter().enumerate() {
        let path = format!("lines[{at}]");
        check_section(ledger, &table.section, &path, out);
        if table.fields.is_empty() {
            out.say(&path, Sentence::new("rules.ledger.no_columns"));
        }
        if table.min > table.max || table.max == 0 || table.max > LINES_MAX {
            out.say(format!("{path}.max"), Sentence::new("rules.ledger.line_limits").with("max", LINES_MAX));
        }
        for (field, one) in table.fields.iter().enumerate() {
            let path = format!("{path}.field[{field}]");
            check_kind(&one.kind, &path, out);
            // Lists show entries; what lies below an entry is read there.
            for (key, flag) in
                [("sortable", one.sortable), ("filterable", one.filterable), ("prefilled", one.prefilled)]
            {
                if flag {
                    out.say(format!("{path}.{key}"), Sentence::new("rules.ledger.not_in_lines").with("key", key));
                }
            }
            if matches!(one.kind, FieldKind::Evidence(_) | FieldKind::Person(_) | FieldKind::Computed(_)) {
                let sentence = Sentence::new("rules.ledger.kind_not_in_lines").with("kind", one.kind.code());
                out.say(format!("{path}.kind"), sentence);
            }
        }
    }
}
