//! Nothing unfinished is committed: no marks for later, no test switched off or run alone.

use crate::tree::Tree;

/// Words that say "later", "not this test" or "only this test"; written in two halves so that this file has none.
const MARKS: [(&str, &str); 10] = [
    ("FIX", "ME"),
    ("TO", "DO"),
    ("XX", "X:"),
    ("todo", "!("),
    ("unimplemented", "!("),
    ("#[ign", "ore"),
    ("test.sk", "ip("),
    ("test.on", "ly("),
    ("it.sk", "ip("),
    ("it.on", "ly("),
];

/// Lines of sources and scripts with such a mark.
pub fn unfinished(tree: &Tree) -> Vec<String> {
    let sources = tree.files.iter().filter(|file| {
        [".rs", ".ts", ".vue", ".sh", ".sql", ".css"].iter().any(|ending| file.path.ends_with(ending))
            || file.path.starts_with("script/")
            || file.path.starts_with(".ci/")
    });
    let mut breaches = Vec::new();
    for file in sources {
        for (at, line) in file.text.lines().enumerate() {
            for (head, tail) in MARKS.iter().filter(|(head, tail)| has_word(line, &format!("{head}{tail}"))) {
                breaches.push(format!("{}:{} {head}{tail}", file.path, at + 1));
            }
        }
    }
    breaches
}

/// A mark counts where no letter stands right before or after it.
fn has_word(line: &str, mark: &str) -> bool {
    line.match_indices(mark).any(|(at, _)| {
        let before = line.get(..at).and_then(|head| head.chars().next_back());
        let after = line.get(at + mark.len()..).and_then(|tail| tail.chars().next());
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        // `skip(!there, why)` is a condition with its reason; `skip('name'` and `skip()` switch a test off.
        let conditional = mark.ends_with("skip(") && !matches!(after, Some('\'' | '"' | '`' | ')'));
        !letter(before) && !conditional && (mark.ends_with('(') || !letter(after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_as_a_word_only() {
        let text = format!("let a = 1; // {}{} later\nconst A_{}{}S: u8 = 1;", "TO", "DO", "TO", "DO");
        assert_eq!(unfinished(&Tree::of(&[("a.rs", &text)])).len(), 1);
        let text = format!("test.on{}'x')\ntest.sk{}'x')\ntest.sk{}!there, 'x')", "ly(", "ip(", "ip(");
        assert_eq!(unfinished(&Tree::of(&[("e2e/specs/a.spec.ts", &text)])).len(), 2);
    }
}
