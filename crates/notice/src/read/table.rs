//! Tables of tasks: those the file had, and those left as text with tabs or wide blanks between the cells.

use super::label::{self, Role};
use super::lines::{self, Line};
use super::text::Text;
use crate::source::Source;
use base::Span;
use std::ops::Range;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Number,
    Title,
    Words,
    Duty(Role),
    Plain,
}

/// A table whose header was understood.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Text>>,
    /// The lines it was read from, where it stood as text.
    pub lines: Range<usize>,
}

/// The tables of a source that hold tasks.
pub(crate) fn read(source: &Source, canonical: &str, lines: &[Line]) -> Vec<Table> {
    let mut out = Vec::new();
    for table in &source.tables {
        let rows: Vec<Vec<Text>> =
            table.rows.iter().map(|row| row.iter().map(|cell| cell_text(canonical, cell.span)).collect()).collect();
        out.extend(understood(&rows));
    }
    let mut at = 0;
    while at < lines.len() {
        match as_text(lines, at).or_else(|| downwards(lines, at)) {
            Some(table) => {
                at = table.lines.end.max(at + 1);
                out.push(table);
            }
            None => at += 1,
        }
    }
    out
}

/// The lines that no table took.
pub(crate) fn without(mut lines: Vec<Line>, tables: &[Table]) -> Vec<Line> {
    for table in tables {
        for line in lines.iter_mut().take(table.lines.end).skip(table.lines.start) {
            line.in_table = true;
            line.text = Text::default();
        }
    }
    lines
}

fn cell_text(canonical: &str, span: Span) -> Text {
    let words = canonical.get(span.from..span.to).unwrap_or_default();
    lines::cell(words, span.from)
}

/// The first row whose cells are labels is the header; without one the table holds no tasks.
fn understood(rows: &[Vec<Text>]) -> Option<Table> {
    let header = rows.iter().take(4).position(|row| is_header(row))?;
    let columns = rows.get(header)?.iter().map(column).collect();
    let rows = rows.get(header + 1..)?.iter().filter(|row| !is_header(row)).cloned().collect();
    Some(Table { columns, rows, lines: 0..0 })
}

fn is_header(row: &[Text]) -> bool {
    let columns: Vec<Column> = row.iter().map(column).collect();
    let duties = columns.iter().filter(|column| matches!(column, Column::Duty(_))).count();
    let known = columns.iter().filter(|column| **column != Column::Plain).count();
    duties >= 1 && known >= 2 && columns.iter().any(|column| matches!(column, Column::Title | Column::Words))
}

/// The head of a column is shorter than this, blanks between its letters included.
const LABEL_AT_MOST: usize = 40;

fn column(cell: &Text) -> Column {
    if cell.len() > LABEL_AT_MOST {
        return Column::Plain;
    }
    let words = super::words(cell);
    if let Some(role) = label::role_of(&words) {
        return Column::Duty(role);
    }
    let has = |labels: &[&str]| words.chars().count() <= 10 && labels.iter().any(|label| words.contains(label));
    if has(&["序号", "编号"]) {
        Column::Number
    } else if has(&["牵头", "主办"]) {
        Column::Duty(Role::Lead)
    } else if has(&["责任单位", "责任部门", "配合", "参与单位", "协办", "责任主体"]) {
        Column::Duty(Role::Responsible)
    } else if has(&["时限", "完成时间", "时间节点"]) {
        Column::Duty(Role::Deadline)
    } else if has(&["内容", "举措", "措施", "目标", "要求"]) {
        Column::Words
    } else if has(&["任务", "事项", "项目", "工作", "名称"]) {
        Column::Title
    } else {
        Column::Plain
    }
}

/// Cells of a line: parted by tabs or by two and more blanks.
fn cells(text: &Text) -> Vec<Range<usize>> {
    let (mut out, mut from, mut at) = (Vec::new(), 0, 0);
    while at < text.len() {
        let run = (at..text.len()).take_while(|index| matches!(text.char(*index), ' ' | '\t' | '|')).count();
        let parts = run >= 2 || (run == 1 && matches!(text.char(at), '\t' | '|'));
        if parts {
            if at > from {
                out.push(from..at);
            }
            from = at + run;
        }
        at += run.max(1);
    }
    if from < text.len() {
        out.push(from..text.len());
    }
    out
}

