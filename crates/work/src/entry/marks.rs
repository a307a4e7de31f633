//! What a ledger compares entries by: the cells of each of its rules, folded and digested, so that those that may be the
//! same thing are found by one look-up in however long a ledger.

use crate::entry::Values;
use crate::entry::kept::kept;
use crate::ledger::Book;
use base::{Fault, Id, fold_name};
use rules::field::Column;
use rules::ledger::{DuplicateRule, Stage};
use std::collections::BTreeSet;
use store::digest::sm3_hex;
use store::entry::EntryRow;
use store::entry_mark::{EntryMark, insert_marks, remove_marks};
use store::{Tx, Value};

/// Writes what has changed between the marks of an entry before and after.
pub(crate) fn replace_marks(
    tx: &mut Tx<'_>,
    book: &Book,
    before: Vec<EntryMark>,
    after: Vec<EntryMark>,
) -> Result<(), Fault> {
    let (before, after) = (BTreeSet::from_iter(before), BTreeSet::from_iter(after));
    remove_marks(tx, &book.ledger.code, &before.difference(&after).cloned().collect::<Vec<_>>())?;
    insert_marks(tx, &book.ledger.code, &after.difference(&before).cloned().collect::<Vec<_>>())
}

/// Stands in a rule for the digest of any file of the entry.
const EVIDENCE: &str = "evidence";

/// Rules that compare cells, each with the name its marks have: the code, and a digest of the cells.
pub(crate) fn rules_of(book: &Book) -> Vec<(String, &DuplicateRule)> {
    all_rules_of(book).into_iter().filter(|(_, rule)| rule.cells != [EVIDENCE]).collect()
}

/// Those, and the rule that compares files where the ledger has one.
pub(crate) fn all_rules_of(book: &Book) -> Vec<(String, &DuplicateRule)> {
    let named = |rule: &DuplicateRule| {
        let cells = sm3_hex(rule.cells.join(",").as_bytes());
        format!("{}~{}", rule.code, cells.get(..8).unwrap_or_default())
    };
    book.ledger.duplicates.iter().map(|rule| (named(rule), rule)).collect()
}

/// The marks of an entry's files, of which it has the digests; a revoked entry has none.
pub(crate) fn file_marks(book: &Book, row: &EntryRow, digests: &[String]) -> Vec<EntryMark> {
    if is_revoked(book, row) {
        return Vec::new();
    }
    let rules = all_rules_of(book).into_iter().filter(|(_, rule)| rule.cells == [EVIDENCE]);
    rules
        .flat_map(|(name, _)| {
            let marks = digests.iter().filter_map(|digest| i64::from_str_radix(digest.get(..DIGITS)?, 16).ok());
            marks.map(|mark| EntryMark { rule: name.clone(), mark, entry: row.id }).collect::<Vec<_>>()
        })
        .collect()
}

/// A revoked entry is no longer compared with others.
pub(crate) fn is_revoked(book: &Book, row: &EntryRow) -> bool {
    book.cycle(row.cycle).state(&row.state).is_some_and(|state| state.stage == Stage::Revoked)
}

/// The marks of an entry as its row keeps it; a revoked one has none.
pub(crate) fn marks_of(book: &Book, row: &EntryRow) -> Vec<EntryMark> {
    if is_revoked(book, row) {
        return Vec::new();
    }
    let column = |name: &str| {
        let place = book.shape.cells.iter().position(|cell| cell == name)?;
        row.cells.get(place).cloned()
    };
    let marks = rules_of(book).into_iter().filter_map(|(name, rule)| {
        let values = rule.cells.iter().map(|key| column(&compared_column(book, key)?));
        Some(EntryMark { mark: digest(values)?, rule: name, entry: row.id })
    });
    marks.collect()
}

/// The mark that an entry would have by a rule with these values; nothing where one of its cells is empty.
pub(crate) fn mark_of(
    book: &Book,
    (name, rule): &(String, &DuplicateRule),
    values: &Values,
    but: Option<Id>,
) -> Result<Option<EntryMark>, Fault> {
    let mut columns = Vec::new();
    for key in &rule.cells {
        let (Some((_, cell)), Some(value)) = (book.ledger.cell(key), values.get(key)) else { return Ok(None) };
        columns.push(match cell.column {
            Column::Beside => return Ok(None),
            // What stands masked was not typed anew; its own row holds the mark, and was compared when it was.
            Column::Sealed if value.plain().contains('*') => return Ok(None),
            Column::Sealed => Value::Text(book.keys.mark(&value.plain())),
            column => kept(column, value)?,
        });
    }
    let mark = digest(columns.into_iter().map(Some));
    Ok(mark.map(|mark| EntryMark { mark, rule: name.clone(), entry: but.unwrap_or(Id(0)) }))
}

/// The column in which a cell is compared: of a sealed one its keyed digest.
fn compared_column(book: &Book, key: &str) -> Option<String> {
    let (_, cell) = book.ledger.cell(key)?;
    match cell.column {
        Column::Beside => None,
        Column::Sealed => Some(format!("{key}_mark")),
        _ => Some(cell.key),
    }
}

/// Digits of the digest that are kept: 60 bits, so that two of a million entries hardly ever meet by chance.
const DIGITS: usize = 15;

fn digest(values: impl Iterator<Item = Option<Value>>) -> Option<i64> {
    let mut text = String::new();
    for value in values {
        match value? {
            Value::Null => return None,
            Value::Int(number) => text.push_str(&number.to_string()),
            Value::Text(words) => text.push_str(&fold_name(&words)),
        }
        text.push('\u{1f}');
    }
    if text.is_empty() {
        return None;
    }
    i64::from_str_radix(sm3_hex(text.as_bytes()).get(..DIGITS)?, 16).ok()
}
