//! Reading TOML so that everything wrong is told at once: a [`Row`] hands out typed values, notes what is missing or of
//! the wrong shape, and remembers where each value stood, so that later checks can point at it.

use crate::findings::Findings;
use base::{Day, Decimal, Sentence, Span};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The place of a value in a pack: file and dotted path, such as `organisation[3].successor`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    /// File of the pack.
    pub file: String,
    /// Dotted path; empty for the whole file.
    pub path: String,
}

impl At {
    /// The whole file.
    pub fn file(file: &str) -> Self {
        Self { file: file.to_owned(), path: String::new() }
    }

    /// A key below.
    pub fn key(&self, key: &str) -> Self {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        Self { file: self.file.clone(), path }
    }

    /// An element below.
    pub fn item(&self, index: usize) -> Self {
        Self { file: self.file.clone(), path: format!("{}[{index}]", self.path) }
    }
}

/// One table of a file.
pub(crate) struct Row<'t, 'i> {
    table: &'t DeTable<'i>,
    at: At,
}

/// Parses a file and hands its root to `read`. Syntax errors are all noted; what could be read is read.
pub(crate) fn with_sheet<T>(
    file: &str,
    text: &str,
    out: &mut Findings,
    read: impl FnOnce(&Row, &mut Findings) -> T,
) -> T {
    let (root, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        out.mark_broken(file);
        let at = At::file(file).key("\u{0}");
        out.remember(&at, error.span().map_or(Span::new(text.len(), text.len()), to_span));
        out.error(&at, Sentence::new("pack.syntax").with("reason", error.message()));
    }
    let row = Row { table: root.get_ref(), at: At::file(file) };
    read(&row, out)
}

/// The most that a count of a file can be.
const COUNT_MAX: i64 = 100_000;

