//! Runs of text put into lines as they are printed, with a blank line where a paragraph ends.

use super::content::Run;

/// Gaps and indents are measured in the size of the font around them.
const SPACE_GAP: f64 = 0.25;
const WIDE_SPACE_GAP: f64 = 0.9;
const COLUMN_GAP: f64 = 3.0;
const INDENT: f64 = 1.2;
const SHORT: f64 = 3.0;
const LOOSE: f64 = 1.55;
/// Baselines closer than this are one line: raised signs, mixed fonts.
const SAME_LINE: f64 = 0.45;

/// Running heads and page numbers stand this much farther from the text than its lines from each other.
const APART: f64 = 1.25;

/// Top or bottom of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Head,
    Foot,
}

#[derive(Debug)]
struct Line {
    text: String,
    left: f64,
    right: f64,
    y: f64,
    size: f64,
}

/// A page's lines from top to bottom. What runs in another direction (a turned table, a seal) stands after the rest.
#[derive(Debug, Default)]
pub(super) struct PageLines {
    main: Vec<Line>,
    turned: Vec<Vec<Line>>,
}

/// The text of a page, and what its first and last lines say about the pages beside it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct PageText {
    /// Lines, with a blank one between paragraphs.
    pub(super) text: String,
    /// The first line begins a paragraph.
    pub(super) begins: bool,
    /// The last line ends one.
    pub(super) ends: bool,
}

/// Puts the runs of a page into lines; most of them run in one direction.
pub(super) fn lines(runs: Vec<Run>) -> PageLines {
    let mut turned: [Vec<Run>; 4] = Default::default();
    for run in runs {
        let (turn, run) = upright(run);
        if let Some(place) = turned.get_mut(turn) {
            place.push(run);
        }
    }
    turned.sort_by_key(|runs| std::cmp::Reverse(runs.iter().map(|run| run.text.len()).sum::<usize>()));
    let mut parts = turned.into_iter().map(into_lines).filter(|lines| !lines.is_empty());
    PageLines { main: parts.next().unwrap_or_default(), turned: parts.collect() }
}

impl PageLines {
    /// The page as text.
    pub(super) fn text(&self) -> PageText {
        let mut page = paragraphs(&self.main);
        for part in &self.turned {
            page.text.push('\n');
            page.text.push_str(&paragraphs(part).text);
            page.ends = true;
        }
        page
    }

    /// The line at the head or the foot of the page, if it stands apart from the others.
    pub(super) fn edge(&self, edge: Edge) -> Option<&str> {
        let (line, upper, lower) = match (edge, self.main.as_slice()) {
            (Edge::Head, [line, next, ..]) => (line, line, next),
            (Edge::Foot, [.., before, line]) => (line, before, line),
            _ => return None,
        };
        let apart = distance(upper, lower) > usual_pitch(&self.main) * APART || differ_in_size(upper, lower);
        apart.then_some(line.text.as_str())
    }

    /// Takes the line at an edge away.
    pub(super) fn drop_edge(&mut self, edge: Edge) {
        match edge {
            Edge::Head if !self.main.is_empty() => drop(self.main.remove(0)),
            Edge::Head => {}
            Edge::Foot => drop(self.main.pop()),
        }
    }
}

/// A run turned so that it reads from left to right, and by how many quarters it was turned.
fn upright(mut run: Run) -> (usize, Run) {
    let (dx, dy) = (run.to.0 - run.from.0, run.to.1 - run.from.1);
    let turn = match (dx.abs() >= dy.abs(), dx >= 0.0, dy >= 0.0) {
        (true, true, _) => 0,
        (false, _, true) => 1,
        (true, false, _) => 2,
        (false, _, false) => 3,
    };
    let turned = |(x, y): (f64, f64)| match turn {
        0 => (x, y),
        1 => (y, -x),
        2 => (-x, -y),
        _ => (-y, x),
    };
    (run.from, run.to) = (turned(run.from), turned(run.to));
    (turn, run)
}

fn into_lines(mut runs: Vec<Run>) -> Vec<Line> {
    runs.sort_by(|a, b| b.from.1.total_cmp(&a.from.1));
    let mut lines = Vec::new();
    let mut open: Vec<Run> = Vec::new();
    for run in runs {
        let same =
            open.last().is_none_or(|last| (last.from.1 - run.from.1).abs() <= SAME_LINE * last.size.min(run.size));
        if !same {
            lines.extend(line(std::mem::take(&mut open)));
        }
        open.push(run);
    }
    lines.extend(line(open));
    lines
}

fn is_wide(character: Option<char>) -> bool {
    character.is_some_and(|character| character >= '\u{2E80}' || matches!(character, '\u{2010}'..='\u{2027}'))
}

