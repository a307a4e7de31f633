//! Bytes of a text file to characters: byte order mark, UTF-8, UTF-16, a page's declared charset, GB 18030.

use super::kind::find;
use base::encoding::{is_common_chinese, utf16_without_mark};
use base::{Diagnostic, Sentence};
use encoding_rs::{Encoding, GB18030, UTF_8};

/// A declared charset stands in the first bytes of a page.
const CHARSET_WITHIN: usize = 4096;
/// Of this many characters one may be broken: a cut or patched file is still worth reading, noise is not.
const CHARACTERS_PER_FAULT: usize = 100;
/// A short text may be cut in its last character.
const CHARACTERS_FOR_ONE_FAULT: usize = 20;

/// The text and what is to be said about its decoding; nothing where the bytes are not text.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, Vec<Diagnostic>)> {
    let (text, faults) = characters(bytes)?;
    if !looks_like_text(&text) {
        return None;
    }
    let text = fold_lines(&text);
    let remarks = (faults > 0).then(|| {
        let hint = Sentence::new("notice.source.hint.save_utf8");
        Diagnostic::warning(Sentence::new("notice.source.replaced").with("count", faults)).hint(hint)
    });
    Some((text, remarks.into_iter().collect()))
}

/// Characters, and how many of them had to be replaced by U+FFFD.
fn characters(bytes: &[u8]) -> Option<(String, usize)> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return few_faults(encoding, bytes.get(mark..)?);
    }
    let utf8 = std::str::from_utf8(bytes);
    if let Ok(text) = utf8
        && !text.contains('\0')
    {
        return Some((text.to_owned(), 0));
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return few_faults(encoding, bytes);
    }
    if let Some(encoding) = declared_charset(bytes) {
        return few_faults(encoding, bytes);
    }
    few_faults(UTF_8, bytes).or_else(|| few_faults(GB18030, bytes).filter(|(text, _)| is_common_chinese(text)))
}

fn few_faults(encoding: &'static Encoding, bytes: &[u8]) -> Option<(String, usize)> {
    let (text, had_faults) = encoding.decode_without_bom_handling(bytes);
    let faults = if had_faults { text.matches('\u{FFFD}').count() } else { 0 };
    // Faults are weighed against the characters beyond ASCII: noise with letters in between is still noise.
    let wide = if faults == 0 { 0 } else { text.chars().filter(|character| !character.is_ascii()).count() };
    let few = faults * CHARACTERS_PER_FAULT <= wide || (faults == 1 && wide >= CHARACTERS_FOR_ONE_FAULT);
    few.then(|| (text.into_owned(), faults))
}

/// The charset a page names in its head, if it is one we know. UTF-8 is left to the caller, who has tried it.
fn declared_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..CHARSET_WITHIN).unwrap_or(bytes).to_ascii_lowercase();
    let at = [b"charset=".as_slice(), b"encoding="].iter().find_map(|key| Some(find(&head, key)? + key.len()))?;
    if !head.get(..at)?.contains(&b'<') {
        return None;
    }
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':');
    let label: Vec<u8> =
        head.get(at..)?.iter().skip_while(|byte| !is_name(byte)).take_while(is_name).copied().collect();
    match Encoding::for_label(&label)? {
        // The label GB 2312 and GBK are used for all of GB 18030.
        encoding if encoding == encoding_rs::GBK => Some(GB18030),
        encoding => Some(encoding).filter(|encoding| *encoding != UTF_8),
    }
}

/// Some control characters slip into texts, but where they are many, or NUL is among them, it is not text.
fn looks_like_text(text: &str) -> bool {
    let (mut all, mut controls) = (0_usize, 0_usize);
    for character in text.chars() {
        all += 1;
        let fine = matches!(character, '\n' | '\r' | '\t' | '\u{B}' | '\u{C}' | '\u{85}') || !character.is_control();
        controls += usize::from(!fine);
        if character == '\0' {
            return false;
        }
    }
    controls * CHARACTERS_PER_FAULT <= all
}

/// Line ends become `\n`, other control characters spaces, and marks of byte order go.
pub(super) fn fold_lines(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                folded.push('\n');
            }
            '\n' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => folded.push('\n'),
            '\t' => folded.push('\t'),
            '\u{FEFF}' => {}
            _ if character.is_control() => folded.push(' '),
            _ => folded.push(character),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTICE: &str = "一、工作目标\n推进建设 4 个重大科技基础设施，增长11.5%以上。\n";

    #[test]
    fn each_encoding_gives_the_same_text() {
        let wide = |order: fn(u16) -> [u8; 2]| NOTICE.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        let files = [
            NOTICE.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", NOTICE.as_bytes().to_vec()),
            wide(u16::to_le_bytes),
            wide(u16::to_be_bytes),
            marked(b"\xff\xfe", wide(u16::to_le_bytes)),
            marked(b"\xfe\xff", wide(u16::to_be_bytes)),
            GB18030.encode(NOTICE).0.into_owned(),
            GB18030.encode(&NOTICE.replace('\n', "\r\n")).0.into_owned(),
        ];
        for file in files {
            assert_eq!(decode(&file), Some((NOTICE.to_owned(), Vec::new())), "{file:x?}");
        }
    }

    #[test]
    fn a_declared_charset_is_believed() {
        let page = "<meta charset=\"big5\"><p>臺北市政府公報說明會</p>";
        let (big5, _, _) = encoding_rs::BIG5.encode(page);
        assert_eq!(decode(&big5).map(|(text, _)| text), Some(page.to_owned()));
    }

    #[test]
    fn a_broken_character_is_counted_and_noise_is_no_text() {
        let mut cut = NOTICE.repeat(10).into_bytes();
        cut.pop();
        cut.pop();
        assert!(decode(&cut).is_some_and(|(_, remarks)| remarks.len() == 1));
        let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        assert_eq!(decode(&noise), None);
        assert_eq!(decode(b"a\0b"), None);
    }
}
