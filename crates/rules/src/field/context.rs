//! What a kind may ask while it reads: code lists, organisations, units. Handed in, so that nothing here knows a database.

use base::Language;
use std::collections::BTreeMap;

/// A line of a code list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeEntry {
    /// The code.
    pub code: String,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
}

/// A code list of the pack, in the order of its file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodeList {
    /// Its lines.
    pub entries: Vec<CodeEntry>,
}

/// What is known around an entry.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Code lists by name.
    pub lists: &'a BTreeMap<String, CodeList>,
    /// Every name, short name and alias of an organisation, folded, to its code.
    pub organisations: &'a BTreeMap<String, String>,
    /// Code of an organisation to the name that is shown.
    pub organisation_names: &'a BTreeMap<String, String>,
    /// Codes of assessment units to their names, in order.
    pub units: &'a BTreeMap<String, String>,
    /// In which language values are shown.
    pub language: Language,
}