impl<'t, 'i> Row<'t, 'i> {
    /// Notes every key that is not one of `known`, with the nearest known one.
    pub fn only(&self, known: &[&str], out: &mut Findings) {
        for key in self.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let name = key.get_ref().as_ref();
            let at = self.at.key(name);
            out.remember(&at, to_span(key.span()));
            let hint = match base::nearest(name, known.iter().copied()) {
                Some(meant) => Sentence::new("pack.hint.meant").with("name", meant),
                None => Sentence::new("pack.hint.known_keys").with("keys", known.join(", ")),
            };
            out.error_with(&at, Sentence::new("pack.unknown_key").with("key", name), hint);
        }
    }

    fn value(&self, key: &str, out: &mut Findings) -> Option<(&'t DeValue<'i>, At)> {
        let value = self.table.get(key)?;
        let at = self.at.key(key);
        out.remember(&at, to_span(value.span()));
        Some((value.get_ref(), at))
    }

    fn missing<T: Default>(&self, key: &str, out: &mut Findings) -> T {
        out.error(&self.at, Sentence::new("pack.missing_key").with("key", key));
        T::default()
    }

    fn optional<T>(
        &self,
        key: &str,
        want: &str,
        out: &mut Findings,
        take: impl FnOnce(&DeValue) -> Option<T>,
    ) -> Option<T> {
        let (value, at) = self.value(key, out)?;
        let taken = take(value);
        if taken.is_none() {
            out.error(&at, Sentence::new(want).with("key", key));
        }
        taken
    }

    /// A text that may be left out; an empty one is wrong.
    pub fn text_if(&self, key: &str, out: &mut Findings) -> Option<String> {
        self.optional(key, "pack.want_text", out, to_text)
    }

    /// A text that must stand.
    pub fn text(&self, key: &str, out: &mut Findings) -> String {
        if self.has(key) { self.text_if(key, out).unwrap_or_default() } else { self.missing(key, out) }
    }

    /// A whole number that must stand, in a range.
    pub fn number(&self, key: &str, range: Range<i64>, out: &mut Findings) -> i64 {
        if !self.has(key) {
            return self.missing(key, out);
        }
        let read = self.optional(key, "pack.want_number", out, |value| plain_number(value)?.parse::<i64>().ok());
        match read {
            Some(number) if !range.contains(&number) => {
                let limits = Sentence::new("pack.out_of_range").with("from", range.start).with("until", range.end - 1);
                out.error(&self.at.key(key), limits.with("value", number));
                range.start
            }
            read => read.unwrap_or_default(),
        }
    }

    /// A year that must stand.
    pub fn year(&self, key: &str, out: &mut Findings) -> i16 {
        i16::try_from(self.number(key, 1949..10000, out)).unwrap_or_default()
    }

    /// A decimal that may be left out, read digit by digit: no float in between.
    pub fn decimal_if(&self, key: &str, out: &mut Findings) -> Option<Decimal> {
        self.optional(key, "pack.want_decimal", out, |value| plain_number(value)?.parse().ok())
    }

    /// A decimal that must stand.
    pub fn decimal(&self, key: &str, out: &mut Findings) -> Decimal {
        if self.has(key) { self.decimal_if(key, out).unwrap_or_default() } else { self.missing(key, out) }
    }

    /// A day that may be left out.
    pub fn day_if(&self, key: &str, out: &mut Findings) -> Option<Day> {
        self.optional(key, "pack.want_day", out, to_day)
    }

    /// A day that must stand.
    pub fn day(&self, key: &str, out: &mut Findings) -> Option<Day> {
        if self.has(key) { self.day_if(key, out) } else { self.missing(key, out) }
    }

    /// One of a closed list of words, that may be left out.
    pub fn choice_if<T: Copy>(&self, key: &str, choices: &[(&str, T)], out: &mut Findings) -> Option<T> {
        let (value, at) = self.value(key, out)?;
        let word = value.as_str().unwrap_or_default();
        let chosen = find_choice(word, choices);
        if chosen.is_none() {
            unknown_choice(word, choices, &at, out);
        }
        chosen
    }

    /// One of a closed list of words, that must stand; the first where it is missing.
    pub fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)], out: &mut Findings) -> Option<T> {
        if self.has(key) { self.choice_if(key, choices, out) } else { self.missing(key, out) }
    }

    /// A list of words of a closed list; an absent list is empty.
    pub fn choices<T: Copy>(&self, key: &str, choices: &[(&str, T)], out: &mut Findings) -> Vec<T> {
        let words = self.texts(key, out);
        let mut chosen = Vec::new();
        for (index, word) in words.iter().enumerate() {
            match find_choice(word, choices) {
                Some(choice) => chosen.push(choice),
                None => unknown_choice(word, choices, &self.at.key(key).item(index), out),
            }
        }
        chosen
    }

    /// A list of texts; an absent list is empty.
    pub fn texts(&self, key: &str, out: &mut Findings) -> Vec<String> {
        self.list(key, "pack.want_text", out, to_text)
    }

    /// A list of days; an absent list is empty.
    pub fn days(&self, key: &str, out: &mut Findings) -> Vec<Day> {
        self.list(key, "pack.want_day", out, to_day)
    }

    /// A list of counts; an absent list is empty.
    pub fn counts(&self, key: &str, out: &mut Findings) -> Vec<u32> {
        self.list(key, "pack.want_number", out, |value| plain_number(value)?.parse::<u32>().ok())
    }

    fn list<T>(&self, key: &str, want: &str, out: &mut Findings, take: impl Fn(&DeValue) -> Option<T>) -> Vec<T> {
        let Some((value, at)) = self.value(key, out) else { return Vec::new() };
        let Some(array) = value.as_array() else {
            out.error(&at, Sentence::new("pack.want_list").with("key", key));
            return Vec::new();
        };
        let mut taken = Vec::new();
        for element in array.iter() {
            // What cannot be taken leaves no gap, so that places keep in step with the list that is handed out.
            let at = at.item(taken.len());
            out.remember(&at, to_span(element.span()));
            match take(element.get_ref()) {
                Some(element) => taken.push(element),
                None => out.error(&at, Sentence::new(want).with("key", key)),
            }
        }
        taken
    }

    /// The table of a key, that may be left out.
    pub fn row_if(&self, key: &str, out: &mut Findings) -> Option<Row<'t, 'i>> {
        let (value, at) = self.value(key, out)?;
        let table = value.as_table();
        if table.is_none() {
            out.error(&at, Sentence::new("pack.want_table").with("key", key));
        }
        table.map(|table| Row { table, at })
    }

    /// The tables of a list (`[[key]]`); an absent list is empty.
    pub fn rows(&self, key: &str, out: &mut Findings) -> Vec<Row<'t, 'i>> {
        let Some((value, at)) = self.value(key, out) else { return Vec::new() };
        let Some(array) = value.as_array() else {
            out.error(&at, Sentence::new("pack.want_list").with("key", key));
            return Vec::new();
        };
        let mut rows = Vec::new();
        for element in array.iter() {
            let at = at.item(rows.len());
            out.remember(&at, to_span(element.span()));
            match element.get_ref().as_table() {
                Some(table) => rows.push(Row { table, at }),
                None => out.error(&at, Sentence::new("pack.want_table").with("key", key)),
            }
        }
        rows
    }

    /// Yes or no; no where it is left out.
    pub fn truth(&self, key: &str, out: &mut Findings) -> bool {
        self.optional(key, "pack.want_truth", out, to_truth).unwrap_or_default()
    }

    /// A count that may be left out.
    pub fn count_if(&self, key: &str, out: &mut Findings) -> Option<u32> {
        self.has(key).then(|| self.count(key, out))
    }

    /// A count that must stand.
    pub fn count(&self, key: &str, out: &mut Findings) -> u32 {
        u32::try_from(self.number(key, 0..COUNT_MAX + 1, out)).unwrap_or_default()
    }

    /// The table of a key that must stand.
    pub fn row(&self, key: &str, out: &mut Findings) -> Option<Row<'t, 'i>> {
        if self.has(key) { self.row_if(key, out) } else { self.missing::<Option<Row<'t, 'i>>>(key, out) }
    }

    /// Names of the writer's choice with a text each, in order of name.
    pub fn pairs(&self, key: &str, out: &mut Findings) -> Vec<(String, String)> {
        let Some(row) = self.row(key, out) else { return Vec::new() };
        let mut names: Vec<String> = row.table.keys().map(|name| name.get_ref().to_string()).collect();
        names.sort_unstable();
        names.into_iter().map(|name| (name.clone(), row.text(&name, out))).collect()
    }

    /// Where the table stands.
    pub fn at(&self) -> &At {
        &self.at
    }

    /// Does a key stand?
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }
}

