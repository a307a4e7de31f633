//! A small lexer of Rust: enough to tell code, strings and comments apart and to know which code is a test.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An identifier, a keyword or a number.
    Word,
    /// The inside of a string literal, as written.
    Text,
    /// A comment with its slashes.
    Comment,
    /// One character of punctuation.
    Mark,
}

/// One token with the line it starts on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its text; for a string literal without quotes and prefixes.
    pub text: &'a str,
    /// From 1.
    pub line: usize,
    /// Whether it stands inside an item marked `#[cfg(test)]` or `#[test]`.
    pub test: bool,
}

/// Cuts a Rust source into tokens. Any text gives tokens; a source that does not compile gives odd ones.
pub fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    let (mut at, mut line) = (0, 1);
    while let Some(first) = source[at..].chars().next() {
        let (kind, inner, length) = next_token(&source[at..], first);
        if let Some(kind) = kind {
            let text = source.get(at + inner.0..at + inner.1).unwrap_or_default();
            out.push(Token { kind, text, line, test: false });
        }
        line += source[at..at + length].matches('\n').count();
        at += length;
    }
    mark_tests(&mut out);
    out
}

/// Kind, the part that is its text, and the bytes to pass over.
fn next_token(rest: &str, first: char) -> (Option<Kind>, (usize, usize), usize) {
    if rest.starts_with("//") {
        let end = rest.find('\n').unwrap_or(rest.len());
        return (Some(Kind::Comment), (0, end), end);
    }
    if rest.starts_with("/*") {
        let end = block_comment_end(rest);
        return (Some(Kind::Comment), (0, end), end);
    }
    if let Some((from, to, end)) = string_literal(rest) {
        return (Some(Kind::Text), (from, to), end);
    }
    if first == '\'' {
        let end = quote_end(rest);
        return (None, (0, 0), end);
    }
    if first.is_alphanumeric() || first == '_' {
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        return (Some(Kind::Word), (0, end), end);
    }
    let end = first.len_utf8();
    (if first.is_whitespace() { None } else { Some(Kind::Mark) }, (0, end), end)
}

fn block_comment_end(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < rest.len() {
        let tail = rest.get(at..).unwrap_or_default();
        if tail.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if tail.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += tail.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// From, to and end of a string literal that starts here: plain, byte, C or raw.
fn string_literal(rest: &str) -> Option<(usize, usize, usize)> {
    let prefix = rest.find(|c: char| !matches!(c, 'b' | 'r' | 'c')).unwrap_or(rest.len());
    let hashes = rest.get(prefix..)?.bytes().take_while(|byte| *byte == b'#').count();
    let raw = rest.get(..prefix)?.contains('r');
    if prefix > 2 || (hashes > 0 && !raw) || !rest.get(prefix + hashes..)?.starts_with('"') {
        return None;
    }
    let from = prefix + hashes + 1;
    let body = rest.get(from..)?;
    let length = if raw { body.find(&format!("\"{}", "#".repeat(hashes)))? } else { plain_string_length(body)? };
    Some((from, from + length, from + length + 1 + hashes))
}

fn plain_string_length(body: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at),
            _ => {}
        }
    }
    None
}

