//! Every code that the Rust side says has words in both languages, and no words lie about unused.

use crate::rust_text::{Kind, Token};
use crate::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};

/// The two languages, as their folders are called.
pub const LANGUAGES: [&str; 2] = ["zh-CN", "en"];
/// Endings that make `base.json` a file and not a code.
const FILE_ENDINGS: [&str; 8] = ["json", "toml", "rs", "md", "sql", "db", "txt", "html"];

/// Code → words of one language, from `crates/base/messages/LANGUAGE/*.json`.
pub fn catalogue(tree: &Tree, language: &str) -> BTreeMap<String, String> {
    let folder = format!("crates/base/messages/{language}/");
    let files = tree.with_ending(".json").filter(|file| file.path.starts_with(&folder));
    files.flat_map(|file| serde_json::from_str::<BTreeMap<String, String>>(&file.text).unwrap_or_default()).collect()
}

/// Faults of the files themselves: not JSON, not compiled in, a code in the wrong file, languages that differ.
pub fn faults_of_files(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    let loader = tree.text("crates/base/src/sentence.rs").unwrap_or_default();
    for file in tree.with_ending(".json") {
        let Some(name) = file.path.strip_prefix("crates/base/messages/") else { continue };
        if !loader.contains(&format!("../messages/{name}\"")) {
            breaches.push(format!("{}: not named in crates/base/src/sentence.rs", file.path));
        }
        let Ok(entries) = serde_json::from_str::<BTreeMap<String, String>>(&file.text) else {
            breaches.push(format!("{}: not a flat JSON object of strings", file.path));
            continue;
        };
        let room = name.rsplit('/').next().unwrap_or_default().trim_end_matches(".json");
        // A subject with many sentences has a file of its own: `rules.field.…` stands in `field.json`.
        let strangers = entries.keys().filter(|code| !code.split('.').take(2).any(|part| part == room));
        breaches.extend(strangers.map(|code| format!("{}: {code} belongs into the file of its room", file.path)));
    }
    let [chinese, english] = LANGUAGES.map(|language| catalogue(tree, language));
    breaches.extend(chinese.keys().filter(|code| !english.contains_key(*code)).map(|code| format!("en lacks {code}")));
    breaches
        .extend(english.keys().filter(|code| !chinese.contains_key(*code)).map(|code| format!("zh-CN lacks {code}")));
    breaches
}

/// Codes said in Rust that have no words, and placeholders that a sentence leaves open.
pub fn unknown_codes(tree: &Tree) -> Vec<String> {
    let words = catalogue(tree, LANGUAGES[0]);
    let rooms = rooms_with_messages(&words);
    let mut breaches = Vec::new();
    for (file, tokens) in tree.rust().filter(|(file, _)| file.path.starts_with("crates/") && !file.is_test()) {
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Text && !token.test) {
            let place = || format!("{}:{}", file.path, token.line);
            let said = is_said(&tokens, at) || is_code(token.text, &rooms);
            if let Some(template) = words.get(token.text) {
                let open = open_placeholders(template, &tokens, at);
                breaches.extend(open.iter().map(|name| format!("{} {} leaves {{{name}}} open", place(), token.text)));
            } else if said && !token.text.contains('{') {
                breaches.push(format!("{} {} has no words", place(), token.text));
            } else if let Some(prefix) = prefix_of_codes(token.text, &rooms)
                && !words.keys().any(|code| code.starts_with(prefix))
            {
                breaches.push(format!("{} no code starts with {prefix}", place()));
            }
        }
    }
    breaches
}

/// Codes with words that nobody says.
pub fn unused_codes(tree: &Tree) -> Vec<String> {
    let words = catalogue(tree, LANGUAGES[0]);
    let rooms = rooms_with_messages(&words);
    let mut unused: BTreeSet<&str> = words.keys().map(String::as_str).collect();
    for (_, tokens) in tree.rust().filter(|(file, _)| file.path.starts_with("crates/") && !file.is_test()) {
        for token in tokens.iter().filter(|token| token.kind == Kind::Text && !token.test) {
            unused.remove(token.text);
            if let Some(prefix) = prefix_of_codes(token.text, &rooms) {
                unused.retain(|code| !code.starts_with(prefix));
            }
        }
    }
    unused.into_iter().map(str::to_owned).collect()
}

fn rooms_with_messages(words: &BTreeMap<String, String>) -> BTreeSet<&str> {
    words.keys().filter_map(|code| code.split('.').next()).collect()
}

