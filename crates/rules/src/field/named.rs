//! Things that have a code and names: what a person wrote to the code, and what was probably meant where nothing fits.

use base::{Language, Sentence, fold_name, nearest};

/// A thing with a code and names in both languages.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    /// Its code.
    pub code: &'a str,
    /// Its name in Chinese.
    pub zh: &'a str,
    /// Its name in English; may be empty.
    pub en: &'a str,
}

impl<'a> Named<'a> {
    /// Its name for a reader.
    pub fn name(&self, language: Language) -> &'a str {
        match language {
            Language::English if !self.en.is_empty() => self.en,
            _ => self.zh,
        }
    }
}

/// The thing that a text means: by its code, or by one of its names however it is spaced and written.
pub(super) fn find<'a>(text: &str, mut all: impl Iterator<Item = Named<'a>> + Clone) -> Option<Named<'a>> {
    // Whole matches first: they are what workbooks mostly hold, and folding a long list costs.
    if let Some(one) = all.clone().find(|one| one.code == text) {
        return Some(one);
    }
    if let Some(one) = all.clone().find(|one| one.zh == text || one.en == text) {
        return Some(one);
    }
    let folded = fold_name(text);
    let same = |word: &str| fold_name(word) == folded;
    if folded.is_empty() {
        return None;
    }
    all.clone().find(|one| same(one.zh) || same(one.en)).or_else(|| all.find(|one| same(one.code)))
}

/// What is said where nothing fits: with what was probably meant, if anything comes near.
pub(super) fn unknown<'a>(text: &str, all: impl Iterator<Item = Named<'a>> + Clone, language: Language) -> Sentence {
    let names = all.clone().flat_map(|one| [one.zh, one.en, one.code]).filter(|name| !name.is_empty());
    let meant =
        nearest(text, names).and_then(|near| all.clone().find(|one| [one.zh, one.en, one.code].contains(&near)));
    match meant {
        Some(meant) => Sentence::new("rules.field.unknown_meant")
            .with("value", text)
            .with("meant", meant.name(language))
            .with("code", meant.code),
        None => Sentence::new("rules.field.unknown").with("value", text),
    }
}

/// The name of a code for a reader; the code itself where nobody knows it any more.
pub(super) fn name_of<'a>(code: &'a str, mut all: impl Iterator<Item = Named<'a>>, language: Language) -> &'a str {
    all.find(|one| one.code == code).map_or(code, |one| one.name(language))
}
