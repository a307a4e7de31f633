//! Words for people stand in the message files, so that both languages stay complete.

use crate::rust_text::Kind;
use crate::tree::{SourceFile, Tree};

/// Rooms whose trade is Chinese text: the reader's word lists, and the pack's checks of names.
const ROOMS_OF_CHINESE: [&str; 2] = ["notice", "pack"];

/// The name of the product is the same in every language.
const PRODUCT: &str = "Luoshi 落实";

/// Chinese in string literals of Rust outside the rooms whose trade it is. Tests may say what they like.
pub fn chinese_in_rust(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    let judged = |file: &SourceFile| file.path.starts_with("crates/") && !file.is_test();
    for (file, tokens) in tree.rust().filter(|(file, _)| judged(file) && !ROOMS_OF_CHINESE.contains(&file.room())) {
        for token in tokens.iter().filter(|token| token.kind == Kind::Text && !token.test) {
            if token.text.replace(PRODUCT, "").chars().any(is_chinese) {
                breaches.push(format!("{}:{} “{}”", file.path, token.line, token.text));
            }
        }
    }
    breaches
}

/// Chinese in the sources of the screens outside `messages/`, comments and style sheets left out.
pub fn chinese_in_screens(tree: &Tree) -> Vec<String> {
    let mut breaches = Vec::new();
    let judged = |path: &str| path.starts_with("ui/src/") && (path.ends_with(".vue") || path.ends_with(".ts"));
    for file in tree.files.iter().filter(|file| judged(&file.path) && !file.is_test()) {
        if file.path.contains("/messages/") || file.path.ends_with(".d.ts") {
            continue;
        }
        for (at, line) in without_comments(&file.text).lines().enumerate() {
            if line.chars().any(is_chinese) {
                breaches.push(format!("{}:{} {}", file.path, at + 1, line.trim()));
            }
        }
    }
    breaches
}

/// A Han character, or punctuation that only Chinese text has.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
}

/// The text with comments and `<style>` blocks turned into blanks; lines stay where they are.
fn without_comments(text: &str) -> String {
    const PAIRS: [(&str, &str); 4] = [("<style", "</style>"), ("<!--", "-->"), ("/*", "*/"), ("//", "\n")];
    let (mut out, mut rest) = (String::new(), text);
    while let Some(first) = rest.chars().next() {
        // The slashes of an address such as https://… open no comment.
        let address = out.ends_with(':');
        let opened = PAIRS.iter().find(|(open, _)| rest.starts_with(open) && !(address && *open == "//"));
        let (skip, length) = match opened {
            Some((_, "\n")) => (true, rest.find('\n').unwrap_or(rest.len())),
            Some((_, close)) => (true, rest.find(close).map_or(rest.len(), |at| at + close.len())),
            None => (false, first.len_utf8()),
        };
        let (head, tail) = rest.split_at(length);
        if skip {
            out.extend(head.chars().filter(|c| *c == '\n'))
        } else {
            out.push_str(head)
        }
        rest = tail;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_found_in_code_only() {
        let vue = "<template>\n<!-- 注 -->\n<p>标题</p></template>\n<style>.a { font-family: 仿宋 }</style>\n// 注\nconst a = 'https://例'";
        let tree = Tree::of(&[
            ("ui/src/A.vue", vue),
            ("ui/src/messages/zh-CN/plan.json", "{\"a\": \"计划\"}"),
            ("ui/src/a.test.ts", "'计划'"),
        ]);
        let found = chinese_in_screens(&tree);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("ui/src/A.vue:3") && found[1].starts_with("ui/src/A.vue:6"), "{found:?}");
    }

    #[test]
    fn rust_keeps_its_words_in_message_files() {
        let source =
            "/// 计划\nfn a() -> &'static str { \"计划\" }\n#[cfg(test)]\nmod tests { const A: &str = \"计划\"; }";
        let tree = Tree::of(&[("crates/work/src/a.rs", source), ("crates/notice/src/a.rs", source)]);
        assert_eq!(chinese_in_rust(&tree).len(), 1);
    }
}
