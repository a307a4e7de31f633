//! Files and functions stay readable: no file over 800 lines, no function over a screen.

use crate::rust_text::functions;
use crate::tree::Tree;
use std::collections::BTreeMap;

/// The most lines a source file may have.
pub const FILE_LINES_MAX: usize = 800;
/// The most lines a function may have.
pub const FUNCTION_LINES_MAX: usize = 70;
/// What everybody imports stays small.
pub const BASE_LINES_MAX: usize = 3_000;

/// Sources (.rs, .ts, .vue) over the limit. Generated declarations (`.d.ts`) are not read by people.
pub fn long_files(tree: &Tree) -> Vec<String> {
    let sources = tree.files.iter().filter(|file| {
        !file.path.ends_with(".d.ts") && [".rs", ".ts", ".vue"].iter().any(|ending| file.path.ends_with(ending))
    });
    sources
        .map(|file| (&file.path, file.text.lines().count()))
        .filter(|(_, lines)| *lines > FILE_LINES_MAX)
        .map(|(path, lines)| format!("{path}: {lines} lines"))
        .collect()
}

/// Lines of `crates/base/src`, tests included.
pub fn base_lines(tree: &Tree) -> usize {
    let base = tree.with_ending(".rs").filter(|file| file.path.starts_with("crates/base/src/"));
    base.map(|file| file.text.lines().count()).sum()
}

/// Functions over the limit that `list` does not allow, and lines of `list` that are no longer needed as they stand.
/// A line of the list is `path name lines`; `#` opens a comment. So the list can only shrink.
pub fn long_functions(tree: &Tree, list: &str) -> Vec<String> {
    let mut allowed: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        if let [path, name, lines] = line.split_whitespace().collect::<Vec<_>>()[..] {
            allowed.insert((path, name), lines.parse().unwrap_or_default());
        }
    }
    let mut breaches = Vec::new();
    let mut met: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (file, tokens) in tree.rust() {
        for function in functions(&tokens).into_iter().filter(|function| function.lines > FUNCTION_LINES_MAX) {
            let entry = allowed.get_key_value(&(file.path.as_str(), function.name));
            match entry {
                Some((key, most)) if function.lines <= *most => {
                    met.insert(*key, function.lines);
                }
                _ => breaches
                    .push(format!("{}:{} {}: {} lines", file.path, function.line, function.name, function.lines)),
            }
        }
    }
    for ((path, name), most) in &allowed {
        match met.get(&(*path, *name)) {
            Some(lines) if lines == most => {}
            Some(lines) => breaches.push(format!("{path} {name} has shrunk to {lines}: lower its line in the list")),
            None => breaches.push(format!("{path} {name} is short or gone: take its line out of the list")),
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(lines: usize) -> String {
        format!("fn f() {{\n{}}}\n", "    g();\n".repeat(lines - 2))
    }

    #[test]
    fn the_list_only_shrinks() {
        let tree = Tree::of(&[("a.rs", &function(80))]);
        assert_eq!(long_functions(&tree, ""), ["a.rs:1 f: 80 lines"]);
        assert!(long_functions(&tree, "# why\na.rs f 80").is_empty());
        assert_eq!(long_functions(&tree, "a.rs f 79").len(), 2);
        assert_eq!(long_functions(&tree, "a.rs f 90").len(), 1);
        assert_eq!(long_functions(&Tree::of(&[("a.rs", &function(70))]), "a.rs f 80").len(), 1);
    }

    #[test]
    fn generated_declarations_may_be_long() {
        let long = "x\n".repeat(801);
        let tree = Tree::of(&[("ui/src/api/schema.d.ts", &long), ("ui/src/a.vue", &long), ("b.md", &long)]);
        assert_eq!(long_files(&tree), ["ui/src/a.vue: 801 lines"]);
    }
}
