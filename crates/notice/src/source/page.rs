//! Canonical text being written: paragraphs, tables and the places they came from (HTML and DOCX).

use super::grid::{CELLS_AT_MOST, Grid};
use super::{Anchor, Format, Place, Source, Table};
use base::{Diagnostic, Sentence, Span};

/// How a cell lies in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lie {
    /// It covers columns and rows.
    Covers(usize, usize),
    /// It continues the cell above over these columns.
    ContinuesAbove(usize),
}

/// The text written so far and the table that is open. Tables inside a cell are written as the cell's paragraphs.
#[derive(Debug)]
pub(super) struct Page {
    text: String,
    anchors: Vec<Anchor>,
    tables: Vec<Table>,
    paragraphs: u32,
    open: Option<OpenTable>,
    cells_left: usize,
    tables_lost: usize,
}

#[derive(Debug)]
struct OpenTable {
    from: usize,
    grid: Grid,
    cells_in_row: usize,
    cell_from: Option<usize>,
}

impl Page {
    /// An empty page.
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            anchors: Vec::new(),
            tables: Vec::new(),
            paragraphs: 0,
            open: None,
            cells_left: CELLS_AT_MOST,
            tables_lost: 0,
        }
    }

    /// A paragraph; empty ones count, too. Inside a cell tabs become spaces, because tabs part cells.
    pub(super) fn paragraph(&mut self, text: &str) {
        self.paragraphs = self.paragraphs.saturating_add(1);
        let cell = self.open.as_ref().and_then(|table| table.cell_from);
        if cell.is_some_and(|from| from < self.text.len()) {
            self.text.push('\n');
        }
        if !text.trim().is_empty() {
            self.anchors.push(Anchor { at: self.text.len(), place: Place::Paragraph(self.paragraphs) });
        }
        match cell {
            Some(_) => self.text.extend(text.chars().map(|character| if character == '\t' { ' ' } else { character })),
            None => {
                self.text.push_str(text);
                self.text.push('\n');
            }
        }
    }

    /// A table begins; false inside a table, where it stays part of the cell.
    pub(super) fn open_table(&mut self) -> bool {
        let is_outermost = self.open.is_none();
        if is_outermost {
            let from = self.text.len();
            self.open = Some(OpenTable { from, grid: Grid::new(), cells_in_row: 0, cell_from: None });
        }
        is_outermost
    }

    /// Columns left free before the first cell of a row.
    pub(super) fn skip_columns(&mut self, columns: usize) {
        let at = Span::new(self.text.len(), self.text.len());
        if let Some(table) = &mut self.open
            && columns > 0
        {
            table.grid.cell(at, columns, 1, &mut self.cells_left);
        }
    }

    /// A cell begins.
    pub(super) fn open_cell(&mut self) {
        let Some(table) = &mut self.open else { return };
        if table.cells_in_row > 0 {
            self.text.push('\t');
        }
        table.cells_in_row += 1;
        table.cell_from = Some(self.text.len());
    }

    /// A cell ends.
    pub(super) fn close_cell(&mut self, lie: Lie) {
        let Some(table) = &mut self.open else { return };
        let Some(from) = table.cell_from.take() else { return };
        while self.text.len() > from && self.text.ends_with('\n') {
            self.text.pop();
        }
        let span = trimmed(&self.text, Span::new(from, self.text.len()));
        match lie {
            Lie::Covers(columns, rows) => table.grid.cell(span, columns, rows, &mut self.cells_left),
            Lie::ContinuesAbove(columns) => table.grid.continued(span, columns, &mut self.cells_left),
        }
    }

    /// A row ends.
    pub(super) fn close_row(&mut self) {
        let Some(table) = &mut self.open else { return };
        table.grid.end_row(&mut self.cells_left);
        if std::mem::take(&mut table.cells_in_row) > 0 {
            self.text.push('\n');
        }
    }

    /// The outermost table ends.
    pub(super) fn close_table(&mut self) {
        self.close_row();
        let Some(table) = self.open.take() else { return };
        self.tables_lost += usize::from(table.grid.is_overflown());
        self.tables.extend(table.grid.finish(Span::new(table.from, self.text.len())));
    }

    /// Is there nothing to read yet?
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The page as a source.
    pub(super) fn finish(mut self, format: Format) -> Source {
        self.close_table();
        let lost = (self.tables_lost > 0)
            .then(|| Diagnostic::warning(Sentence::new("notice.source.tables_lost").with("count", self.tables_lost)));
        Source {
            anchors: self.anchors,
            tables: self.tables,
            lines_are_paragraphs: true,
            diagnostics: lost.into_iter().collect(),
            ..Source::of_text(format, self.text)
        }
    }
}

/// The span without white space at its ends.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let from = span.from + (words.len() - words.trim_start().len());
    Span::new(from, from + words.trim().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_lines_and_cells_stand_apart_by_tabs() {
        let mut page = Page::new();
        page.paragraph("前文");
        assert!(page.open_table());
        for words in [["任务\t一", "建设"], ["", "市科技局"]] {
            for word in words {
                page.open_cell();
                page.paragraph(word);
                page.close_cell(Lie::Covers(1, 1));
            }
            page.close_row();
        }
        assert!(!page.open_table());
        page.close_table();
        page.paragraph("后文");
        let source = page.finish(Format::Docx);
        assert_eq!(source.text, "前文\n任务 一\t建设\n\t市科技局\n后文\n");
        assert_eq!(source.tables.len(), 1);
        assert_eq!(source.place_of(0), Some(Place::Paragraph(1)));
        assert_eq!(source.place_of(source.text.find("后文").unwrap_or(0)), Some(Place::Paragraph(6)));
    }
}