/// Whether the literal is handed to `Sentence::new(` or `conflict(`.
fn is_said(tokens: &[Token<'_>], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|i| tokens.get(i)).map(|token| token.text);
    let call = before(1) == Some("(");
    call && (before(2) == Some("conflict") || (before(2) == Some("new") && before(5) == Some("Sentence")))
}

/// `room.subject.case` with a room that has messages.
fn is_code(text: &str, rooms: &BTreeSet<&str>) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let word = |part: &&str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    parts.len() >= 3
        && parts.iter().all(word)
        && parts.first().is_some_and(|room| rooms.contains(room))
        && parts.last().is_some_and(|last| !FILE_ENDINGS.contains(last))
}

/// `notice.kind.` of a literal such as `notice.kind.{kind}`, or of the beginning itself.
fn prefix_of_codes<'a>(text: &'a str, rooms: &BTreeSet<&str>) -> Option<&'a str> {
    let prefix = text.split_once('{').map_or(text, |(prefix, _)| prefix);
    if prefix == text && !text.ends_with('.') {
        return None;
    }
    let room = prefix.split('.').next()?;
    let shape = prefix.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.');
    (shape && prefix.contains('.') && rooms.contains(room)).then_some(prefix)
}

/// Placeholders of the template that the chain `Sentence::new("code").with("name", …)` does not fill. A sentence that
/// is bound to a name (`= Sentence::new`) or handed on empty may be filled elsewhere, so it is not judged.
fn open_placeholders(template: &str, tokens: &[Token<'_>], at: usize) -> Vec<String> {
    let bound = at.checked_sub(6).and_then(|i| tokens.get(i)).is_some_and(|token| token.text == "=");
    if bound || !is_said(tokens, at) {
        return Vec::new();
    }
    let mut filled = BTreeSet::new();
    let mut next = at + 2;
    while let Some([dot, with, open, name]) = tokens.get(next..next + 4) {
        if (dot.text, with.text, open.text) != (".", "with", "(") || name.kind != Kind::Text {
            break;
        }
        filled.insert(name.text);
        next = closing(tokens, next + 2) + 1;
    }
    let names = template.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name));
    let open = names.filter(|name| !filled.contains(name)).map(str::to_owned);
    if filled.is_empty() { Vec::new() } else { open.collect() }
}

/// Where the bracket at `from` closes.
fn closing(tokens: &[Token<'_>], from: usize) -> usize {
    let mut depth = 0_i32;
    for (at, token) in tokens.iter().enumerate().skip(from).filter(|(_, token)| token.kind == Kind::Mark) {
        depth += match token.text {
            "(" | "[" | "{" => 1,
            ")" | "]" | "}" => -1,
            _ => 0,
        };
        if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(rust: &str) -> Tree {
        let words = "{\"work.plan.late\": \"{days} {who}\", \"work.verb.open\": \"x\"}";
        Tree::of(&[
            ("crates/base/messages/en/work.json", words),
            ("crates/base/messages/zh-CN/work.json", words),
            ("crates/base/src/sentence.rs", "\"../messages/en/work.json\" \"../messages/zh-CN/work.json\""),
            ("crates/work/src/a.rs", rust),
        ])
    }

    #[test]
    fn a_code_without_words_is_found() {
        let found = unknown_codes(&tree(
            "Sentence::new(\"odd\"); Refusal::conflict(\"work.x\"); f(\"work.plan.gone\"); g(\"work.json\")",
        ));
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(unknown_codes(&tree("format!(\"work.kind.{kind}\"); format!(\"work.verb.{verb}\")")).len(), 1);
    }

    #[test]
    fn an_open_placeholder_is_found() {
        let chain = "Sentence::new(\"work.plan.late\").with(\"days\", f(1, (2)))";
        assert_eq!(unknown_codes(&tree(chain)).len(), 1);
        assert!(unknown_codes(&tree(&format!("{chain}.with(\"who\", a)"))).is_empty());
        assert!(unknown_codes(&tree(&format!("let late = {chain}; late.with(\"who\", a)"))).is_empty());
    }

    #[test]
    fn words_that_nobody_says_are_found() {
        assert_eq!(unused_codes(&tree("Sentence::new(\"work.plan.late\")")), ["work.verb.open"]);
        assert!(unused_codes(&tree("a(\"work.plan.late\", format!(\"work.verb.{v}\"))")).is_empty());
        assert!(unused_codes(&tree("const A: &str = \"work.\";")).is_empty());
        assert!(faults_of_files(&tree("")).is_empty());
    }
}