/// A table left as text: a header line, then rows with as many cells; a line with fewer cells goes on with the row.
fn as_text(lines: &[Line], at: usize) -> Option<Table> {
    let header = lines.get(at).filter(|line| !line.text.is_empty() && !line.in_table)?;
    let names = cells(&header.text);
    if names.len() < 3 {
        return None;
    }
    let names: Vec<Text> = names.into_iter().map(|cell| header.text.slice(cell)).collect();
    if !is_header(&names) {
        return None;
    }
    let columns: Vec<Column> = names.iter().map(column).collect();
    let (mut rows, mut end, mut blanks): (Vec<Vec<Text>>, usize, usize) = (Vec::new(), at + 1, 0);
    for (index, line) in lines.iter().enumerate().skip(at + 1) {
        let row = cells(&line.text);
        let next = columns.first() == Some(&Column::Number)
            && row.len() >= 2
            && row.first().is_some_and(|cell| is_number(&line.text.slice(cell.clone()), rows.len() + 1));
        if row.len() == columns.len() || next {
            let mut cells: Vec<Text> = row.into_iter().map(|cell| line.text.slice(cell)).collect();
            cells.resize(columns.len().max(cells.len()), Text::default());
            rows.push(cells);
            (end, blanks) = (index + 1, 0);
        } else if line.text.is_empty() {
            blanks += 1;
        } else if blanks > 2 || rows.is_empty() || row.len() > columns.len() || ends_table(line) {
            break;
        } else {
            break_into(&mut rows, line, &row);
            (end, blanks) = (index + 1, 0);
        }
    }
    (!rows.is_empty()).then_some(Table { columns, rows, lines: at..end })
}

/// A table of which each cell became a line: labels from 序号 on, then cells; a row begins where the next number stands
/// alone.
fn downwards(lines: &[Line], at: usize) -> Option<Table> {
    let first = lines.get(at).filter(|line| !line.in_table && column(&line.text) == Column::Number)?;
    if first.text.squeezed().len() > 4 {
        return None;
    }
    let filled = |line: &(usize, &Line)| !line.1.text.is_empty();
    let mut cells = lines.iter().enumerate().skip(at).take(4000).filter(filled).peekable();
    let mut header: Vec<Text> = Vec::new();
    while let Some((_, line)) =
        cells.next_if(|(_, line)| !is_number(&line.text, 1) && line.text.squeezed().len() <= 12 && header.len() < 12)
    {
        header.push(line.text.clone());
    }
    if !is_header(&header) || header.len() < 3 {
        return None;
    }
    let columns: Vec<Column> = header.iter().map(column).collect();
    let (mut rows, mut row, mut end): (Vec<Vec<Text>>, Vec<Text>, usize) = (Vec::new(), Vec::new(), at);
    for (index, line) in cells {
        let starts = is_number(&line.text, rows.len() + usize::from(!row.is_empty()) + 1);
        if starts && row.len() != 1 {
            rows.extend(fitted(std::mem::take(&mut row), columns.len()));
        } else if row.len() >= columns.len() + 6 || (row.len() >= columns.len() && another_begins(line)) {
            break;
        }
        row.push(line.text.clone());
        end = index + 1;
    }
    rows.extend(fitted(row, columns.len()));
    (!rows.is_empty()).then_some(Table { columns, rows, lines: at..end })
}

fn is_number(text: &Text, value: usize) -> bool {
    text.to_text().trim_end_matches(['.', '、']) == value.to_string()
}

/// Cells of a row: too many lines mean that the longest cell was broken; too few, that the last cells are empty.
fn fitted(mut row: Vec<Text>, width: usize) -> Option<Vec<Text>> {
    if row.len() < 2 {
        return None;
    }
    while row.len() > width {
        let sums = row.windows(2).map(|pair| pair.iter().map(Text::len).sum::<usize>());
        let longest = sums.enumerate().skip(1).max_by_key(|(_, sum)| *sum).map_or(1, |(at, _)| at);
        let next = row.remove((longest + 1).min(row.len() - 1));
        row.get_mut(longest.min(width))?.append(&next);
    }
    row.resize(width, Text::default());
    Some(row)
}

/// Behind a whole row: a heading, an enclosure or the header of the next table.
fn another_begins(line: &Line) -> bool {
    let enclosed = line.text.longest_at(0, &["附件", "附表"]).is_some() && line.text.len() <= 30;
    let names: Vec<Text> = cells(&line.text).into_iter().map(|cell| line.text.slice(cell)).collect();
    ends_table(line) || enclosed || (names.len() >= 3 && is_header(&names))
}

fn ends_table(line: &Line) -> bool {
    use super::mark::{self, Style};
    mark::of(&line.text).is_some_and(|mark| matches!(mark.style, Style::HanComma | Style::HanParen | Style::Chapter))
}

/// Words of a broken cell: a single piece belongs to the longest cell of the row before, several to its last cells.
fn break_into(rows: &mut [Vec<Text>], line: &Line, pieces: &[Range<usize>]) {
    let Some(row) = rows.last_mut() else { return };
    let first = row.len().saturating_sub(pieces.len());
    let longest = (0..row.len()).max_by_key(|index| row.get(*index).map_or(0, Text::len)).unwrap_or(0);
    for (step, piece) in pieces.iter().enumerate() {
        let index = if pieces.len() == 1 { longest } else { first + step };
        if let Some(cell) = row.get_mut(index) {
            cell.append(&line.text.slice(piece.clone()));
        }
    }
}
