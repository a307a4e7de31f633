//! Markdown stays as it is written, but for its front matter; its pipe tables are found.

use super::grid::{CELLS_AT_MOST, Grid};
use super::{Format, Source, Table};
use base::{Diagnostic, Sentence, Span};

/// Front matter longer than this is a text between two rules.
const FRONT_MATTER_LINES: usize = 100;

/// Has the text a mark that plain notices do not have: front matter, a heading with `#`, or the rule of a pipe table?
pub(super) fn is_markdown(text: &str) -> bool {
    front_matter(text).is_some() || text.lines().any(|line| is_heading(line) || is_table_rule(line))
}

fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - words.len())) && words.starts_with(' ') && !words.trim().is_empty()
}

/// Where the text after the front matter begins: lines of `key: value` between two `---` at the very top.
fn front_matter(text: &str) -> Option<usize> {
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').take(FRONT_MATTER_LINES).enumerate() {
        at += line.len();
        let words = line.trim_end();
        match (number, words) {
            (0, "---") => {}
            (0, _) => return None,
            (2.., "---" | "...") => return Some(at),
            _ if words.is_empty() || words.starts_with([' ', '-', '#']) || words.contains(':') => {}
            _ => return None,
        }
    }
    None
}

/// A row of more bars than this is no row of a table.
const COLUMNS_AT_MOST: usize = 200;

/// Markdown as a source.
pub(super) fn decode(mut text: String) -> Source {
    let mut diagnostics = Vec::new();
    if let Some(end) = front_matter(&text) {
        text.drain(..end);
        diagnostics.push(Diagnostic::note(Sentence::new("notice.source.front_matter")));
    }
    let tables = tables(&text);
    Source { tables, diagnostics, ..Source::of_text(Format::Markdown, text) }
}

/// `|---|:--:|`: at least one bar, and nothing but bars, dashes, colons and spaces.
fn is_table_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('|')
        && line.contains("--")
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

fn tables(text: &str) -> Vec<Table> {
    let mut lines = spanned_lines(text).peekable();
    let mut found = Vec::new();
    let (mut fenced, mut cells_left) = (false, CELLS_AT_MOST);
    while let Some(header) = lines.next() {
        let words = header.of(text).trim_start();
        fenced ^= words.starts_with("```") || words.starts_with("~~~");
        let rule = lines.next_if(|rule| !fenced && words.contains('|') && is_table_rule(rule.of(text)));
        let Some(rule) = rule else { continue };
        let mut grid = Grid::new();
        let mut whole = header.join(rule);
        grid.row(cells(text, header), &mut cells_left);
        while let Some(row) = lines.next_if(|row| row.of(text).contains('|')) {
            whole = whole.join(row);
            grid.row(cells(text, row), &mut cells_left);
        }
        found.extend(grid.finish(whole));
    }
    found
}

fn spanned_lines(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let from = at;
        at += line.len();
        Span::new(from, from + line.trim_end_matches('\n').len())
    })
}

/// The cells of a row between bars that are not escaped; the outer bars may be missing.
fn cells(text: &str, row: Span) -> Vec<Span> {
    let mut line = super::page::trimmed(text, row);
    if line.of(text).starts_with('|') {
        line.from += 1;
    }
    if line.of(text).ends_with('|') && !line.of(text).ends_with("\\|") {
        line.to -= 1;
    }
    let mut spans = Vec::new();
    let (mut from, mut escaped) = (line.from, false);
    for (at, byte) in line.of(text).bytes().enumerate() {
        if byte == b'|' && !escaped && spans.len() < COLUMNS_AT_MOST {
            spans.push(super::page::trimmed(text, Span::new(from, line.from + at)));
            from = line.from + at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    spans.push(super::page::trimmed(text, Span::new(from, line.to)));
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &Source) -> Vec<Vec<&str>> {
        let rows = source.tables.iter().flat_map(|table| &table.rows);
        rows.map(|row| row.iter().map(|cell| cell.span.of(&source.text)).collect()).collect()
    }

    #[test]
    fn front_matter_goes_and_rules_stay() {
        let source = decode("---\ntitle: 要点\nyear: 2023\n---\n# 要点\n\n正文。\n".to_owned());
        assert_eq!(source.text, "# 要点\n\n正文。\n");
        assert_eq!(source.diagnostics.len(), 1);
        assert_eq!(decode("---\n正文没有冒号\n---\n".to_owned()).diagnostics, []);
    }

    #[test]
    fn pipe_tables_have_trimmed_cells_and_full_rows() {
        let source =
            decode("前文\n\n| 序号 | 任务 \\| 目标 |\n|---|:--|\n| 1 | 建设 |\n| 2 |\n\n后文 | 不是表\n".to_owned());
        assert_eq!(words(&source), [vec!["序号", "任务 \\| 目标"], vec!["1", "建设"], vec!["2", ""]]);
    }

    #[test]
    fn a_fence_is_no_table() {
        assert!(decode("```\na | b\n--|--\n1 | 2\n```\n".to_owned()).tables.is_empty());
    }

    #[test]
    fn plain_notices_are_not_markdown() {
        assert!(!is_markdown("一、目标\n- ——科创\n— 3 **—**\n#话题\n"));
        assert!(is_markdown("# 目标\n"));
    }
}
