//! `numbering.xml`: lists, their levels, and what single lists change about them.

use super::super::unusable::Unusable;
use super::number::NumberFormat;
use super::styles::Styles;
use super::xml::{self, Visitor};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// Word has nine levels.
pub(super) const LEVELS: usize = 9;
/// A label's pattern is some characters long; a longer one is cut, so that a list cannot multiply it.
const PATTERN_AT_MOST: usize = 64;
/// Lists pile up in documents that were edited for years, but not without end.
const LISTS_AT_MOST: usize = 50_000;

/// What stands between a number and its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suffix {
    Tab,
    Space,
    Nothing,
}

/// One level of a list.
#[derive(Clone, Debug)]
pub(super) struct Level {
    /// First number.
    pub(super) start: u32,
    /// How the number prints.
    pub(super) format: NumberFormat,
    /// `%1、`: where which level's number goes.
    pub(super) pattern: String,
    /// What follows the label.
    pub(super) suffix: Suffix,
    /// Starts again after a level before this one (counted from 1); 0 never; absent after any higher one.
    pub(super) restarts_after: Option<usize>,
    /// Higher levels print as digits here.
    pub(super) legal: bool,
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: NumberFormat::Decimal,
            pattern: String::new(),
            suffix: Suffix::Tab,
            restarts_after: None,
            legal: false,
            style: None,
        }
    }
}

#[derive(Debug, Default)]
struct Pattern {
    levels: BTreeMap<usize, Level>,
    by_style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    pattern: String,
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
}

/// All lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    patterns: BTreeMap<String, Pattern>,
    lists: BTreeMap<String, List>,
}

impl Numbering {
    /// Reads the part; "" is a document without lists.
    pub(super) fn read(part: &str) -> Result<Self, Unusable> {
        let mut reader = NumberingReader::default();
        xml::walk(part, &mut reader)?;
        Ok(reader.numbering)
    }

    /// The list's pattern: lists of one pattern count together. Some patterns stand in for that of a style.
    pub(super) fn pattern_of(&self, list: &str, styles: &Styles) -> Option<&str> {
        let name = &self.lists.get(list)?.pattern;
        let by_style = self.patterns.get(name).and_then(|pattern| pattern.by_style.as_deref());
        match by_style.and_then(|style| styles.list_of(style)) {
            Some(other) => self.lists.get(other).map(|list| list.pattern.as_str()),
            None => Some(name),
        }
    }

    /// A level as this list has it.
    pub(super) fn level(&self, list: &str, pattern: &str, level: usize) -> Option<&Level> {
        let own = self.lists.get(list).and_then(|list| list.levels.get(&level));
        own.or_else(|| self.patterns.get(pattern)?.levels.get(&level))
    }

    /// Where this list makes a level begin anew, if it does.
    pub(super) fn own_start(&self, list: &str, level: usize) -> Option<u32> {
        self.lists.get(list)?.starts.get(&level).copied()
    }

    /// The level that belongs to a paragraph style.
    pub(super) fn level_of_style(&self, pattern: &str, style: &str) -> Option<usize> {
        let levels = &self.patterns.get(pattern)?.levels;
        levels.iter().find(|(_, level)| level.style.as_deref() == Some(style)).map(|(at, _)| *at)
    }
}

#[derive(Default)]
struct NumberingReader {
    numbering: Numbering,
    pattern: Option<(String, Pattern)>,
    list: Option<(String, List)>,
    level: Option<(usize, Level)>,
    overridden: usize,
}

fn number(element: &BytesStart<'_>) -> Option<u32> {
    xml::value(element)?.trim().parse().ok()
}

fn level_number(element: &BytesStart<'_>) -> Option<usize> {
    xml::attribute(element, "ilvl")?.trim().parse().ok().filter(|level| *level < LEVELS)
}

impl NumberingReader {
    fn in_level(&mut self, name: &str, element: &BytesStart<'_>) {
        let Some((_, level)) = &mut self.level else { return };
        match name {
            "start" => level.start = number(element).unwrap_or(1),
            "numFmt" => level.format = NumberFormat::named(&xml::value(element).unwrap_or_default()),
            "lvlText" => {
                level.pattern = xml::value(element).unwrap_or_default().chars().take(PATTERN_AT_MOST).collect()
            }
            "suff" => {
                level.suffix = match xml::value(element).as_deref() {
                    Some("nothing") => Suffix::Nothing,
                    Some("space") => Suffix::Space,
                    _ => Suffix::Tab,
                }
            }
            "lvlRestart" => level.restarts_after = number(element).map(|after| after as usize),
            "isLgl" => level.legal = xml::is_on(element),
            "pStyle" => level.style = xml::value(element),
            _ => {}
        }
    }
}

impl Visitor for NumberingReader {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        match (name, &mut self.pattern, &mut self.list) {
            ("abstractNum", ..) => {
                self.pattern = xml::attribute(element, "abstractNumId").map(|id| (id, Pattern::default()));
            }
            ("num", ..) => self.list = xml::attribute(element, "numId").map(|id| (id, List::default())),
            ("lvl", ..) => self.level = level_number(element).map(|at| (at, Level::default())),
            ("lvlOverride", ..) => self.overridden = level_number(element).unwrap_or(LEVELS),
            ("numStyleLink", Some((_, pattern)), _) => pattern.by_style = xml::value(element),
            ("abstractNumId", _, Some((_, list))) => list.pattern = xml::value(element).unwrap_or_default(),
            ("startOverride", _, Some((_, list))) => {
                list.starts.insert(self.overridden, number(element).unwrap_or(1));
            }
            _ => self.in_level(name, element),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "lvl" => match (self.level.take(), &mut self.pattern, &mut self.list) {
                (Some((at, level)), Some((_, pattern)), _) => {
                    pattern.levels.insert(at, level);
                }
                (Some((at, level)), None, Some((_, list))) => {
                    list.levels.insert(at, level);
                }
                _ => {}
            },
            "abstractNum" if self.numbering.patterns.len() < LISTS_AT_MOST => {
                self.numbering.patterns.extend(self.pattern.take());
            }
            "num" if self.numbering.lists.len() < LISTS_AT_MOST => self.numbering.lists.extend(self.list.take()),
            _ => {}
        }
    }
}
