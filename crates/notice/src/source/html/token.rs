//! HTML cut into tags and text, as forgiving as browsers are.

use std::borrow::Cow;

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<p class=a>`: the name in lower case, the attributes as written.
    Open { name: String, attributes: &'a str },
    /// `</p>`.
    Close { name: String },
    /// Characters with entities resolved.
    Text(Cow<'a, str>),
}

/// Cuts a page into tokens.
pub(super) struct Tokens<'a> {
    rest: &'a str,
    /// The element whose content is not markup, until its end tag.
    raw: Option<String>,
}

/// Elements whose content is not markup.
const RAW: [&str; 7] = ["script", "style", "textarea", "title", "xmp", "noembed", "noframes"];

impl<'a> Tokens<'a> {
    /// From the start of a page.
    pub(super) fn new(page: &'a str) -> Self {
        Self { rest: page, raw: None }
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Comment, doctype or processing instruction: nothing to read.
    fn skip_declaration(&mut self) -> bool {
        let end = if self.rest.starts_with("<!--") {
            self.rest.get(4..).and_then(|body| body.find("-->")).map(|at| at + 7)
        } else if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
            self.rest.find('>').map(|at| at + 1)
        } else {
            return false;
        };
        self.take(end.unwrap_or(self.rest.len()));
        true
    }

    fn tag(&mut self) -> Option<Token<'a>> {
        let closes = self.rest.starts_with("</");
        let name_from = if closes { 2 } else { 1 };
        let tail = self.rest.get(name_from..)?;
        if !tail.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return None;
        }
        let is_end = |character: char| character.is_ascii_whitespace() || matches!(character, '>' | '/');
        let name_length = tail.find(is_end).unwrap_or(tail.len());
        let name = tail.get(..name_length)?.to_ascii_lowercase();
        let attributes = tail.get(name_length..)?;
        let length = attributes_length(attributes);
        self.take(name_from + name_length);
        let attributes = self.take(length);
        self.take(1);
        if closes {
            return Some(Token::Close { name });
        }
        if RAW.contains(&name.as_str()) {
            self.raw = Some(name.clone());
        }
        Some(Token::Open { name, attributes })
    }

    fn skip_raw(&mut self, name: &str) {
        let mut from = 0;
        while let Some(at) = self.rest.get(from..).and_then(|rest| rest.find("</")) {
            let tail = self.rest.as_bytes().get(from + at + 2..).unwrap_or_default();
            let named = tail.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name.as_bytes()));
            if named {
                self.take(from + at);
                return;
            }
            from += at + 2;
        }
        self.take(self.rest.len());
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(name) = self.raw.take() {
            self.skip_raw(&name);
        }
        while !self.rest.is_empty() {
            if self.skip_declaration() {
                continue;
            }
            if self.rest.starts_with('<')
                && let Some(tag) = self.tag()
            {
                return Some(tag);
            }
            // A '<' that begins no tag is a character.
            let after_first = self.rest.chars().next().map_or(0, char::len_utf8);
            let more = self.rest.get(after_first..).unwrap_or_default();
            let length = after_first + more.find('<').unwrap_or(more.len());
            return Some(Token::Text(resolve(self.take(length))));
        }
        None
    }
}

/// Where the tag ends: at the first `>` outside quotes, or, where a quote never closes, at the first `>`.
fn attributes_length(attributes: &str) -> usize {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in attributes.bytes().enumerate().take(ATTRIBUTES_AT_MOST) {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return at,
            (None, b'"' | b'\'') if after_equals => quote = Some(byte),
            _ => {}
        }
        after_equals = byte == b'=' || (after_equals && byte.is_ascii_whitespace());
    }
    attributes.find('>').unwrap_or(attributes.len())
}

/// Beyond this a quote was left open.
const ATTRIBUTES_AT_MOST: usize = 64 * 1024;

/// The value of an attribute.
pub(super) fn attribute<'a>(attributes: &'a str, wanted: &str) -> Option<Cow<'a, str>> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|character: char| character.is_ascii_whitespace() || character == '/');
        let name_length = rest.find(|character: char| character.is_ascii_whitespace() || character == '=')?;
        let (name, tail) = rest.split_at_checked(name_length)?;
        let Some(value) = tail.trim_start().strip_prefix('=') else {
            rest = if name.is_empty() { tail.get(1..)? } else { tail };
            continue;
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => value.get(1..)?.split_once(quote).unwrap_or((value.get(1..)?, "")),
            None => value.split_once(|character: char| character.is_ascii_whitespace()).unwrap_or((value, "")),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(resolve(value));
        }
        rest = after;
    }
}

/// The longest entity name of HTML has 31 letters.
const ENTITY_AT_MOST: usize = 32;

fn resolve(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        resolved.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        let is_name = |character: char| character.is_ascii_alphanumeric() || character == '#';
        let length = rest.find(|character| !is_name(character)).unwrap_or(rest.len()).min(ENTITY_AT_MOST);
        let (name, after) = rest.split_at_checked(length).unwrap_or(("", rest));
        match entity(name) {
            Some(characters) => {
                resolved.push_str(&characters);
                rest = after.strip_prefix(';').unwrap_or(after);
            }
            None => resolved.push('&'),
        }
    }
    resolved.push_str(rest);
    Cow::Owned(resolved)
}

fn entity(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return quick_xml::escape::resolve_html5_entity(name).map(str::to_owned);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
        .filter(|character| !character.is_control() || matches!(character, '\n' | '\t'))
        .map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_attributes_and_text() {
        let tokens: Vec<Token<'_>> =
            Tokens::new("<P Class='a > b' id=x>1 < 2 &lt;&#x4E00;&unknown;</P><br/>").collect();
        assert_eq!(
            tokens,
            [
                Token::Open { name: "p".to_owned(), attributes: " Class='a > b' id=x" },
                Token::Text("1 ".into()),
                Token::Text("< 2 <一&unknown;".into()),
                Token::Close { name: "p".to_owned() },
                Token::Open { name: "br".to_owned(), attributes: "/" },
            ]
        );
        assert_eq!(attribute(" Class='a > b' id=x", "class").as_deref(), Some("a > b"));
        assert_eq!(attribute(" nowrap Class='a > b' id=x", "id").as_deref(), Some("x"));
        assert_eq!(attribute(" a=", "b"), None);
    }

    #[test]
    fn scripts_are_no_text() {
        let tokens: Vec<Token<'_>> = Tokens::new("<script>a<b></p>'</SCRIPT>后").collect();
        assert_eq!(tokens.last(), Some(&Token::Text("后".into())));
        assert_eq!(tokens.len(), 3);
    }
}
