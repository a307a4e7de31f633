//! The structure of a page: blocks, lists and tables in an arena; inline elements leave no node.

use super::token::{Token, Tokens, attribute};

/// Real pages nest some thirty blocks deep.
const DEPTH_AT_MOST: usize = 600;
/// Unclosed inline tags pile up in sloppy pages, but not without end.
const INLINE_DEPTH_AT_MOST: usize = 20_000;
/// A page of a long plan has some ten thousand nodes.
const NODES_AT_MOST: usize = 1_000_000;

/// The page is too deep or too large to be a notice.
#[derive(Debug)]
pub(super) struct TooComplex;

/// Index of a node.
pub(super) type At = usize;

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A block element, a list, a table or a part of one.
    Element {
        /// Name in lower case.
        name: &'static str,
        /// Words of class and id, in lower case, each between spaces.
        marks: String,
        /// Cells: columns covered.
        columns: usize,
        /// Cells: rows covered.
        rows: usize,
    },
    /// Characters, white space as in the file.
    Text {
        /// The characters.
        text: String,
        /// Inside a link.
        linked: bool,
    },
    /// A forced line break.
    Break,
}

/// A page as nodes; children in order.
#[derive(Debug)]
pub(super) struct Tree {
    /// All nodes; the first is the root.
    pub(super) nodes: Vec<Node>,
    /// Per node: its children.
    pub(super) children: Vec<Vec<At>>,
}

