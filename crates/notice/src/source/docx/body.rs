//! The document's body: paragraphs with their labels, tables, text boxes; deleted text left out.

use super::super::page::{Lie, Page};
use super::label::{Labels, Numbered};
use super::numbering::Numbering;
use super::styles::Styles;
use super::xml::{self, Visitor};
use quick_xml::events::BytesStart;

/// A paragraph being read. A text box puts paragraphs inside a paragraph.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    numbered: Numbered,
    mark_deleted: bool,
}

/// What a cell says about merging.
#[derive(Clone, Copy, Debug)]
struct CellShape {
    columns: usize,
    continues_above: bool,
}

/// Reads the body into a page.
pub(super) struct Body<'a> {
    page: Page,
    styles: &'a Styles,
    labels: Labels<'a>,
    paragraphs: Vec<Paragraph>,
    /// Text of a paragraph whose mark was deleted: it goes on in the next one.
    carried: String,
    /// One per open table: is it the outermost?
    tables: Vec<bool>,
    cell: CellShape,
    /// Levels inside an element that is left out.
    left_out: usize,
    in_paragraph_properties: bool,
    in_row_properties: bool,
    in_run: bool,
    in_text: bool,
    hidden: bool,
    contents_follow: bool,
    footnotes: usize,
    pictures: bool,
}

const WHOLE: CellShape = CellShape { columns: 1, continues_above: false };

impl<'a> Body<'a> {
    /// Nothing read yet.
    pub(super) fn new(styles: &'a Styles, numbering: &'a Numbering) -> Self {
        Self {
            page: Page::new(),
            styles,
            labels: Labels::new(styles, numbering),
            paragraphs: Vec::new(),
            carried: String::new(),
            tables: Vec::new(),
            cell: WHOLE,
            left_out: 0,
            in_paragraph_properties: false,
            in_row_properties: false,
            in_run: false,
            in_text: false,
            hidden: false,
            contents_follow: false,
            footnotes: 0,
            pictures: false,
        }
    }

    /// How many footnotes the text refers to.
    pub(super) fn footnotes(&self) -> usize {
        self.footnotes
    }

    /// Are there pictures? A document of nothing else is a scan.
    pub(super) fn has_pictures(&self) -> bool {
        self.pictures
    }

    /// What was read.
    pub(super) fn into_page(self) -> Page {
        self.page
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut()
            && !self.hidden
        {
            paragraph.text.push_str(text);
        }
    }

    fn in_outermost_table(&self) -> bool {
        self.tables.last() == Some(&true)
    }

    /// Elements whose inside is never text of the document: deleted and moved runs, field codes, the older form of
    /// what stands in a newer one beside it, phonetic guides, remembered earlier properties.
    fn is_left_out(&self, name: &str, element: &BytesStart<'_>) -> bool {
        let is_mark = self.in_paragraph_properties || self.in_row_properties;
        match name {
            "del" | "moveFrom" => !is_mark,
            "Fallback" | "instrText" | "delText" | "delInstrText" | "rt" => true,
            "sdtContent" => self.contents_follow,
            "footnote" => xml::attribute(element, "type").is_some_and(|kind| kind != "normal"),
            _ => name.ends_with("PrChange") || name == "numberingChange" || name == "tblGridChange",
        }
    }

    fn open_structure(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "pPr" => self.in_paragraph_properties = true,
            "trPr" => self.in_row_properties = true,
            "tbl" => {
                let is_outermost = self.page.open_table();
                self.tables.push(is_outermost);
            }
            "gridBefore" if self.in_outermost_table() => self.page.skip_columns(count(element)),
            "tc" if self.in_outermost_table() => {
                self.cell = WHOLE;
                self.page.open_cell();
            }
            "gridSpan" if self.in_outermost_table() => self.cell.columns = count(element),
            "vMerge" if self.in_outermost_table() => {
                self.cell.continues_above = xml::value(element).as_deref() != Some("restart");
            }
            "docPartGallery" => {
                self.contents_follow = xml::value(element).as_deref() == Some("Table of Contents");
            }
            "footnoteReference" => self.footnotes += 1,
            "drawing" | "pict" | "object" => self.pictures = true,
            _ => {}
        }
    }

    fn open_property(&mut self, name: &str, element: &BytesStart<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = xml::value(element),
            "numId" => paragraph.numbered.list = xml::value(element),
            "ilvl" => paragraph.numbered.level = xml::value(element).and_then(|level| level.trim().parse().ok()),
            "del" | "moveFrom" => paragraph.mark_deleted = true,
            _ => {}
        }
    }

    fn open_run(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "r" => {
                self.in_run = true;
                self.hidden = false;
            }
            "vanish" if self.in_run => self.hidden = xml::is_on(element),
            "t" => self.in_text = true,
            "tab" | "ptab" => self.push("\t"),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "sym" => {
                let code = xml::attribute(element, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                let character = code.filter(|code| !(0xE000..=0xF8FF).contains(code)).and_then(char::from_u32);
                if let Some(character) = character.filter(|character| !character.is_control()) {
                    self.push(character.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }

    fn close_table(&mut self) {
        if self.tables.pop() == Some(true) {
            self.page.close_table();
        }
    }

    fn close_paragraph(&mut self) {
        self.hidden = false;
        let Some(paragraph) = self.paragraphs.pop() else { return };
        if self.styles.is_contents(paragraph.style.as_deref()) {
            return;
        }
        let text = std::mem::take(&mut self.carried) + &paragraph.text;
        if paragraph.mark_deleted {
            self.carried = text;
            return;
        }
        let label = self.labels.next(paragraph.style.as_deref(), &paragraph.numbered);
        let words = text.trim_end_matches('\n');
        match words.trim().is_empty() {
            true => self.page.paragraph(""),
            false => self.page.paragraph(&super::super::text::fold_lines(&(label + words))),
        }
    }
}

fn count(element: &BytesStart<'_>) -> usize {
    xml::value(element).and_then(|count| count.trim().parse().ok()).unwrap_or(1)
}

impl Visitor for Body<'_> {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        if self.left_out > 0 || self.is_left_out(name, element) {
            self.left_out += 1;
            if name == "sdtContent" {
                self.contents_follow = false;
            }
        } else if self.in_paragraph_properties {
            self.open_property(name, element);
        } else {
            self.open_structure(name, element);
            self.open_run(name, element);
        }
    }

    fn close(&mut self, name: &str) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        match name {
            "pPr" => self.in_paragraph_properties = false,
            "trPr" => self.in_row_properties = false,
            "t" => self.in_text = false,
            "r" => {
                self.in_run = false;
                self.hidden = false;
            }
            "p" => self.close_paragraph(),
            "tc" if self.in_outermost_table() => {
                let CellShape { columns, continues_above } = self.cell;
                let lie = if continues_above { Lie::ContinuesAbove(columns) } else { Lie::Covers(columns, 1) };
                self.page.close_cell(lie);
            }
            "tr" if self.in_outermost_table() => self.page.close_row(),
            "tbl" => self.close_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text && self.left_out == 0 {
            self.push(text);
        }
    }
}
