//! Licence expressions (SPDX) and whether an allow-list permits them.

/// Whether the expression is permitted when only the licences in `allowed` are. `A OR B` needs one, `A AND B` both;
/// the old spelling `A/B` means OR. An exception counts with its licence, as `Apache-2.0 WITH LLVM-exception`.
pub fn permits(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let verdict = any_of(&words, &mut at, allowed);
    verdict && at == words.len()
}

fn any_of(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut verdict = all_of(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        verdict |= all_of(words, at, allowed);
    }
    verdict
}

fn all_of(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut verdict = single(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        verdict &= single(words, at, allowed);
    }
    verdict
}

fn single(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let verdict = any_of(words, at, allowed);
        *at += 1;
        return verdict;
    }
    let mut licence = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        licence = format!("{licence} WITH {}", words.get(*at + 1).copied().unwrap_or_default());
        *at += 2;
    }
    allowed.contains(&licence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_read_as_written() {
        let allowed =
            ["MIT".to_owned(), "Apache-2.0".into(), "Unicode-3.0".into(), "Apache-2.0 WITH LLVM-exception".into()];
        for good in [
            "MIT",
            "MIT/GPL-3.0",
            "GPL-3.0 OR MIT",
            "(MIT OR GPL-3.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR GPL-3.0",
        ] {
            assert!(permits(good, &allowed), "{good}");
        }
        for bad in ["", "GPL-3.0", "MIT AND GPL-3.0", "Apache-2.0 WITH Other", "(GPL-3.0 OR LGPL-3.0) AND MIT", "MIT )"]
        {
            assert!(!permits(bad, &allowed), "{bad}");
        }
    }
}
