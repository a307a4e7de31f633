//! The rows of an old worksheet. Cells may stand in any order, so their places are put in order first: eight bytes each.

use super::compound::{f64_at, u16_at, u32_at};
use super::record::{Record, kind, record_at, records, segments};
use super::strings::{Along, Strings};
use crate::cell::{Cell, Row};
use crate::read::header::{MERGE_ROWS, MERGES_MAX, Merge};
use crate::read::number;
use crate::read::number_format::NumberFormat;
use std::iter::Peekable;
use std::vec::IntoIter;

/// Between a formula and its text may stand the record of a shared formula, an array or a table.
const BEFORE_FORMULA_TEXT: usize = 3;
/// Columns of a sheet of this kind.
const COLUMNS: usize = 256;

/// The rows being read.
pub(crate) struct XlsRows<'a> {
    stream: &'a [u8],
    strings: &'a Strings,
    formats: &'a [NumberFormat],
    from_1904: bool,
    places: Peekable<IntoIter<(u16, u32)>>,
}

impl<'a> XlsRows<'a> {
    /// The rows of the sheet that begins at a place of the stream.
    pub(super) fn new(
        stream: &'a [u8],
        at: usize,
        strings: &'a Strings,
        formats: &'a [NumberFormat],
        from_1904: bool,
    ) -> Self {
        let cells = own_records(stream, at).filter(|record| is_cell(record.kind));
        let mut places: Vec<(u16, u32)> =
            cells.filter_map(|cell| Some((u16_at(cell.data, 0)?, u32::try_from(cell.at).ok()?))).collect();
        places.sort_by_key(|(row, _)| *row);
        Self { stream, strings, formats, from_1904, places: places.into_iter().peekable() }
    }

    /// The next row with a filled cell.
    pub(crate) fn next_row(&mut self) -> Option<Row> {
        while let Some((number, _)) = self.places.peek().copied() {
            let mut cells = Vec::new();
            while let Some((_, at)) = self.places.next_if(|(row, _)| *row == number) {
                if let Some(record) = record_at(self.stream, at as usize) {
                    self.place(record, &mut cells);
                }
            }
            while cells.last() == Some(&Cell::Empty) {
                cells.pop();
            }
            if cells.iter().any(|cell| !cell.is_blank()) {
                return Some(Row { number: u32::from(number) + 1, cells });
            }
        }
        None
    }

    fn place(&self, record: Record<'_>, cells: &mut Vec<Cell>) {
        let Some(first) = u16_at(record.data, 2).map(usize::from) else { return };
        if record.kind == kind::NUMBERS {
            let numbers = record.data.get(4..record.data.len().saturating_sub(2)).unwrap_or_default();
            for (at, number) in numbers.chunks_exact(6).enumerate() {
                let value = u32_at(number, 2).map(short_number);
                put(cells, first + at, self.number(u16_at(number, 0), value));
            }
        } else {
            put(cells, first, self.cell(record));
        }
    }

    fn cell(&self, record: Record<'_>) -> Cell {
        let data = record.data;
        let style = u16_at(data, 4);
        match record.kind {
            kind::NUMBER => self.number(style, f64_at(data, 6)),
            kind::SHORT_NUMBER => self.number(style, u32_at(data, 6).map(short_number)),
            kind::SHARED_TEXT => {
                let text = u32_at(data, 6).and_then(|number| self.strings.get(number as usize));
                Cell::text(text.unwrap_or_default())
            }
            kind::TEXT | kind::RICH_TEXT => {
                Cell::text(Along::new(vec![data.get(6..).unwrap_or_default()]).text().unwrap_or_default())
            }
            kind::TRUTH_OR_ERROR => match (data.get(6), data.get(7)) {
                (Some(code), Some(1)) => error(*code),
                (Some(truth), _) => Cell::Truth(*truth != 0),
                _ => Cell::Empty,
            },
            kind::FORMULA => Cell::Formula(Box::new(self.formula_value(record))),
            _ => Cell::Empty,
        }
    }

