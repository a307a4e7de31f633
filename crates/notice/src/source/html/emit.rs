//! The chosen content as paragraphs and tables.

use super::super::page::{Lie, Page};
use super::choose::Chosen;
use super::tree::{At, Node, Tree};

/// A step of the walk; the walk keeps its own stack, because pages nest deeper than a thread's.
enum Step {
    Enter(At),
    Leave(At),
}

struct Emitter<'a> {
    tree: &'a Tree,
    chosen: &'a Chosen,
    page: Page,
    line: String,
    preformatted: usize,
    /// One per open table: is it written as a table?
    tables: Vec<bool>,
}

/// Writes the content of a page.
pub(super) fn emit(tree: &Tree, chosen: &Chosen) -> Page {
    let mut emitter =
        Emitter { tree, chosen, page: Page::new(), line: String::new(), preformatted: 0, tables: Vec::new() };
    for root in &chosen.roots {
        emitter.walk(*root);
        emitter.end_line();
    }
    emitter.page
}

impl Emitter<'_> {
    fn walk(&mut self, root: At) {
        let mut steps = vec![Step::Enter(root)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(at) if self.chosen.dropped.get(at).copied().unwrap_or(false) => {}
                Step::Enter(at) => {
                    self.enter(at);
                    steps.push(Step::Leave(at));
                    steps.extend(self.tree.children_of(at).iter().rev().map(|child| Step::Enter(*child)));
                }
                Step::Leave(at) => self.leave(at),
            }
        }
    }

    fn enter(&mut self, at: At) {
        match self.tree.nodes.get(at) {
            Some(Node::Text { text, .. }) => self.text(text),
            Some(Node::Break) => self.end_line(),
            Some(Node::Element { name, .. }) => {
                self.end_line();
                self.enter_element(at, name);
            }
            None => {}
        }
    }

    fn enter_element(&mut self, at: At, name: &str) {
        match name {
            "pre" => self.preformatted += 1,
            "table" => {
                let is_written = self.is_data(at) && self.page.open_table();
                self.tables.push(is_written);
            }
            "td" | "th" if self.writes_table() => self.page.open_cell(),
            _ => {}
        }
    }

    fn leave(&mut self, at: At) {
        let Some(Node::Element { name, columns, rows, .. }) = self.tree.nodes.get(at) else { return };
        self.end_line();
        match *name {
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "td" | "th" if self.writes_table() => {
                // `rowspan=0` reaches to the end of the table.
                let rows = if *rows == 0 { usize::MAX } else { *rows };
                self.page.close_cell(Lie::Covers(*columns, rows));
            }
            "tr" if self.writes_table() => self.page.close_row(),
            "table" => self.close_table(),
            _ => {}
        }
    }

    fn close_table(&mut self) {
        if self.tables.pop() == Some(true) {
            self.page.close_table();
        }
    }

    fn writes_table(&self) -> bool {
        self.tables.last() == Some(&true)
    }

    /// A table of data has rows of several cells and no table inside; anything else arranges the page.
    fn is_data(&self, table: At) -> bool {
        let mut open = self.tree.children_of(table).to_vec();
        let (mut rows, mut wide) = (0_usize, false);
        while let Some(at) = open.pop() {
            match self.tree.name(at) {
                "table" => return false,
                "tr" => {
                    rows += 1;
                    let cells = self.tree.children_of(at).iter();
                    wide |= cells.filter(|cell| matches!(self.tree.name(**cell), "td" | "th")).count() > 1;
                }
                _ => {}
            }
            open.extend(self.tree.children_of(at));
        }
        rows > 1 && wide
    }

    /// White space is one space, and none between two wide characters where the file only broke its line.
    fn text(&mut self, text: &str) {
        let text = text.replace('\u{A0}', " ");
        if self.preformatted > 0 {
            let mut lines = text.split('\n');
            self.line.push_str(lines.next().unwrap_or_default());
            for line in lines {
                self.end_line();
                self.line.push_str(line);
            }
            return;
        }
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            if !character.is_ascii_whitespace() {
                self.line.push(character);
                continue;
            }
            let mut broken = matches!(character, '\n' | '\r');
            while let Some(more) = characters.next_if(char::is_ascii_whitespace) {
                broken |= matches!(more, '\n' | '\r');
            }
            let wide = |character: Option<char>| character.is_none_or(|character| character >= '\u{2E80}');
            let folds = broken && wide(self.line.chars().last()) && wide(characters.peek().copied());
            if !folds && !self.line.ends_with(' ') && !self.line.is_empty() {
                self.line.push(' ');
            }
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() {
            self.page.paragraph(line.trim());
        }
    }
}
