//! Files that are not what they say, or that want to harm: each gets its own sentence, and none a panic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a test that meets what it does not expect has failed"
)]

mod making;

use making::{archive, convert, open, refused, rows, workbook_of};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn small() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..20 {
        sheet.write_string(row, 0, format!("企业{row}")).unwrap();
        sheet.write_number(row, 1, f64::from(row) * 1.5).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn other_kinds_of_file_are_told() {
    let check = |bytes: &[u8], code: &str| assert_eq!(refused(bytes), code);
    check(b"", "sheet.file.empty");
    check(b"MZ\x90\0\x03\0\0\0PE\0\0", "sheet.file.program");
    check(b"\x7fELF\x02\x01\x01\0\0", "sheet.file.program");
    check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "sheet.file.image");
    check(b"%PDF-1.7\n", "sheet.file.foreign");
    check(b"Rar!\x1a\x07\x01\0", "sheet.file.archive");
    check("<html><body><table><tr><td>名称</td></tr></table></body></html>".as_bytes(), "sheet.file.page");
    check(b"\xef\xbb\xbf  <!DOCTYPE html><table>", "sheet.file.page");
    check(b"<?xml version=\"1.0\"?><Workbook/>", "sheet.file.foreign");
    check(b"{\\rtf1 text}", "sheet.file.foreign");
    check(&archive(&[("word/document.xml", b"<x/>")]), "sheet.file.foreign");
    check(&archive(&[("content.xml", b"<x/>"), ("mimetype", b"ods")]), "sheet.file.foreign");
    check(&archive(&[("合同.xlsx", &small())]), "sheet.file.archive");
    check(b"\x09\x04\x06\0\0\0\x10\0", "sheet.file.old_excel");
}

#[test]
fn broken_files_are_told() {
    let whole = small();
    for cut in [30, 200, whole.len() / 2, whole.len() - 30] {
        assert_eq!(refused(&whole[..cut]), "sheet.file.broken", "{cut}");
    }
    assert_eq!(refused(&workbook_of(b"<worksheet><sheetData><row r=\"1\"><c><v>1</v>", b"")), "sheet.file.broken");
    let backwards = b"<worksheet><sheetData><row r=\"3\"/><row r=\"2\"/></sheetData></worksheet>";
    assert_eq!(refused(&workbook_of(backwards, b"")), "sheet.file.broken");
    let far = b"<worksheet><sheetData><row r=\"1048577\"/></sheetData></worksheet>";
    assert_eq!(refused(&workbook_of(far, b"")), "sheet.row.too_many");
    let wide = b"<worksheet><sheetData><row><c r=\"XFE1\"><v>1</v></c></row></sheetData></worksheet>";
    assert_eq!(refused(&workbook_of(wide, b"")), "sheet.row.too_wide");
    let missing = b"<worksheet><sheetData><row><c t=\"s\"><v>7</v></c></row></sheetData></worksheet>";
    assert_eq!(refused(&workbook_of(missing, b"")), "sheet.file.broken");
}

#[test]
fn a_workbook_without_rows_has_none() {
    assert!(rows(&workbook_of(b"<worksheet><sheetData/></worksheet>", b"")).unwrap().is_empty());
}

