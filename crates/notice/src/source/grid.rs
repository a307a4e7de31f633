//! A table's cells in rows of full width, merged cells repeated.

use super::{Cell, Table};
use base::Span;

/// Cells of all tables of a file, merged ones counted as often as they are repeated. A file beyond that keeps its text
/// and loses its tables, so that a page of merged cells cannot fill the memory.
pub(super) const CELLS_AT_MOST: usize = 400_000;
/// A cell covers at most this many columns; browsers take 1000, notices have ten.
const COLUMNS_AT_MOST: usize = 200;

/// A table being read row by row.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    /// Per column: a cell from above that hangs down into this many further rows.
    hanging: Vec<(usize, Cell)>,
    overflown: bool,
}

impl Grid {
    /// An empty table.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// A cell that covers columns and rows; cells hanging from above come first.
    pub(super) fn cell(&mut self, span: Span, columns: usize, rows: usize, cells_left: &mut usize) {
        self.take_hanging(cells_left);
        let columns = columns.clamp(1, COLUMNS_AT_MOST);
        for _ in 0..columns {
            let column = self.row.len();
            self.push(Cell { span }, cells_left);
            if rows > 1 {
                self.hang(column, rows - 1, Cell { span });
            }
        }
    }

    /// A cell that continues the one above it (a vertical merge of DOCX).
    pub(super) fn continued(&mut self, span: Span, columns: usize, cells_left: &mut usize) {
        for _ in 0..columns.clamp(1, COLUMNS_AT_MOST) {
            let above = self.rows.last().and_then(|row| row.get(self.row.len())).copied();
            self.push(above.unwrap_or(Cell { span }), cells_left);
        }
    }

    /// The row is complete.
    pub(super) fn end_row(&mut self, cells_left: &mut usize) {
        self.take_hanging(cells_left);
        let row = std::mem::take(&mut self.row);
        if !row.is_empty() {
            self.rows.push(row);
        }
    }

    /// A whole row of plain cells.
    pub(super) fn row(&mut self, cells: Vec<Span>, cells_left: &mut usize) {
        for span in cells {
            self.cell(span, 1, 1, cells_left);
        }
        self.end_row(cells_left);
    }

    /// The table, its rows filled up to full width; nothing where it has no row or was too large.
    pub(super) fn finish(mut self, span: Span) -> Option<Table> {
        if self.is_overflown() {
            return None;
        }
        let width = self.width().filter(|width| *width > 0)?;
        for row in &mut self.rows {
            let end = row.last().map_or(span.to, |cell| cell.span.to);
            row.resize(width, Cell { span: Span::new(end, end) });
        }
        Some(Table { span, rows: self.rows })
    }

    /// Is the table given up for its size? Rows filled up to full width count.
    pub(super) fn is_overflown(&self) -> bool {
        self.overflown || self.width().unwrap_or(0).saturating_mul(self.rows.len()) > CELLS_AT_MOST
    }

    fn width(&self) -> Option<usize> {
        self.rows.iter().map(Vec::len).max()
    }

    fn take_hanging(&mut self, cells_left: &mut usize) {
        while let Some((rows, cell)) = self.hanging.get_mut(self.row.len())
            && *rows > 0
        {
            *rows -= 1;
            let cell = *cell;
            self.push(cell, cells_left);
        }
    }

    fn hang(&mut self, column: usize, rows: usize, cell: Cell) {
        if self.hanging.len() <= column {
            self.hanging.resize(column + 1, (0, cell));
        }
        if let Some(place) = self.hanging.get_mut(column) {
            *place = (rows, cell);
        }
    }

    fn push(&mut self, cell: Cell, cells_left: &mut usize) {
        match cells_left.checked_sub(1) {
            Some(left) => {
                *cells_left = left;
                self.row.push(cell);
            }
            None => self.overflown = true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(table: Option<Table>) -> Vec<Vec<usize>> {
        let rows = table.map(|table| table.rows).unwrap_or_default();
        rows.iter().map(|row| row.iter().map(|cell| cell.span.from).collect()).collect()
    }

    #[test]
    fn merged_cells_stand_in_every_place_they_cover() {
        let (mut grid, mut left) = (Grid::new(), 100);
        let at = |from: usize| Span::new(from, from);
        grid.cell(at(1), 1, 2, &mut left);
        grid.cell(at(2), 2, 1, &mut left);
        grid.end_row(&mut left);
        grid.cell(at(3), 1, 1, &mut left);
        grid.cell(at(4), 1, 1, &mut left);
        grid.end_row(&mut left);
        grid.continued(at(5), 1, &mut left);
        grid.end_row(&mut left);
        assert_eq!(starts(grid.finish(at(9))), [vec![1, 2, 2], vec![1, 3, 4], vec![1, 1, 1]]);
    }

    #[test]
    fn a_table_beyond_the_limit_is_given_up() {
        let (mut grid, mut left) = (Grid::new(), 3);
        grid.cell(Span::new(0, 1), 4, 1, &mut left);
        grid.end_row(&mut left);
        assert!(grid.is_overflown());
        assert_eq!(grid.finish(Span::new(0, 1)), None);
    }
}
