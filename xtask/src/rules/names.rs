//! Names say what a thing does; these words do not.

use crate::rust_text::Kind;
use crate::tree::Tree;

const EMPTY_WORDS: [&str; 4] = ["Manager", "Helper", "Service", "Util"];
const EMPTY_FILES: [&str; 6] = ["util", "utils", "helper", "helpers", "manager", "service"];
const DECLARING: [&str; 8] = ["struct", "enum", "trait", "type", "mod", "fn", "class", "interface"];

/// Declared names and files that carry an empty word.
pub fn empty_names(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for file in tree.files.iter().filter(|file| [".rs", ".ts", ".vue"].iter().any(|e| file.path.ends_with(e))) {
        let empty = file.path.split('/').any(|part| {
            let stem = part.split('.').next().unwrap_or_default();
            EMPTY_FILES.contains(&stem.to_lowercase().as_str()) || has_empty_word(stem)
        });
        if empty {
            breaches.push(format!("{}: the file's name", file.path));
        }
    }
    for (file, tokens) in tree.rust() {
        for pair in tokens.windows(2) {
            let [keyword, name] = pair else { continue };
            let declares = keyword.kind == Kind::Word && DECLARING.contains(&keyword.text) && name.kind == Kind::Word;
            if declares && (has_empty_word(name.text) || EMPTY_FILES.contains(&name.text)) {
                breaches.push(format!("{}:{} {}", file.path, name.line, name.text));
            }
        }
    }
    breaches
}

/// The word as a part of its own in CamelCase (`FileManager`, but not `Serviceable`).
fn has_empty_word(name: &str) -> bool {
    EMPTY_WORDS.iter().any(|word| {
        name.match_indices(word).any(|(at, _)| {
            let after = name.get(at + word.len()..).and_then(|tail| tail.trim_start_matches('s').chars().next());
            after.is_none_or(|c| !c.is_ascii_lowercase())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_words_are_found_where_they_are_declared() {
        let tree = Tree::of(&[
            ("crates/a/src/utils.rs", ""),
            (
                "crates/a/src/plan.rs",
                "struct PlanManager; fn serve(s: impl tower::Service) {} mod helpers {} struct Serviceable;",
            ),
            ("ui/src/PlanHelper.vue", ""),
        ]);
        let found = empty_names(&tree);
        assert_eq!(found.len(), 4, "{found:?}");
    }
}