/// A quote opens a character (`'x'`, `'\n'`) or a life time (`'a`).
fn quote_end(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, c))) => {
            let from = at + c.len_utf8();
            rest.get(from..).and_then(|tail| tail.find('\'')).map_or(rest.len(), |end| from + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

/// Marks everything from `#[cfg(test)]` or `#[test]` to the end of the item it stands on.
fn mark_tests(tokens: &mut [Token<'_>]) {
    let mut at = 0;
    while at < tokens.len() {
        if !opens_test(tokens.get(at..).unwrap_or_default()) {
            at += 1;
            continue;
        }
        let end = item_end(tokens, at);
        for token in tokens.iter_mut().take(end + 1).skip(at) {
            token.test = true;
        }
        at = end + 1;
    }
}

fn opens_test(tokens: &[Token<'_>]) -> bool {
    let heads = |expected: &[&str]| {
        let code = tokens.iter().filter(|token| token.kind != Kind::Comment).map(|token| token.text);
        code.take(expected.len()).eq(expected.iter().copied())
    };
    heads(&["#", "[", "test", "]"]) || heads(&["#", "[", "cfg", "(", "test", ")", "]"])
}

/// The item ends at its matching brace, or at a semicolon before any brace. Brackets keep `[u8; 4]` from ending it.
fn item_end(tokens: &[Token<'_>], from: usize) -> usize {
    let (mut braces, mut others) = (0_i32, 0_i32);
    for (at, token) in tokens.iter().enumerate().skip(from) {
        if token.kind != Kind::Mark {
            continue;
        }
        match token.text {
            "{" => braces += 1,
            "}" => {
                braces -= 1;
                if braces <= 0 && others == 0 {
                    return at;
                }
            }
            "(" | "[" => others += 1,
            ")" | "]" => others -= 1,
            ";" if braces == 0 && others == 0 => return at,
            _ => {}
        }
    }
    tokens.len().saturating_sub(1)
}

/// A function with its name and its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Function<'a> {
    /// Its name.
    pub name: &'a str,
    /// The line of `fn`.
    pub line: usize,
    /// Lines from `fn` to the closing brace.
    pub lines: usize,
}

/// Every function that has a body.
pub fn functions<'a>(tokens: &[Token<'a>]) -> Vec<Function<'a>> {
    let code: Vec<Token<'a>> = tokens.iter().filter(|token| token.kind != Kind::Comment).copied().collect();
    let mut out = Vec::new();
    for (at, pair) in code.windows(2).enumerate() {
        let [keyword, name] = pair else { continue };
        // `fn(` is a type of a pointer and has no name.
        if keyword.kind != Kind::Word || keyword.text != "fn" || name.kind != Kind::Word {
            continue;
        }
        if let Some(last) = code.get(item_end(&code, at)).filter(|last| last.text == "}") {
            let lines = last.line + 1 - keyword.line;
            out.push(Function { name: name.text, line: keyword.line, lines });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(source: &str, kind: Kind) -> Vec<&str> {
        tokens(source).into_iter().filter(|token| token.kind == kind).map(|token| token.text).collect()
    }

    #[test]
    fn strings_comments_and_characters_are_told_apart() {
        let source = "let a = \"x // \\\" y\"; // say \"no\"\nlet b = r#\"raw \" one\"#; let c = '\"'; let d: &'a str = b\"z\"; /* a /* b */ c */";
        assert_eq!(texts(source, Kind::Text), ["x // \\\" y", "raw \" one", "z"]);
        assert_eq!(texts(source, Kind::Comment), ["// say \"no\"", "/* a /* b */ c */"]);
        assert_eq!(texts("let break_ = '\\u{4e00}'; brc(\"r\")", Kind::Text), ["r"]);
        assert_eq!(texts("'一' \"二\" 'x", Kind::Text), ["二"]);
    }

    #[test]
    fn code_of_tests_is_marked() {
        let source = "fn a() {}\n#[cfg(test)]\nmod tests { fn b() {} }\n#[cfg(test)] use x::y;\nfn c() {}";
        let plain: Vec<_> = tokens(source)
            .into_iter()
            .filter(|token| !token.test && token.kind == Kind::Word)
            .map(|t| t.text)
            .collect();
        assert_eq!(plain, ["fn", "a", "fn", "c"]);
    }

    #[test]
    fn functions_are_measured_from_their_keyword_to_their_brace() {
        let source = "trait T { fn open(&self); }\nfn one(a: [u8; 2]) -> u8\nwhere u8: Copy {\n  if a { 1 } else { 2 }\n}\ntype F = fn(u8);";
        assert_eq!(functions(&tokens(source)), [Function { name: "one", line: 2, lines: 4 }]);
    }

    #[test]
    fn a_source_that_does_not_end_gives_tokens_all_the_same() {
        for source in ["\"open", "/* open", "'", "r#\"open", "fn", "#[cfg(test)]", "b'"] {
            let found = tokens(source);
            assert!(found.len() < 12, "{source}");
            assert!(functions(&found).is_empty());
        }
    }
}
