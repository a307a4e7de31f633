//! Which row names the columns. Above it stand titles and notes; it may take two rows, with merged cells over groups.

use super::unusable::Unusable;
use crate::cell::{Cell, Row};
use crate::columns::{ColumnName, folded_names, knows};
use std::collections::{BTreeMap, BTreeSet};

/// A header is looked for in this many rows from the top.
pub const HEADER_WITHIN: u32 = 10;
/// Merged ranges count that begin in these rows: a header of two rows may begin in the last one.
pub(super) const MERGE_ROWS: u32 = HEADER_WITHIN + 1;
/// Merged ranges that are kept at most.
pub(super) const MERGES_MAX: usize = 4096;

/// The row or rows that name the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The number of its first row, from 1.
    pub first: u32,
    /// The number of its last row; the data begins behind it.
    pub last: u32,
    /// The names from column A on; empty where a column has none.
    pub names: Vec<String>,
}

/// A merged range; rows from 1, columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Merge {
    pub(super) top: u32,
    pub(super) bottom: u32,
    pub(super) left: usize,
    pub(super) right: usize,
}

/// Finds the header in the first rows of a sheet.
pub(super) fn find(
    rows: Vec<Row>,
    merges: &[Merge],
    columns: &[ColumnName],
    remembered: &BTreeMap<String, String>,
) -> Result<Header, Unusable> {
    if rows.is_empty() {
        return Err(Unusable::NoRows);
    }
    let known = folded_names(columns, remembered);
    let candidates: Vec<(Header, usize)> = rows
        .iter()
        .filter(|row| row.number <= HEADER_WITHIN && mostly_text(row))
        .map(|row| {
            let header = header_at(row, &rows, merges);
            let matched = header.names.iter().filter(|name| knows(&known, name)).count();
            (header, matched)
        })
        .collect();
    let filled = |header: &Header| header.names.iter().filter(|name| !name.is_empty()).count();
    let wanted = columns.len().min(2);
    let matching = candidates.iter().find(|(header, matched)| matched * 2 >= filled(header) && *matched > 0);
    let best = || candidates.iter().rev().max_by_key(|(_, matched)| *matched).filter(|(_, matched)| *matched > 0);
    let likely = || candidates.iter().find(|(header, _)| filled(header) >= wanted);
    let found = matching.or_else(best).or_else(likely);
    found.map(|(header, _)| header.clone()).ok_or(Unusable::NoHeader(HEADER_WITHIN as usize))
}

fn mostly_text(row: &Row) -> bool {
    let filled = row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let text = row.cells.iter().filter(|cell| matches!(cell, Cell::Text(_)) && !cell.is_blank()).count();
    text * 2 > filled
}

/// The header that begins at a row. A cell merged over several columns names a group; the names then stand below it.
fn header_at(row: &Row, rows: &[Row], merges: &[Merge]) -> Header {
    let grouped = merges.iter().any(|merge| {
        merge.top == row.number && merge.bottom == row.number && merge.right > merge.left && merge.left > 0
    }) || merges.iter().any(|merge| merge.top == row.number && merge.bottom == row.number + 1);
    let below = rows.iter().find(|below| grouped && below.number == row.number + 1 && mostly_text(below));
    let last = if below.is_some() { row.number + 1 } else { row.number };
    let width = row.cells.len().max(below.map_or(0, |below| below.cells.len()));
    let upper: Vec<String> = (0..width).map(|column| name_at(row, column, merges)).collect();
    let lower: Vec<String> =
        (0..width).map(|column| below.map_or(String::new(), |row| own_name(row, column))).collect();
    let mut names: Vec<String> =
        upper.iter().zip(&lower).map(|(upper, lower)| if lower.is_empty() { upper } else { lower }.clone()).collect();
    // Under two groups the same name may stand twice; then the group is part of the name.
    let mut seen = BTreeSet::new();
    let doubled: BTreeSet<String> = names.iter().filter(|name| !seen.insert(name.as_str())).cloned().collect();
    for ((name, upper), lower) in names.iter_mut().zip(&upper).zip(&lower) {
        if doubled.contains(name.as_str()) && !lower.is_empty() && upper != lower {
            *name = format!("{upper}{lower}");
        }
    }
    Header { first: row.number, last, names }
}

/// The words over a column: those of the cell, or of the merged range it lies in.
fn name_at(row: &Row, column: usize, merges: &[Merge]) -> String {
    let over = merges.iter().find(|merge| merge.top == row.number && (merge.left..=merge.right).contains(&column));
    own_name(row, over.map_or(column, |merge| merge.left))
}

/// Names are printed over several lines; a line break inside is none of the name.
fn own_name(row: &Row, column: usize) -> String {
    let cell = row.cells.get(column).map(Cell::shown).unwrap_or_default();
    cell.split(['\n', '\r']).map(str::trim).collect::<String>()
}
