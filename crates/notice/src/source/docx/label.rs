//! Counting: the label a numbered paragraph shows, as Word computes it.

use super::number::NumberFormat;
use super::numbering::{LEVELS, Level, Numbering, Suffix};
use super::styles::Styles;
use std::collections::{BTreeMap, BTreeSet};

/// Counters of all lists while a document is read from top to bottom.
pub(super) struct Labels<'a> {
    styles: &'a Styles,
    numbering: &'a Numbering,
    /// By pattern: lists that share a pattern go on counting where the other stopped.
    counters: BTreeMap<&'a str, [Option<u32>; LEVELS]>,
    /// Lists whose own start at a level was used up.
    started: BTreeSet<(String, usize)>,
}

/// Which list and level a paragraph is numbered by, as far as it says so itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbered {
    /// `w:numId`; "0" takes the numbers of the style away.
    pub(super) list: Option<String>,
    /// `w:ilvl`.
    pub(super) level: Option<usize>,
}

impl<'a> Labels<'a> {
    /// Nothing counted yet.
    pub(super) fn new(styles: &'a Styles, numbering: &'a Numbering) -> Self {
        Self { styles, numbering, counters: BTreeMap::new(), started: BTreeSet::new() }
    }

    /// Counts a paragraph and gives its label with what parts it from the text; "" where it has none.
    pub(super) fn next(&mut self, style: Option<&str>, own: &Numbered) -> String {
        self.count(style, own).unwrap_or_default()
    }

    fn count(&mut self, style: Option<&str>, own: &Numbered) -> Option<String> {
        let inherited = self.styles.numbered(style);
        let list = own.list.as_deref().or(inherited.list.as_deref())?;
        let pattern = self.numbering.pattern_of(list, self.styles)?;
        let of_style = || {
            let style = inherited.by_style.as_deref().filter(|_| own.list.is_none())?;
            self.numbering.level_of_style(pattern, style)
        };
        let level = own.level.or(inherited.level).or_else(of_style).unwrap_or(0);
        let shape = self.numbering.level(list, pattern, level)?;
        self.advance(list, pattern, level, shape);
        Some(self.print(list, pattern, shape))
    }

    fn advance(&mut self, list: &str, pattern: &'a str, level: usize, shape: &Level) {
        let own_start = self.numbering.own_start(list, level);
        let begins_anew = own_start.is_some() && self.started.insert((list.to_owned(), level));
        let counters = self.counters.entry(pattern).or_default();
        if let Some(counter) = counters.get_mut(level) {
            *counter = Some(match (*counter, own_start) {
                (_, Some(start)) if begins_anew => start,
                (Some(last), _) => last.saturating_add(1),
                (None, _) => shape.start,
            });
        }
        for (deeper, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            let rule = self.numbering.level(list, pattern, deeper).and_then(|shape| shape.restarts_after);
            if rule.is_none_or(|after| level < after) {
                *counter = None;
            }
        }
    }

    fn print(&self, list: &str, pattern: &str, shape: &Level) -> String {
        let mut label = String::new();
        let mut characters = shape.pattern.chars().peekable();
        while let Some(character) = characters.next() {
            let digit = characters.peek().and_then(|next| next.to_digit(10)).filter(|digit| *digit > 0);
            match (character, digit) {
                ('%', Some(digit)) => {
                    characters.next();
                    label.push_str(&self.number(list, pattern, digit as usize - 1, shape.legal));
                }
                _ => label.push(character),
            }
        }
        if shape.format == NumberFormat::Bullet {
            label = bullet(&label);
        }
        // A tab or space after 、 or ） is layout; after "1." it keeps the label off a figure.
        let parted = label.is_empty() || label.ends_with(['、', '）', '．', '。', '，']);
        if shape.suffix != Suffix::Nothing && !parted {
            label.push(' ');
        }
        label
    }

    fn number(&self, list: &str, pattern: &str, level: usize, legal: bool) -> String {
        let Some(shape) = self.numbering.level(list, pattern, level) else { return String::new() };
        let counted = self.counters.get(pattern).and_then(|counters| counters.get(level).copied().flatten());
        let format = if legal && shape.format != NumberFormat::None { NumberFormat::Decimal } else { shape.format };
        format.print(counted.unwrap_or(shape.start))
    }
}

/// Bullets of symbol fonts stand in the private use area and say nothing in another font.
fn bullet(label: &str) -> String {
    let is_private = |character: char| ('\u{E000}'..='\u{F8FF}').contains(&character);
    label.chars().map(|character| if is_private(character) { '•' } else { character }).collect()
}
