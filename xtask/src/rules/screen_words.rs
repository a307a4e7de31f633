//! The screens' words: `ui/src/messages/LANGUAGE/NAMESPACE.json`, a key `plan.title` in `plan.json`. Both languages have
//! the same keys and placeholders, every key that a screen says has words, and no words lie about unused.

use crate::rules::messages::LANGUAGES;
use crate::tree::Tree;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Endings that make `plan.json` a file and `plan.vue` a component, not a key.
const FILE_ENDINGS: [&str; 6] = ["json", "vue", "ts", "css", "html", "md"];

/// What stands right before a key. Elsewhere a text such as 'plan.new' may be the name of a draft.
const ASKING: [&str; 6] = ["t(", "words(", "hasWords(", "keypath=", "title: ", "label: "];

/// Key → words of one language.
pub fn words(tree: &Tree, language: &str) -> BTreeMap<String, String> {
    let folder = format!("ui/src/messages/{language}/");
    let mut out = BTreeMap::new();
    for file in tree.with_ending(".json") {
        let Some(namespace) = file.path.strip_prefix(&folder).and_then(|name| name.strip_suffix(".json")) else {
            continue;
        };
        if let Ok(value) = serde_json::from_str::<Value>(&file.text) {
            flatten(namespace, &value, &mut out);
        }
    }
    out
}

/// Keys or placeholders that only one language has.
pub fn differences(tree: &Tree) -> Vec<String> {
    let [chinese, english] = LANGUAGES.map(|language| words(tree, language));
    let mut breaches = Vec::new();
    breaches.extend(chinese.keys().filter(|key| !english.contains_key(*key)).map(|key| format!("en lacks {key}")));
    breaches.extend(english.keys().filter(|key| !chinese.contains_key(*key)).map(|key| format!("zh-CN lacks {key}")));
    for (key, text) in &chinese {
        let other = english.get(key).map_or(text.as_str(), String::as_str);
        if placeholders(text) != placeholders(other) {
            breaches.push(format!("{key}: the placeholders differ"));
        }
    }
    breaches
}

/// Keys said in a screen that have no words.
pub fn unknown(tree: &Tree) -> Vec<String> {
    let words = words(tree, LANGUAGES[0]);
    let said = said(tree, &namespaces(&words));
    let is_known =
        |key: &str| words.contains_key(key) || words.keys().any(|other| other.starts_with(&format!("{key}.")));
    let exact = said.asked.iter().filter(|(key, _)| !is_known(key));
    let prefixes = said.prefixes.iter().filter(|(prefix, _)| !words.keys().any(|key| key.starts_with(prefix.as_str())));
    exact.chain(prefixes).map(|(key, path)| format!("{path}: {key}")).collect()
}

/// Keys that no screen says.
pub fn unused(tree: &Tree) -> Vec<String> {
    let words = words(tree, LANGUAGES[0]);
    let said = said(tree, &namespaces(&words));
    let is_said = |key: &str| {
        said.exact.contains_key(key)
            || said.exact.keys().any(|whole| key.strip_prefix(whole.as_str()).is_some_and(|rest| rest.starts_with('.')))
            || said.prefixes.keys().any(|prefix| key.starts_with(prefix.as_str()))
    };
    words.into_keys().filter(|key| !is_said(key)).collect()
}

/// Keys and beginnings of keys (`status.${kind}`), each with a file that says it.
#[derive(Default)]
struct Said {
    exact: BTreeMap<String, String>,
    /// Those of `exact` that stand where only a key can stand.
    asked: BTreeMap<String, String>,
    prefixes: BTreeMap<String, String>,
}

fn said(tree: &Tree, namespaces: &BTreeSet<String>) -> Said {
    let mut said = Said::default();
    let judged = |path: &str| path.starts_with("ui/src/") && (path.ends_with(".vue") || path.ends_with(".ts"));
    for file in tree.files.iter().filter(|file| judged(&file.path) && !file.is_test()) {
        for (at, quote) in file.text.match_indices(['\'', '"', '`']) {
            let rest = file.text.get(at + 1..).unwrap_or_default();
            let end =
                rest.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | '.' | '-')).unwrap_or(rest.len());
            let (run, tail) = rest.split_at(end);
            let Some((namespace, key)) = run.split_once('.') else { continue };
            // Double quotes hold an expression in a template (`:title="plan.title"`), but for the path of a sentence.
            let expression = quote == "\"" && !file.text.get(..at).is_some_and(|head| head.ends_with("keypath="));
            if expression || !namespaces.contains(namespace) || FILE_ENDINGS.contains(&key) {
                continue;
            }
            if tail.starts_with(quote) && !key.is_empty() {
                said.exact.insert(run.to_owned(), file.path.clone());
                if asks(file.text.get(..at).unwrap_or_default()) {
                    said.asked.insert(run.to_owned(), file.path.clone());
                }
            } else if quote == "`" && tail.starts_with("${") {
                said.prefixes.insert(run.to_owned(), file.path.clone());
            }
        }
    }
    said
}

/// Whether a text that ends here goes on with a key; `useDraft(` does not end with the call `t(`.
fn asks(head: &str) -> bool {
    let before = ASKING.iter().find_map(|call| head.strip_suffix(call));
    before.is_some_and(|rest| !rest.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_'))
}

fn namespaces(words: &BTreeMap<String, String>) -> BTreeSet<String> {
    words.keys().filter_map(|key| key.split('.').next()).map(str::to_owned).collect()
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).collect()
}

fn flatten(key: &str, value: &Value, out: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(name, inner)| flatten(&format!("{key}.{name}"), inner, out)),
        Value::String(text) => {
            out.insert(key.to_owned(), text.clone());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_compared_with_what_the_screens_say() {
        let words = r#"{"title": "{a}", "state": {"open": "x", "shut": "y"}, "old": "z"}"#;
        let screen = "<p :a=\"plan.count\">{{ $t('plan.title') }}</p> t(`plan.state.${s}`) t('plan.gone') import x from './plan.vue' `plan.json`";
        let tree = Tree::of(&[
            ("ui/src/messages/zh-CN/plan.json", words),
            ("ui/src/messages/en/plan.json", &words.replace("{a}", "{b}").replace("old", "new")),
            ("ui/src/views/A.vue", screen),
        ]);
        assert_eq!(unknown(&tree), ["ui/src/views/A.vue: plan.gone"]);
        assert_eq!(unused(&tree), ["plan.old"]);
        assert_eq!(differences(&tree).len(), 3);
    }
}