    fn number(&self, style: Option<u16>, value: Option<f64>) -> Cell {
        let format = style.and_then(|style| self.formats.get(usize::from(style))).copied().unwrap_or_default();
        match value.filter(|value| value.is_finite()) {
            Some(value) => number::of_value(value, format, self.from_1904, None),
            None => Cell::Empty,
        }
    }

    /// The value stored with a formula: a number, or a mark of what else it is.
    fn formula_value(&self, record: Record<'_>) -> Cell {
        let data = record.data;
        if u16_at(data, 12) != Some(0xFFFF) {
            return self.number(u16_at(data, 4), f64_at(data, 6));
        }
        match (data.get(6), data.get(8)) {
            (Some(0), _) => {
                let mut after = records(self.stream, record.next).take(BEFORE_FORMULA_TEXT);
                let text = after.find(|next| next.kind == kind::FORMULA_TEXT);
                let text = text.and_then(|text| Along::new(segments(self.stream, text)).text());
                Cell::Text(text.unwrap_or_default())
            }
            (Some(1), Some(truth)) => Cell::Truth(*truth != 0),
            (Some(2), Some(code)) => error(*code),
            (Some(3), _) => Cell::Text(String::new()),
            _ => Cell::Empty,
        }
    }
}

/// The merged ranges that begin in the first rows.
pub(super) fn merged(stream: &[u8], at: usize) -> Vec<Merge> {
    let lists = own_records(stream, at).filter(|record| record.kind == kind::MERGED);
    let ranges = lists.flat_map(|list| list.data.get(2..).unwrap_or_default().chunks_exact(8));
    let merges = ranges.filter_map(|range| {
        let edge = |at: usize| u16_at(range, at);
        Some(Merge {
            top: u32::from(edge(0)?) + 1,
            bottom: u32::from(edge(2)?) + 1,
            left: usize::from(edge(4)?),
            right: usize::from(edge(6)?),
        })
    });
    merges.filter(|merge| merge.top <= MERGE_ROWS).take(MERGES_MAX).collect()
}

/// The records of a sheet, without those of the charts inside it.
fn own_records(stream: &[u8], at: usize) -> impl Iterator<Item = Record<'_>> {
    let mut depth = 0_usize;
    records(stream, at)
        .map_while(move |record| {
            match record.kind {
                kind::BEGIN => depth += 1,
                kind::END => depth = depth.saturating_sub(1),
                _ => {}
            }
            (depth > 0).then_some((record, depth))
        })
        .filter(|(_, depth)| *depth == 1)
        .map(|(record, _)| record)
}

fn is_cell(sort: u16) -> bool {
    matches!(
        sort,
        kind::FORMULA
            | kind::NUMBERS
            | kind::RICH_TEXT
            | kind::SHARED_TEXT
            | kind::NUMBER
            | kind::TEXT
            | kind::TRUTH_OR_ERROR
            | kind::SHORT_NUMBER
    )
}

fn put(cells: &mut Vec<Cell>, column: usize, cell: Cell) {
    if column >= COLUMNS || cell == Cell::Empty {
        return;
    }
    if cells.len() <= column {
        cells.resize(column + 1, Cell::Empty);
    }
    if let Some(place) = cells.get_mut(column) {
        *place = cell;
    }
}

/// Thirty bits of a number: a whole number or the upper bits of a fraction, perhaps a hundred times too large.
fn short_number(bits: u32) -> f64 {
    let value = if bits & 2 != 0 { f64::from(bits as i32 >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 != 0 { value / 100.0 } else { value }
}

fn error(code: u8) -> Cell {
    let words = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };
    Cell::Error(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_whole_or_hundredths() {
        assert!((short_number(12 << 2 | 2) - 12.0).abs() < f64::EPSILON);
        assert!((short_number((1234 << 2) | 3) - 12.34).abs() < 1e-12);
        assert!((short_number(0x3FF0_0000) - 1.0).abs() < f64::EPSILON);
        assert!((short_number((-5_i32 << 2) as u32 | 2) + 5.0).abs() < f64::EPSILON);
    }
}
