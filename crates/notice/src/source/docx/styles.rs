//! `styles.xml`: which paragraph styles are numbered, and which are lines of a table of contents.

use super::super::unusable::Unusable;
use super::xml::{self, Visitor};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// Styles rest on others some levels deep; a circle ends here.
const CHAIN_AT_MOST: usize = 32;
/// Documents copied together from many others have some thousands.
const STYLES_AT_MOST: usize = 50_000;

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    list: Option<String>,
    level: Option<usize>,
}

/// The numbering a style brings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct StyleNumbered {
    /// The list.
    pub(super) list: Option<String>,
    /// The level.
    pub(super) level: Option<usize>,
    /// The style that named the list: a level may belong to it.
    pub(super) by_style: Option<String>,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    default: Option<String>,
}

impl Styles {
    /// Reads the part; "" is a document without styles.
    pub(super) fn read(part: &str) -> Result<Self, Unusable> {
        let mut reader = StylesReader::default();
        xml::walk(part, &mut reader)?;
        Ok(reader.styles)
    }

    /// The list of a numbering style.
    pub(super) fn list_of(&self, style: &str) -> Option<&str> {
        self.styles.get(style)?.list.as_deref()
    }

    /// What a paragraph's style (or the default style) says about numbering, through the styles it rests on.
    pub(super) fn numbered(&self, style: Option<&str>) -> StyleNumbered {
        let mut found = StyleNumbered::default();
        for (id, style) in self.chain(style) {
            found.level = found.level.or(style.level);
            if let Some(list) = &style.list {
                found.list = Some(list.clone());
                found.by_style = Some(id.to_owned());
                break;
            }
        }
        found
    }

    /// Is it a line of the table of contents (style names `toc 1`, `TOC Heading`)?
    pub(super) fn is_contents(&self, style: Option<&str>) -> bool {
        let mut names = self.chain(style).map(|(_, style)| style.name.to_ascii_lowercase());
        names.any(|name| name.starts_with("toc "))
    }

    fn chain<'a>(&'a self, style: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let mut next = style.or(self.default.as_deref());
        std::iter::from_fn(move || {
            let id = next?;
            let style = self.styles.get(id)?;
            next = style.based_on.as_deref();
            Some((id, style))
        })
        .take(CHAIN_AT_MOST)
    }
}

#[derive(Default)]
struct StylesReader {
    styles: Styles,
    style: Option<(String, Style)>,
}

impl Visitor for StylesReader {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        if name == "style" {
            let id = xml::attribute(element, "styleId").unwrap_or_default();
            let is_paragraph = xml::attribute(element, "type").as_deref() == Some("paragraph");
            let is_default = matches!(xml::attribute(element, "default").as_deref(), Some("1" | "true" | "on"));
            if is_paragraph && is_default {
                self.styles.default = Some(id.clone());
            }
            self.style = Some((id, Style::default()));
            return;
        }
        let Some((_, style)) = &mut self.style else { return };
        match name {
            "name" => style.name = xml::value(element).unwrap_or_default(),
            "basedOn" => style.based_on = xml::value(element),
            "numId" => style.list = xml::value(element),
            "ilvl" => style.level = xml::value(element).and_then(|level| level.trim().parse().ok()),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if name == "style" && self.styles.styles.len() < STYLES_AT_MOST {
            self.styles.styles.extend(self.style.take());
        }
    }
}
