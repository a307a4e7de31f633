//! Whatever the bytes are, decoding ends, and what it gives hangs together.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed step of a test is a failed test")]

mod source_support;

use encoding_rs::GB18030;
use notice::source::{Source, decode};
use proptest::prelude::*;
use source_support::{NOTICE_LEVELS, docx, list, numbered, paragraph, pattern, pdf};

/// Spans are inside the text and on character boundaries, anchors in order, and an empty text has a reason.
fn hangs_together(source: &Source) {
    let text = &source.text;
    for table in &source.tables {
        let width = table.rows.first().map_or(0, Vec::len);
        assert!(text.get(table.span.from..table.span.to).is_some());
        for row in &table.rows {
            assert_eq!(row.len(), width);
            for cell in row {
                assert!(text.get(cell.span.from..cell.span.to).is_some());
            }
        }
    }
    assert!(source.anchors.is_sorted_by_key(|anchor| anchor.at));
    assert!(source.anchors.iter().all(|anchor| text.is_char_boundary(anchor.at)));
    assert!(!text.contains(['\0', '\r', '\u{FEFF}']));
    assert!(!text.trim().is_empty() || !source.diagnostics.is_empty());
}

/// Bytes changed, taken out and doubled at places that depend on the numbers only.
fn mutated(mut bytes: Vec<u8>, changes: &[(usize, u8)]) -> Vec<u8> {
    for (place, value) in changes {
        let at = place % bytes.len().max(1);
        match value % 4 {
            0 if bytes.len() > 8 => {
                bytes.remove(at);
            }
            1 => bytes.truncate(at + bytes.len() / 2),
            2 => bytes.insert(at, *value),
            _ => bytes.get_mut(at).into_iter().for_each(|byte| *byte = *value),
        }
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(usize, u8)>> {
    prop::collection::vec((any::<usize>(), any::<u8>()), 1..12)
}

/// Text such as notices have: Chinese, figures, line ends; no control characters, no marks of other formats in front.
fn prose() -> impl Strategy<Value = String> {
    prop::collection::vec("[一-龥]{2,12}[，。；、：0-9A-Za-z%（）《》 ]{0,6}\n{0,2}", 1..20)
        .prop_map(|parts| parts.concat())
}

fn sample_docx() -> (String, String) {
    let body: String =
        [(0, "目标"), (1, "平台"), (2, "建设10家"), (3, "细项")].map(|(l, t)| numbered(1, l, t)).concat();
    let cell =
        |text: &str| format!("<w:tc><w:tcPr><w:vMerge/><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>", paragraph(text));
    let table = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("甲"), cell("乙"));
    (body + &table, pattern(0, &NOTICE_LEVELS) + &list(1, 0, ""))
}

const PAGE: &str = "<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title></head><body><div class='nav'>\
    <a href=#>首页</a></div><h1>通知</h1><table><tr><th rowspan=2>1<th>任务</tr><tr><td colspan=3>甲&nbsp;&#x4e00;</table>\
    <script>if(a<b){}</script><p>一、目标<br>二、任务</p><!-- x --><ul><li>甲<li>乙</ul></body></html>";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        hangs_together(&decode(&bytes));
    }

    #[test]
    fn any_bytes_behind_a_known_beginning(start in 0..8_usize, bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let starts: [&[u8]; 8] = [
            b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"\xff\xfe", b"\xfe\xff", b"<html>", b"---\na: b\n---\n", b"| a |\n|--|\n",
        ];
        hangs_together(&decode(&[starts[start], &bytes].concat()));
    }

    #[test]
    fn any_text(text in any::<String>()) {
        hangs_together(&decode(text.as_bytes()));
    }

    #[test]
    fn text_is_the_same_in_each_encoding(text in prose()) {
        let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        prop_assert_eq!(&decode(text.as_bytes()).text, &text);
        prop_assert_eq!(&decode(text.replace('\n', "\r\n").as_bytes()).text, &text);
        prop_assert_eq!(&decode(&[&b"\xef\xbb\xbf"[..], text.as_bytes()].concat()).text, &text);
        prop_assert_eq!(&decode(&[&b"\xff\xfe"[..], &wide(u16::to_le_bytes)].concat()).text, &text);
        prop_assert_eq!(&decode(&[&b"\xfe\xff"[..], &wide(u16::to_be_bytes)].concat()).text, &text);
    }

    #[test]
    fn common_text_is_the_same_without_a_mark(copies in 1..40_usize) {
        let text = "一、工作目标\n推进建设 4 个重大科技基础设施，增长11.5%以上。\n".repeat(copies);
        prop_assert_eq!(&decode(&GB18030.encode(&text).0).text, &text);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        prop_assert_eq!(&decode(&wide).text, &text);
    }

    #[test]
    fn a_docx_gives_back_its_paragraphs(text in prose()) {
        let lines: Vec<&str> = text.lines().collect();
        let body: String = lines.iter().map(|line| paragraph(line)).collect();
        let read = decode(&docx(&body, "", "")).text;
        prop_assert_eq!(read.lines().map(str::trim_end).collect::<Vec<_>>(), lines.iter().map(|l| l.trim_end()).collect::<Vec<_>>());
    }

    #[test]
    fn a_pdf_gives_back_its_characters(text in prose()) {
        let lines: Vec<&str> = text.lines().collect();
        let packed = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
        prop_assert_eq!(packed(&decode(&pdf(&lines)).text), packed(&text));
    }

    #[test]
    fn a_mutated_archive(changes in changes()) {
        let (body, numbering) = sample_docx();
        hangs_together(&decode(&mutated(docx(&body, &numbering, ""), &changes)));
    }

    #[test]
    fn a_mutated_document(changes in changes()) {
        let (body, numbering) = sample_docx();
        let body = String::from_utf8_lossy(&mutated(body.into_bytes(), &changes)).into_owned();
        hangs_together(&decode(&docx(&body, &numbering, "")));
    }

    #[test]
    fn mutated_numbering(changes in changes()) {
        let (body, numbering) = sample_docx();
        let numbering = String::from_utf8_lossy(&mutated(numbering.into_bytes(), &changes)).into_owned();
        hangs_together(&decode(&docx(&body, &numbering, "")));
    }

    #[test]
    fn a_mutated_page(changes in changes()) {
        hangs_together(&decode(&mutated(PAGE.as_bytes().to_vec(), &changes)));
    }

    #[test]
    fn a_mutated_pdf(changes in changes()) {
        hangs_together(&decode(&mutated(pdf(&["一、工作目标", "推进建设 4 个平台。"]), &changes)));
    }
}
