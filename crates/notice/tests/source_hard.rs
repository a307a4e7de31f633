//! Files that cannot be read: each gives an empty text, one error and a hint, in bounded memory, and never a panic.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed step of a test is a failed test")]

mod source_support;

use base::{Language, Severity};
use notice::source::{INPUT_LIMIT, Source, decode};
use source_support::{docx, list, numbered, paragraph, pattern, pdf, pdf_of, zipped};

/// The code of the one error; the words of it and of its hint exist in both languages.
fn refused(bytes: &[u8]) -> String {
    let source = decode(bytes);
    assert_eq!(source.text, "", "{:?}", source.diagnostics);
    assert!(source.anchors.is_empty() && source.tables.is_empty());
    let [only] = source.diagnostics.as_slice() else { panic!("{:?}", source.diagnostics) };
    assert_eq!(only.severity, Severity::Error);
    for sentence in [Some(&only.sentence), only.hint.as_ref()] {
        let sentence = sentence.unwrap_or_else(|| panic!("{} has no hint", only.sentence.code));
        for language in [Language::Chinese, Language::English] {
            let words = sentence.render(language);
            assert!(!words.starts_with("notice.") && !words.contains('{'), "{words}");
        }
    }
    only.sentence.code.trim_start_matches("notice.source.").to_owned()
}

/// Bytes without order, the same in every run.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..length).map(|_| next()).collect()
}

#[test]
fn nothing_in_it() {
    for empty in [&b""[..], b"  \n\t ", b"\xef\xbb\xbf", b"\xff\xfe", b"<html><body></body></html>", b"\xe3\x80\x80\n"]
    {
        assert_eq!(refused(empty), "empty", "{empty:?}");
    }
    assert_eq!(refused(&docx("<w:p/>", "", "")), "empty");
}

#[test]
fn random_bytes_are_no_text() {
    for seed in 0..200 {
        let length = if seed < 100 { 40 + seed as usize } else { 5000 };
        assert_eq!(refused(&noise(seed * 7919 + 3, length)), "not_text", "seed {seed}");
    }
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    assert_eq!(refused(&vec![b'a'; INPUT_LIMIT + 1]), "too_large");
}

#[test]
fn other_kinds_are_named() {
    let compound = |name: &str| {
        let wide = name.encode_utf16().flat_map(u16::to_le_bytes);
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".iter().copied().chain([0; 512]).chain(wide).collect::<Vec<u8>>()
    };
    assert_eq!(refused(&compound("WordDocument")), "old_word");
    assert_eq!(refused(&compound("EncryptedPackage")), "encrypted");
    assert_eq!(refused(&compound("Workbook")), "foreign");
    assert_eq!(refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "image");
    assert_eq!(refused(b"\xff\xd8\xff\xe0\0\x10JFIF"), "image");
    assert_eq!(refused(b"{\\rtf1\\ansi hello}"), "foreign");
    assert_eq!(refused(&zipped(&[("xl/workbook.xml", "<workbook/>")])), "foreign");
    assert_eq!(refused(&zipped(&[("readme.txt", "x")])), "foreign");
    assert_eq!(refused(&zipped(&[])), "foreign");
}

#[test]
fn a_scan_has_no_text() {
    let picture = "<w:p><w:r><w:drawing/></w:r></w:p>";
    assert_eq!(refused(&docx(picture, "", "")), "scan");
    assert_eq!(refused(&pdf(&[])), "scan");
}

#[test]
fn broken_files_are_said_to_be_broken() {
    let whole = docx(&paragraph("建设"), "", "");
    assert_eq!(refused(&whole[..whole.len() / 2]), "broken");
    assert_eq!(refused(&docx("<w:p><w:r>", "", "")), "broken");
    assert_eq!(refused(b"%PDF-1.7\nnothing"), "broken");
    assert_eq!(refused(&[b"%PDF-1.4\n".as_slice(), &noise(5, 4000)].concat()), "broken");
}

#[test]
fn a_locked_pdf_is_said_to_be_locked() {
    let mut file = String::from_utf8(pdf(&["建设"])).unwrap();
    let key = "00".repeat(32);
    let lock = format!("/Encrypt <</Filter/Standard/V 1/R 2/P -4/O <{key}>/U <{key}>>>/ID[<00><00>]/Root");
    file = file.replace("/Root", &lock);
    assert_eq!(refused(file.as_bytes()), "encrypted");
}

