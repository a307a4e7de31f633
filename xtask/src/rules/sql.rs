//! SQL stands in `store` only, and what differs between the engines in one file of it.

use crate::rust_text::Kind;
use crate::tree::Tree;

/// String literals outside `store` that are SQL. Tests may look into a database, so their code is left out.
pub fn sql_outside_store(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for (file, tokens) in tree.rust().filter(|(file, _)| file.room() != "store" && !file.is_test()) {
        for token in tokens.iter().filter(|token| token.kind == Kind::Text && !token.test && is_sql(token.text)) {
            breaches.push(format!(
                "{}:{} “{}”",
                file.path,
                token.line,
                token.text.chars().take(40).collect::<String>()
            ));
        }
    }
    breaches
}

/// Places outside the file of the differences that ask which engine it is. To name the engine when it is opened
/// (`=> Dialect::Sqlite`) is no question.
pub fn dialect_outside_its_file(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    for (file, tokens) in tree.rust().filter(|(file, _)| file.path != "crates/store/src/dialect.rs" && !file.is_test())
    {
        for at in 0..tokens.len() {
            let word = |offset: usize| tokens.get(at + offset).map_or("", |token| token.text);
            if (word(0), word(1), word(2)) != ("Dialect", ":", ":") || tokens.get(at).is_some_and(|token| token.test) {
                continue;
            }
            let before: Vec<&str> = tokens.iter().take(at).rev().take(8).map(|token| token.text).collect();
            let compared = matches!(before[..], ["=", "=" | "!", ..]);
            let matched = word(4) == "|" || (word(4) == "=" && word(5) == ">") || before.contains(&"matches");
            if compared || matched {
                breaches.extend(tokens.get(at).map(|token| format!("{}:{}", file.path, token.line)));
            }
        }
    }
    breaches
}

fn is_sql(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let has = |word: &str| words.contains(&word);
    let follows = |first: &str, second: &str| words.windows(2).any(|pair| pair == [first, second]);
    (has("SELECT") && has("FROM"))
        || follows("INSERT", "INTO")
        || follows("DELETE", "FROM")
        || (has("UPDATE") && has("SET"))
        || follows("CREATE", "TABLE")
        || follows("ALTER", "TABLE")
        || follows("DROP", "TABLE")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_is_found_in_strings_and_not_in_words() {
        let tree = Tree::of(&[
            ("crates/store/src/plan.rs", "const A: &str = \"SELECT id FROM plan\";"),
            (
                "crates/work/src/plan.rs",
                "// SELECT a FROM b\nconst A: &str = \"SELECT id\\n FROM plan\"; const B: &str = \"Select one from the list\";",
            ),
            ("crates/web/src/a.rs", "#[cfg(test)] mod tests { const A: &str = \"DELETE FROM plan\"; }"),
        ]);
        assert_eq!(sql_outside_store(&tree).len(), 1);
    }

    #[test]
    fn engines_are_told_apart_in_one_file() {
        let source = "fn a() { match d { Dialect::Sqlite => 1, x => 2 } if d == Dialect::Sqlite {} matches!(d, Dialect::Sqlite) }\nfn open() { Sqlite(_) => Dialect::Sqlite }";
        let tree = Tree::of(&[("crates/store/src/dialect.rs", source), ("crates/store/src/audit.rs", source)]);
        assert_eq!(dialect_outside_its_file(&tree), ["crates/store/src/audit.rs:1"; 3]);
    }
}
