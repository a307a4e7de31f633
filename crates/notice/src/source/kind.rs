//! Which kind of file it is, told by its first bytes and, for text, by its first characters.

use super::unusable::Unusable;
use super::{Format, markdown};

/// What the bytes are.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// PDF.
    Pdf,
    /// A zip archive; DOCX, if it holds a text document.
    Zip,
    /// Perhaps text in some encoding.
    Text,
    /// Known, but not to be read.
    Unusable(Unusable),
}

/// PDF readers accept bytes of mail or web transport before the header.
const PDF_HEADER_WITHIN: usize = 1024;

/// Signatures of files that people upload by mistake.
const PICTURES: [&[u8]; 8] =
    [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\0\0\0\x0cjP  ", b"AT&TFORM"];

/// Tells the kind of some bytes.
pub(super) fn of(bytes: &[u8]) -> Kind {
    let head = bytes.get(..PDF_HEADER_WITHIN).unwrap_or(bytes);
    if bytes.is_empty() {
        Kind::Unusable(Unusable::Empty)
    } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        Kind::Zip
    } else if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        Kind::Unusable(of_compound_file(bytes))
    } else if is_picture(head) {
        Kind::Unusable(Unusable::Image)
    } else if head.starts_with(b"{\\rtf") {
        Kind::Unusable(Unusable::Foreign("RTF"))
    } else if find(head, b"%PDF-").is_some_and(|at| at == 0 || !head.iter().take(at).all(u8::is_ascii_alphanumeric)) {
        Kind::Pdf
    } else {
        Kind::Text
    }
}

fn is_picture(head: &[u8]) -> bool {
    let riff = head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP");
    let bitmap = head.starts_with(b"BM") && head.get(6..10) == Some(&[0; 4]);
    let heic = head.get(4..8) == Some(b"ftyp");
    riff || bitmap || heic || PICTURES.iter().any(|signature| head.starts_with(signature))
}

/// Office files of before 2007, and today's ones behind a password, are compound files; their directory names are
/// UTF-16.
fn of_compound_file(bytes: &[u8]) -> Unusable {
    let named = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &wide).is_some()
    };
    if named("EncryptedPackage") {
        Unusable::Encrypted
    } else if named("WordDocument") {
        Unusable::OldWord
    } else if named("Workbook") || named("Book") {
        Unusable::Foreign("XLS")
    } else {
        Unusable::Foreign("Office 97-2003")
    }
}

/// The first place of some bytes in others.
pub(super) fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    while let Some(rest) = bytes.get(from..) {
        let at = from + rest.iter().position(|byte| *byte == first)?;
        if bytes.get(at..).is_some_and(|tail| tail.starts_with(wanted)) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

/// Elements an HTML file or fragment begins with.
const HTML_BEGINNINGS: [&str; 24] = [
    "!doctype html",
    "html",
    "head",
    "body",
    "meta",
    "title",
    "div",
    "p",
    "span",
    "table",
    "section",
    "article",
    "main",
    "center",
    "font",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "style",
    "script",
    "link",
    "form",
];

/// Is decoded text HTML, Markdown or plain? Other XML is a document of another program.
pub(super) fn of_text(text: &str) -> Result<Format, Unusable> {
    let mut start = text.trim_start();
    let declared_xml = start.starts_with("<?xml");
    if declared_xml {
        start = start.split_once("?>").map_or("", |(_, rest)| rest).trim_start();
    }
    while let Some(comment) = start.strip_prefix("<!--") {
        start = comment.split_once("-->").map_or("", |(_, rest)| rest).trim_start();
    }
    if begins_as_html(start) {
        Ok(Format::Html)
    } else if declared_xml {
        Err(Unusable::Foreign("XML"))
    } else if markdown::is_markdown(text) {
        Ok(Format::Markdown)
    } else {
        Ok(Format::Text)
    }
}

fn begins_as_html(start: &str) -> bool {
    let Some(tag) = start.strip_prefix('<') else { return false };
    HTML_BEGINNINGS.iter().any(|name| {
        let (head, rest) = (tag.get(..name.len()), tag.get(name.len()..).unwrap_or_default());
        head.is_some_and(|head| head.eq_ignore_ascii_case(name))
            && rest.starts_with(|next: char| next.is_ascii_whitespace() || next == '>' || next == '/')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_kind() {
        assert_eq!(of(b"%PDF-1.7\n"), Kind::Pdf);
        assert_eq!(of(b"PK\x03\x04rest"), Kind::Zip);
        assert_eq!(of(b"\x89PNG\r\n\x1a\nrest"), Kind::Unusable(Unusable::Image));
        assert_eq!(of(b""), Kind::Unusable(Unusable::Empty));
        assert_eq!(of("通知".as_bytes()), Kind::Text);
    }

    #[test]
    fn old_word_is_told_from_a_protected_file() {
        let compound = |name: &str| {
            let wide = name.encode_utf16().flat_map(u16::to_le_bytes);
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".iter().copied().chain([0; 600]).chain(wide).collect::<Vec<u8>>()
        };
        assert_eq!(of(&compound("WordDocument")), Kind::Unusable(Unusable::OldWord));
        assert_eq!(of(&compound("EncryptedPackage")), Kind::Unusable(Unusable::Encrypted));
    }

    #[test]
    fn a_first_tag_makes_html_and_a_tag_in_a_sentence_does_not() {
        assert_eq!(of_text("<!-- x --> <!DOCTYPE html><p>"), Ok(Format::Html));
        assert_eq!(of_text("<div class=a>"), Ok(Format::Html));
        assert_eq!(of_text("<通知>"), Ok(Format::Text));
        assert_eq!(of_text("建设<b>十</b>个"), Ok(Format::Text));
        assert_eq!(of_text("<?xml version='1.0'?><w:p/>"), Err(Unusable::Foreign("XML")));
    }
}