#[test]
fn a_bomb_is_not_unpacked() {
    let filler = " ".repeat(40 * 1024 * 1024);
    assert_eq!(refused(&docx(&filler, "", "")), "bomb");
    assert_eq!(refused(&docx(&paragraph("建设"), "", &filler)), "bomb");
}

#[test]
fn a_pdf_whose_streams_unpack_without_end_is_refused() {
    // Forms that draw each other twice: 2^12 pages of text from a few hundred bytes.
    let form = |number: usize, content: &str| {
        format!(
            "<</Type/XObject/Subtype/Form/Resources<</XObject<</A {next} 0 R>>/Font<</F1 20 0 R>>>>/Length {length}>>\
             stream\n{content}\nendstream",
            next = number + 1,
            length = content.len()
        )
    };
    let twice = "/A Do ".repeat(20);
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>>>".to_owned(),
        "<</Length 5>>stream\n/A Do\nendstream".to_owned(),
    ];
    objects.extend((5..20).map(|number| form(number, &twice)));
    assert!(matches!(refused(&pdf_of(&objects)).as_str(), "bomb" | "too_complex"));
}

#[test]
fn a_pdf_of_millions_of_objects_is_refused_unparsed() {
    let many = |object: &str| refused(&pdf_of(&[format!("<</Type/Catalog/X[{}]>>", object.repeat(5_000_000))]));
    for object in ["0 ", "/a", "()", "[]"] {
        assert_eq!(many(object), "too_complex", "{object}");
    }
}

#[test]
fn deep_nesting_is_refused_without_a_deep_stack() {
    const DEEP: usize = 60_000;
    let nested = |open: &str, close: &str| format!("{}{}", open.repeat(DEEP), close.repeat(DEEP));
    assert_eq!(refused(&docx(&nested("<w:tbl>", "</w:tbl>"), "", "")), "too_complex");
    assert_eq!(refused(&docx("<w:p/>", &nested("<w:num>", "</w:num>"), "")), "too_complex");
    for tag in ["div", "table", "ul", "span"] {
        let page = format!("<html>{}", nested(&format!("<{tag}>目"), &format!("</{tag}>")));
        assert_eq!(refused(page.as_bytes()), "too_complex", "{tag}");
    }
    let deep = format!("<</Type/Catalog/Pages 2 0 R/X {}>>", nested("[", "]"));
    let tree = format!("<</Type/Pages/Kids[2 0 R]/Parent {}>>", nested("<</A ", ">>"));
    assert_eq!(refused(&pdf_of(&[deep.clone(), tree])), "broken");
    assert!(decode(format!("%PDF-1.7\n{}", "(".repeat(DEEP * 10)).as_bytes()).text.is_empty());
}

#[test]
fn a_page_that_draws_in_deep_arrays_and_states_is_read() {
    let mut objects: Vec<String> = Vec::new();
    let content = format!("{} BT {} /F1 12 Tf (deep) Tj ET", "q ".repeat(100_000), "[".repeat(100_000));
    objects.push("<</Type/Catalog/Pages 2 0 R>>".to_owned());
    objects.push("<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned());
    objects.push("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned());
    objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    objects.push("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned());
    assert!(decode(&pdf_of(&objects)).diagnostics.len() <= 1);
}

#[test]
fn merged_cells_do_not_multiply_the_memory() {
    let row = "<tr><td colspan=1000 rowspan=60000>甲</td><td colspan=1000>乙</td></tr>".repeat(3000);
    let source: Source = decode(format!("<table>{row}</table>").as_bytes());
    assert!(source.text.contains('甲') && source.tables.is_empty());
    assert_eq!(source.diagnostics.first().map(|remark| remark.severity), Some(Severity::Warning));
}

#[test]
fn styles_in_a_circle_and_odd_lists_do_not_matter() {
    let styles = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style>";
    let numbering = pattern(0, &[("decimal", "%9%0%", "<w:start w:val=\"4294967295\"/>")]) + &list(1, 0, "");
    let body = numbered(1, 0, "甲") + &numbered(1, 0, "乙") + &numbered(9, 99, "丙") + &paragraph("丁");
    let text = decode(&docx(&body, &numbering, styles)).text;
    assert!(text.contains('甲') && text.contains('乙') && text.contains("丙\n丁\n"), "{text}");
}