/// Puts the runs of one line side by side. A run drawn twice for boldness counts once.
fn line(mut runs: Vec<Run>) -> Option<Line> {
    runs.sort_by(|a, b| a.from.0.total_cmp(&b.from.0));
    let mut text = String::new();
    let mut last: Option<&Run> = None;
    for run in &runs {
        if let Some(before) = last {
            let is_shadow = before.text == run.text && (run.from.0 - before.from.0).abs() < 0.2 * run.size;
            if is_shadow {
                continue;
            }
            let gap = (run.from.0 - before.to.0) / run.size.max(before.size).max(0.1);
            let wide = is_wide(text.chars().last()) || is_wide(run.text.chars().next());
            let spaced = text.ends_with(char::is_whitespace) || run.text.starts_with(char::is_whitespace);
            if gap > COLUMN_GAP {
                text.push('\t');
            } else if !spaced && gap > if wide { WIDE_SPACE_GAP } else { SPACE_GAP } {
                text.push(' ');
            }
        }
        text.push_str(&run.text);
        last = Some(run);
    }
    let printed: Vec<&Run> = runs.iter().filter(|run| !run.text.trim().is_empty()).collect();
    let left = printed.first()?.from.0;
    let right = printed.iter().map(|run| run.to.0).fold(left, f64::max);
    let largest = printed.iter().max_by(|a, b| a.text.len().cmp(&b.text.len()))?;
    Some(Line { text: text.trim().to_owned(), left, right, y: largest.from.1, size: largest.size.max(0.1) })
}

/// Margins of a page, to measure lines against.
struct Frame {
    left: f64,
    right: f64,
    pitch: f64,
}

impl Frame {
    fn around(lines: &[Line]) -> Self {
        let left = lines.iter().map(|line| line.left).fold(f64::INFINITY, f64::min);
        let right = lines.iter().map(|line| line.right).fold(f64::NEG_INFINITY, f64::max);
        Self { left, right, pitch: usual_pitch(lines) }
    }

    fn indent(&self, line: &Line) -> f64 {
        (line.left - self.left) / line.size
    }

    fn rest(&self, line: &Line) -> f64 {
        (self.right - line.right) / line.size
    }

    fn is_centred(&self, line: &Line) -> bool {
        self.indent(line) > INDENT && (self.indent(line) - self.rest(line)).abs() < 1.5
    }

    fn parts(&self, line: &Line, next: &Line) -> bool {
        if distance(line, next) > self.pitch * LOOSE || differ_in_size(line, next) {
            return true;
        }
        match (self.is_centred(line), self.is_centred(next)) {
            (true, true) => false,
            (true, false) | (false, true) => true,
            (false, false) => self.indent(next) > INDENT || self.rest(line) > SHORT,
        }
    }
}

/// Lines with a blank one where the print shows that a paragraph ends.
fn paragraphs(lines: &[Line]) -> PageText {
    let frame = Frame::around(lines);
    let mut text = String::new();
    for (place, line) in lines.iter().enumerate() {
        text.push_str(&line.text);
        text.push('\n');
        if lines.get(place + 1).is_some_and(|next| frame.parts(line, next)) {
            text.push('\n');
        }
    }
    let begins = lines.first().is_some_and(|line| frame.indent(line) > INDENT);
    let ends = lines.last().is_some_and(|line| frame.rest(line) > SHORT);
    PageText { text, begins, ends }
}

/// The distance of lines, in sizes of the font: the middle one of all.
fn usual_pitch(lines: &[Line]) -> f64 {
    let mut all: Vec<f64> = lines.windows(2).filter_map(|pair| Some(distance(pair.first()?, pair.last()?))).collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len().saturating_sub(1) / 2).copied().unwrap_or(1.0)
}

fn differ_in_size(line: &Line, next: &Line) -> bool {
    (line.size / next.size - 1.0).abs() > 0.15
}

fn distance(line: &Line, next: &Line) -> f64 {
    (line.y - next.y) / line.size.max(next.size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str, x: f64, y: f64) -> Run {
        Run { text: text.to_owned(), from: (x, y), to: (x + 10.0 * text.chars().count() as f64, y), size: 10.0 }
    }

    fn read(runs: Vec<Run>) -> String {
        lines(runs).text().text
    }

    #[test]
    fn lines_come_from_top_to_bottom_and_left_to_right() {
        let read = read(vec![run("乙", 0.0, 80.0), run("文", 10.0, 100.0), run("公", 0.0, 101.0)]);
        assert_eq!(read, "公文\n乙\n");
    }

    #[test]
    fn an_indent_or_a_short_line_ends_a_paragraph() {
        let full = "一二三四五六七八九十";
        let runs = vec![
            run("加快推进建设工作着", 10.0 + 10.0, 100.0),
            run(full, 0.0, 85.0),
            run("完。", 0.0, 70.0),
            run("全面启动建设工作的", 20.0, 55.0),
            run(full, 0.0, 40.0),
        ];
        assert_eq!(read(runs), format!("加快推进建设工作着\n{full}\n完。\n\n全面启动建设工作的\n{full}\n"));
    }

    #[test]
    fn gaps_are_spaces_and_shadows_go() {
        let runs = vec![run("20", 0.0, 0.0), run("20", 1.0, 0.0), run("ab", 24.0, 0.0), run("年", 44.0, 0.0)];
        assert_eq!(read(runs), "20 ab年\n");
    }
}