/// Elements that make nodes. Anything else is inline.
const STRUCTURE: [&str; 49] = [
    "html",
    "body",
    "div",
    "p",
    "section",
    "article",
    "main",
    "center",
    "form",
    "fieldset",
    "blockquote",
    "pre",
    "hr",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "address",
    "figure",
    "figcaption",
    "details",
    "summary",
    "menu",
    "dir",
    "header",
    "td",
    "nav",
    "footer",
    "aside",
    "ucapcontent",
    "content",
    "founder-content",
    "td",
];
/// Elements whose content is never read.
const UNREAD: [&str; 17] = [
    "script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button", "textarea", "title",
    "audio", "video", "canvas", "map", "head", "dialog",
];
/// Elements without content.
const VOID: [&str; 13] =
    ["br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "param", "source", "wbr"];
/// Structure that belongs to the page and not to what it says.
const FURNITURE: [&str; 4] = ["nav", "footer", "aside", "menu"];

struct Builder {
    tree: Tree,
    open: Vec<(At, &'static str)>,
    unread: Vec<String>,
    links: usize,
    inline: usize,
}

impl Tree {
    /// Parses a page.
    pub(super) fn parse(page: &str) -> Result<Self, TooComplex> {
        let root = Node::Element { name: "html", marks: String::new(), columns: 1, rows: 1 };
        let tree = Self { nodes: vec![root], children: vec![Vec::new()] };
        let mut builder = Builder { tree, open: vec![(0, "html")], unread: Vec::new(), links: 0, inline: 0 };
        for token in Tokens::new(page) {
            builder.take(token)?;
        }
        Ok(builder.tree)
    }

    /// The name of an element, "" for text.
    pub(super) fn name(&self, at: At) -> &'static str {
        match self.nodes.get(at) {
            Some(Node::Element { name, .. }) => name,
            _ => "",
        }
    }

    /// The children of a node.
    pub(super) fn children_of(&self, at: At) -> &[At] {
        self.children.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    /// Is it part of the page's furniture by its element?
    pub(super) fn is_furniture(&self, at: At) -> bool {
        FURNITURE.contains(&self.name(at))
    }
}

impl Builder {
    fn take(&mut self, token: Token<'_>) -> Result<(), TooComplex> {
        match token {
            Token::Open { name, attributes } => self.open(&name, attributes),
            Token::Close { name } => {
                self.close(&name);
                Ok(())
            }
            Token::Text(text) if self.unread.is_empty() => {
                self.add(Node::Text { text: text.into_owned(), linked: self.links > 0 }).map(|_| ())
            }
            Token::Text(_) => Ok(()),
        }
    }

    fn open(&mut self, name: &str, attributes: &str) -> Result<(), TooComplex> {
        if let Some(outer) = self.unread.first() {
            // A body without an end tag of the head before it still begins the body.
            if outer == "head" && name == "body" {
                self.unread.clear();
            } else {
                if UNREAD.contains(&name) && self.unread.len() < DEPTH_AT_MOST {
                    self.unread.push(name.to_owned());
                }
                return Ok(());
            }
        }
        if UNREAD.contains(&name) {
            self.unread.push(name.to_owned());
            return Ok(());
        }
        if name == "br" {
            return self.add(Node::Break).map(|_| ());
        }
        let Some(kind) = STRUCTURE.iter().find(|kind| **kind == name) else {
            return self.open_inline(name);
        };
        self.close_implied(kind);
        if matches!(*kind, "html" | "body") && self.open.len() > 1 {
            return Ok(());
        }
        let span = |wanted: &str| attribute(attributes, wanted).and_then(|count| count.trim().parse().ok());
        let is_cell = matches!(*kind, "td" | "th");
        let (columns, rows) =
            if is_cell { (span("colspan").unwrap_or(1), span("rowspan").unwrap_or(1)) } else { (1, 1) };
        let at = self.add(Node::Element { name: kind, marks: marks(attributes), columns, rows })?;
        if !VOID.contains(kind) {
            self.links = 0;
            self.open.push((at, kind));
        }
        if self.open.len() > DEPTH_AT_MOST { Err(TooComplex) } else { Ok(()) }
    }

    fn open_inline(&mut self, name: &str) -> Result<(), TooComplex> {
        if VOID.contains(&name) {
            return Ok(());
        }
        if name == "a" {
            self.links = 1;
        }
        self.inline += 1;
        if self.inline > INLINE_DEPTH_AT_MOST { Err(TooComplex) } else { Ok(()) }
    }

    fn close(&mut self, name: &str) {
        if let Some(at) = self.unread.iter().rposition(|open| open == name) {
            self.unread.truncate(at);
            return;
        }
        if !self.unread.is_empty() {
            return;
        }
        if name == "a" {
            self.links = 0;
        }
        if !STRUCTURE.contains(&name) {
            self.inline = self.inline.saturating_sub(1);
            return;
        }
        // The end tag of a table part does not reach out of its table.
        let stop = self.open.iter().rposition(|(_, open)| *open == "table" && name != "table").unwrap_or(0);
        let found = self.open.iter().rposition(|(_, open)| *open == name).filter(|found| *found >= stop.max(1));
        if let Some(found) = found {
            self.open.truncate(found);
            self.inline = 0;
        }
    }

    /// End tags that may be left out: a block ends a paragraph, a cell a cell, an item an item.
    fn close_implied(&mut self, name: &str) {
        let (closed, within): (&[&str], &[&str]) = match name {
            "li" => (&["li"], &["ul", "ol", "menu", "dir", "table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl", "table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "tr" => (&["tr"], &["table"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "tr"], &["table"]),
            _ => (&[], &[]),
        };
        for (depth, (_, open)) in self.open.iter().enumerate().skip(1).rev() {
            if within.contains(open) {
                break;
            }
            if closed.contains(open) {
                self.open.truncate(depth);
                break;
            }
        }
        if self.open.len() > 1 && self.open.last().is_some_and(|(_, open)| *open == "p") {
            self.open.pop();
        }
    }

    fn add(&mut self, node: Node) -> Result<At, TooComplex> {
        let at = self.tree.nodes.len();
        if at >= NODES_AT_MOST {
            return Err(TooComplex);
        }
        let parent = self.open.last().map_or(0, |(parent, _)| *parent);
        self.tree.nodes.push(node);
        self.tree.children.push(Vec::new());
        if let Some(children) = self.tree.children.get_mut(parent) {
            children.push(at);
        }
        Ok(at)
    }
}

/// Words of class and id, split at camelCase, too: `topNav` is ` top nav `. An element that is not shown is marked so.
fn marks(attributes: &str) -> String {
    let mut marks = String::from(" ");
    for name in ["class", "id", "role"] {
        let Some(value) = attribute(attributes, name) else { continue };
        let mut was_lower = false;
        for character in value.chars().take(200) {
            if !character.is_alphanumeric() {
                marks.push(' ');
            } else if was_lower && character.is_ascii_uppercase() {
                marks.push(' ');
                marks.push(character.to_ascii_lowercase());
            } else {
                marks.push(character.to_ascii_lowercase());
            }
            was_lower = character.is_ascii_lowercase();
        }
        marks.push(' ');
    }
    let style = attribute(attributes, "style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    if style.contains("display:none") || style.contains("visibility:hidden") {
        marks.push_str("hidden ");
    }
    marks
}