fn find_choice<T: Copy>(word: &str, choices: &[(&str, T)]) -> Option<T> {
    choices.iter().find(|(name, _)| *name == word).map(|(_, choice)| *choice)
}

fn unknown_choice<T>(word: &str, choices: &[(&str, T)], at: &At, out: &mut Findings) {
    let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
    let hint = Sentence::new("pack.hint.choices").with("choices", names.join(", "));
    out.error_with(at, Sentence::new("pack.unknown_choice").with("value", word), hint);
}

/// The digits of a number as written, without the separators TOML allows.
fn plain_number(value: &DeValue) -> Option<String> {
    let digits = match value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        _ => return None,
    };
    Some(digits.replace('_', ""))
}

fn to_truth(value: &DeValue) -> Option<bool> {
    value.as_bool()
}

/// A text with something in it.
fn to_text(value: &DeValue) -> Option<String> {
    value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// A day written bare (2023-01-28) or as a text; a day with a time is not a day.
fn to_day(value: &DeValue) -> Option<Day> {
    match value {
        DeValue::Datetime(moment) if moment.time.is_none() => {
            let date = moment.date?;
            Day::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        }
        DeValue::String(text) => text.parse().ok(),
        _ => None,
    }
}

fn to_span(range: Range<usize>) -> Span {
    Span::new(range.start, range.end)
}
