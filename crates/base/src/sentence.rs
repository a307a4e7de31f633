//! Sentences for people: a code and its arguments; the words stand in the message files.

use crate::Day;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The reader's language. Chinese is the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// Reads an `Accept-Language` header or a plain tag such as `en`; anything else is Chinese.
    pub fn from_tag(tag: &str) -> Self {
        let first = tag.split([',', ';']).next().unwrap_or_default().trim();
        if first.get(..2).is_some_and(|head| head.eq_ignore_ascii_case("en")) { Self::English } else { Self::Chinese }
    }
}

/// A sentence by its code (`room.subject.case`) with named arguments. `{name}` in the message file is replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The key in `messages/*/*.json`.
    pub code: String,
    /// Named arguments, in order of name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

impl Sentence {
    /// A sentence without arguments.
    pub fn new(code: &str) -> Self {
        Self { code: code.to_owned(), args: BTreeMap::new() }
    }

    /// The same sentence with one argument more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    /// The words in the reader's language. A code without an entry shows as itself (a test keeps that from happening).
    pub fn render(&self, language: Language) -> String {
        let template = catalogue_text(language, &self.code).unwrap_or(&self.code);
        self.args.iter().fold(template.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{name}}}"), &shown(value, language))
        })
    }
}

/// An argument as the language writes it: a day is 2023年1月28日 in Chinese, everything else stands as it is.
fn shown(value: &str, language: Language) -> Cow<'_, str> {
    match (language, value.parse::<Day>()) {
        (Language::Chinese, Ok(day)) => {
            let parts = [("year", i32::from(day.year())), ("month", day.month().into()), ("day", day.day().into())];
            let words = parts.into_iter().fold(Sentence::new("base.day"), |words, (name, part)| words.with(name, part));
            Cow::Owned(words.render(language))
        }
        _ => Cow::Borrowed(value),
    }
}

/// The template of a code, if the message file has one.
pub fn catalogue_text(language: Language, code: &str) -> Option<&'static str> {
    catalogue(language).get(code).map(String::as_str)
}

/// All codes of a language in order; for the tests that compare the languages and look for unknown codes.
pub fn catalogue_codes(language: Language) -> Vec<&'static str> {
    catalogue(language).keys().map(String::as_str).collect()
}

fn catalogue(language: Language) -> &'static BTreeMap<String, String> {
    static CHINESE: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        load(&[
            include_str!("../messages/zh-CN/base.json"),
            include_str!("../messages/zh-CN/field.json"),
            include_str!("../messages/zh-CN/ledger.json"),
            include_str!("../messages/zh-CN/notice.json"),
            include_str!("../messages/zh-CN/rules.json"),
            include_str!("../messages/zh-CN/pack.json"),
            include_str!("../messages/zh-CN/sheet.json"),
            include_str!("../messages/zh-CN/store.json"),
            include_str!("../messages/zh-CN/work.json"),
            include_str!("../messages/zh-CN/duplicate.json"),
            include_str!("../messages/zh-CN/entry.json"),
            include_str!("../messages/zh-CN/correction.json"),
            include_str!("../messages/zh-CN/evidence.json"),
            include_str!("../messages/zh-CN/export.json"),
            include_str!("../messages/zh-CN/import.json"),
            include_str!("../messages/zh-CN/saved_view.json"),
            include_str!("../messages/zh-CN/web.json"),
            include_str!("../messages/zh-CN/luoshi.json"),
        ])
    });
    static ENGLISH: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        load(&[
            include_str!("../messages/en/base.json"),
            include_str!("../messages/en/field.json"),
            include_str!("../messages/en/ledger.json"),
            include_str!("../messages/en/notice.json"),
            include_str!("../messages/en/rules.json"),
            include_str!("../messages/en/pack.json"),
            include_str!("../messages/en/sheet.json"),
            include_str!("../messages/en/store.json"),
            include_str!("../messages/en/work.json"),
            include_str!("../messages/en/duplicate.json"),
            include_str!("../messages/en/entry.json"),
            include_str!("../messages/en/correction.json"),
            include_str!("../messages/en/evidence.json"),
            include_str!("../messages/en/export.json"),
            include_str!("../messages/en/import.json"),
            include_str!("../messages/en/saved_view.json"),
            include_str!("../messages/en/web.json"),
            include_str!("../messages/en/luoshi.json"),
        ])
    });
    match language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

/// The files are compiled in; one that does not parse yields no codes and fails the catalogue tests.
fn load(files: &[&str]) -> BTreeMap<String, String> {
    files.iter().flat_map(|file| serde_json::from_str::<BTreeMap<String, String>>(file).unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
    }

    #[test]
    fn both_languages_have_the_same_codes_and_placeholders() {
        assert_eq!(catalogue_codes(Language::Chinese), catalogue_codes(Language::English));
        assert!(!catalogue_codes(Language::Chinese).is_empty());
        for code in catalogue_codes(Language::Chinese) {
            let (zh, en) =
                (catalogue_text(Language::Chinese, code).unwrap(), catalogue_text(Language::English, code).unwrap());
            assert_eq!(placeholders(zh), placeholders(en), "{code}");
        }
    }

    #[test]
    fn arguments_are_filled_in() {
        let sentence = Sentence::new("base.too_long").with("max", 10);
        assert_eq!(sentence.render(Language::Chinese), "最多 10 个字。");
        let day = Sentence::new("rules.working_day.no_calendar").with("year", "2023-01-28");
        assert!(day.render(Language::Chinese).contains("2023年1月28日"));
        assert!(day.render(Language::English).contains("2023-01-28"));
        assert_eq!(Language::from_tag("en-GB,en;q=0.9"), Language::English);
        assert_eq!(Language::from_tag("zh-CN"), Language::Chinese);
        assert_eq!(Language::from_tag("一"), Language::Chinese);
    }
}