/// A part of a workbook that unpacks to a piece, many times over.
fn bomb(part: &str, head: &[u8], piece: &[u8], times: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let small = workbook_of(b"<worksheet><sheetData/></worksheet>", b"");
    let mut from = zip::ZipArchive::new(Cursor::new(small)).unwrap();
    for at in 0..from.len() {
        let file = from.by_index_raw(at).unwrap();
        if file.name().unwrap() != part {
            zip.raw_copy_file(file).unwrap();
        }
    }
    zip.start_file(part, SimpleFileOptions::default()).unwrap();
    zip.write_all(head).unwrap();
    for _ in 0..times {
        zip.write_all(piece).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn zip_bombs_are_told() {
    let blank = vec![b' '; 1_000_000];
    let sheet = bomb("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>", &blank, 80);
    assert!(sheet.len() < 200_000, "{}", sheet.len());
    assert_eq!(refused(&sheet), "sheet.file.bomb");
    assert_eq!(refused(&bomb("xl/sharedStrings.xml", b"<sst>", &blank, 80)), "sheet.file.bomb");
    // One cell without an end, below the bound on the part.
    let cell = bomb("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c><v>", &[b'1'; 1_000_000], 3);
    assert_eq!(refused(&cell), "sheet.file.too_complex");
    // A small file that says one long text in very many cells.
    let text = format!("<sst><si><t>{}</t></si></sst>", "长".repeat(32_000));
    let cells = format!(
        "<worksheet><sheetData><row>{}</row></sheetData></worksheet>",
        "<c t=\"s\"><v>0</v></c>".repeat(16_000)
    );
    assert_eq!(refused(&workbook_of(cells.as_bytes(), text.as_bytes())), "sheet.file.too_complex");
    let deep = format!("<worksheet><sheetData><row><c>{}", "<v>".repeat(100_000));
    assert_eq!(refused(&workbook_of(deep.as_bytes(), b"")), "sheet.file.too_complex");
    let entity = b"<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet><sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>";
    assert!(rows_of(entity).is_empty());
}

fn rows_of(sheet: &[u8]) -> Vec<sheet::Row> {
    rows(&workbook_of(sheet, b"")).unwrap()
}

#[test]
fn a_password_is_told() {
    // The directory of a compound file with the stream that protected workbooks have.
    let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    bytes.resize(512, 0);
    bytes[24..32].copy_from_slice(&[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0]);
    bytes[44..48].copy_from_slice(&1_u32.to_le_bytes());
    bytes[48..52].copy_from_slice(&1_u32.to_le_bytes());
    bytes[56..60].copy_from_slice(&4096_u32.to_le_bytes());
    bytes[68..72].copy_from_slice(&u32::MAX.to_le_bytes());
    bytes[76..512].fill(0xff);
    bytes[76..80].fill(0);
    let mut table = [0xff_u8; 512];
    table[0..8].copy_from_slice(&[0xfd, 0xff, 0xff, 0xff, 0xfe, 0xff, 0xff, 0xff]);
    bytes.extend(table);
    let mut directory = [0_u8; 512];
    for (entry, name) in ["Root Entry", "EncryptedPackage"].iter().enumerate() {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        let at = entry * 128;
        directory[at..at + wide.len()].copy_from_slice(&wide);
        directory[at + 64] = wide.len() as u8;
    }
    bytes.extend(directory);
    assert_eq!(refused(&bytes), "sheet.file.encrypted");
    let doc = bytes.iter().map(|byte| if *byte == b'E' { b'X' } else { *byte }).collect::<Vec<u8>>();
    assert_eq!(refused(&doc), "sheet.file.not_a_table");
}

/// Flips bytes of a good file; nothing may panic, and reading must come to an end.
fn damage(whole: &[u8], places: &[(usize, u8)]) {
    let mut bytes = whole.to_vec();
    for (at, byte) in places {
        let at = at % bytes.len();
        bytes[at] = *byte;
    }
    if let Ok(mut book) = open(&bytes) {
        let _ = book.header(None, &[], &std::collections::BTreeMap::new());
        if let Ok(rows) = book.rows(None) {
            rows.take(100_000).for_each(drop);
        }
    }
}

#[test]
fn damaged_old_workbooks_never_panic() {
    let Some(old) = convert(&small(), "xlsx", "xls") else { return };
    let mut seed = 1_u64;
    let mut next = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    for _ in 0..500 {
        let places: Vec<(usize, u8)> = (0..next() % 8 + 1).map(|_| (next(), next() as u8)).collect();
        damage(&old, &places);
    }
    for cut in (0..old.len()).step_by(997) {
        damage(&[&old[..cut], b"\0"].concat(), &[]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000), head in 0..5_usize) {
        let heads: [&[u8]; 5] = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xef\xbb\xbf", b"\xff\xfe"];
        let bytes = [heads[head], &bytes].concat();
        if let Ok(mut book) = open(&bytes)
            && let Ok(rows) = book.rows(None)
        {
            rows.for_each(drop);
        }
    }

    #[test]
    fn damaged_workbooks_never_panic(places in proptest::collection::vec((any::<usize>(), any::<u8>()), 1..20)) {
        damage(&small(), &places);
    }

    #[test]
    fn any_markup_never_panics(sheet in "(<(c|row|v|f|/c|/row|/v|is|t|/t)( r=\"[A-Z]{0,5}[0-9]{0,8}\")?( t=\"(s|b|e|d|str|inlineStr)\")?/?>|[0-9.eE-]{0,8}|&#[0-9]{1,7};){0,40}") {
        let whole = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
        if let Ok(mut book) = open(&workbook_of(whole.as_bytes(), b"<sst><si><t>a</t></si></sst>"))
            && let Ok(rows) = book.rows(None)
        {
            rows.for_each(drop);
        }
    }
}
