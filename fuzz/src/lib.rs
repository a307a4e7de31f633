//! What the targets share: what must hold for every source, and files built around fuzzed parts.

use notice::source::{Source, decode};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Decodes and checks that the result hangs together.
pub fn decode_and_check(bytes: &[u8]) -> Source {
    let source = decode(bytes);
    check(&source);
    source
}

fn check(source: &Source) {
    let text = &source.text;
    for table in &source.tables {
        let width = table.rows.first().map_or(0, Vec::len);
        assert!(text.get(table.span.from..table.span.to).is_some(), "a table leaves the text");
        for row in &table.rows {
            assert_eq!(row.len(), width, "a row is not of full width");
            assert!(row.iter().all(|cell| text.get(cell.span.from..cell.span.to).is_some()), "a cell leaves the text");
        }
    }
    assert!(source.anchors.is_sorted_by_key(|anchor| anchor.at), "anchors are out of order");
    assert!(source.anchors.iter().all(|anchor| text.is_char_boundary(anchor.at)), "an anchor splits a character");
    assert!(!text.contains(['\0', '\r', '\u{FEFF}']), "a character was not folded");
    assert!(!text.trim().is_empty() || !source.diagnostics.is_empty(), "an empty text has no reason");
}

/// A DOCX of parts separated by NUL: document, numbering, styles.
pub fn docx_of_parts(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let names = ["document", "numbering", "styles"];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for name in names {
        let part = parts.next().unwrap_or_default();
        let head = if name == "document" { "<w:document><w:body>" } else { "<w:x>" };
        let foot = if name == "document" { "</w:body></w:document>" } else { "</w:x>" };
        let written = archive
            .start_file(format!("word/{name}.xml"), options)
            .map_err(std::io::Error::other)
            .and_then(|()| archive.write_all(&[head.as_bytes(), part, foot.as_bytes()].concat()));
        assert!(written.is_ok(), "a part in memory is always written");
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// A PDF of one page whose content, or whose character map behind a NUL, is fuzzed.
pub fn pdf_of_content(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let stream = |content: &[u8]| {
        [format!("<</Length {}>>stream\n", content.len()).as_bytes(), content, b"\nendstream"].concat()
    };
    let content = stream(parts.next().unwrap_or_default());
    let map = stream(parts.next().unwrap_or_default());
    let plain = |object: &str| object.as_bytes().to_vec();
    let objects = [
        plain("<</Type/Catalog/Pages 2 0 R>>"),
        plain("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
        plain(
            "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 7 0 R/F3 8 0 R>>\
             /XObject<</X 9 0 R>>>>>>",
        ),
        content,
        plain(
            "<</Type/Font/Subtype/Type0/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</DW 900/W[1[5 6]7 9 8]>>]>>",
        ),
        map,
        plain("<</Type/Font/Subtype/Type0/Encoding/GBK-EUC-H/DescendantFonts[<<>>]>>"),
        plain("<</Type/Font/Subtype/TrueType/Encoding/WinAnsiEncoding/FirstChar 32/Widths[500 600]>>"),
        plain("<</Type/XObject/Subtype/Form/Length 19>>stream\nBT /F3 9 Tf (x) Tj ET\nendstream"),
    ];
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(file.len());
        file.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let table = file.len();
    let rows: String = places.iter().map(|place| format!("{place:010} 00000 n \n")).collect();
    let size = objects.len() + 1;
    file.extend(format!("xref\n0 {size}\n0000000000 65535 f \n{rows}").into_bytes());
    file.extend(format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").into_bytes());
    file
}

/// Opens a table and reads it to its end, within what one input may cost.
pub fn read_table_and_check(bytes: &[u8]) {
    let Ok(mut book) = sheet::open(Cursor::new(bytes.to_vec()), "table.xlsx") else { return };
    if let Ok(header) = book.header(None, &[], &BTreeMap::new()) {
        assert!(header.first <= header.last && header.first <= sheet::HEADER_WITHIN, "a header stands too low");
    }
    let Ok(rows) = book.rows(None) else { return };
    let mut before = 0;
    for row in rows.map_while(Result::ok).take(100_000) {
        assert!(row.number > before && row.number <= sheet::ROWS_MAX, "rows are out of order");
        assert!(row.cells.len() <= sheet::COLUMNS_MAX, "a row is too wide");
        assert!(row.cells.iter().any(|cell| !cell.is_blank()), "an empty row came through");
        before = row.number;
    }
}

/// A workbook of parts separated by NUL: sheet, shared strings, styles.
pub fn workbook_of_parts(bytes: &[u8]) -> Vec<u8> {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let mut part = || parts.next().unwrap_or_default();
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"x/{kind}\" Target=\"{target}\"/>")
    };
    let root = format!("<R>{}</R>", relation("r", "officeDocument", "xl/workbook.xml"));
    let related = format!("<R>{}</R>", relation("a", "worksheet", "sheet.xml"));
    let files: [(&str, &[u8]); 6] = [
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"S\" id=\"a\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", related.as_bytes()),
        ("xl/sheet.xml", part()),
        ("xl/sharedStrings.xml", part()),
        ("xl/styles.xml", part()),
    ];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files {
        let written = archive
            .start_file(name, options)
            .map_err(std::io::Error::other)
            .and_then(|()| archive.write_all(bytes));
        assert!(written.is_ok(), "a part in memory is always written");
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}
