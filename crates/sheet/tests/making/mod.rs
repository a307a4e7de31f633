//! Files made for tests.
#![allow(dead_code, reason = "each test file uses a part of it")]

use base::{Language, Sentence};
use sheet::{Cell, Row, Workbook};
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Opens bytes as a file of some name.
pub fn open(bytes: &[u8]) -> Result<Workbook, Sentence> {
    sheet::open(Cursor::new(bytes.to_vec()), "上传.xlsx")
}

/// All rows of the first visible sheet.
pub fn rows(bytes: &[u8]) -> Result<Vec<Row>, Sentence> {
    open(bytes)?.rows(None)?.collect()
}

/// All rows as people read them.
pub fn shown(bytes: &[u8]) -> Vec<Vec<String>> {
    let rows = rows(bytes).unwrap();
    rows.iter().map(|row| row.cells.iter().map(|cell| cell.shown().into_owned()).collect()).collect()
}

/// The code of the sentence that a file ends with, when it is opened and read to its end.
pub fn refused(bytes: &[u8]) -> String {
    let sentence = rows(bytes).expect_err("the file is of no use");
    for language in [Language::Chinese, Language::English] {
        let words = sentence.render(language);
        assert!(!words.contains('{') && words != sentence.code, "{words}");
    }
    sentence.code
}

/// A zip archive of parts.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook around the markup of one sheet.
pub fn workbook_of(sheet: &[u8], strings: &[u8]) -> Vec<u8> {
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            br#"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        ("xl/workbook.xml", br#"<workbook><sheets><sheet name="S" sheetId="1" r:id="a"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// Text of a cell.
pub fn text(words: &str) -> Cell {
    Cell::text(words)
}

/// Converts a file by LibreOffice; none, and a line that says so, where it or its spreadsheet is not installed.
pub fn convert(bytes: &[u8], from: &str, to: &str) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join(format!("table.{from}"));
    std::fs::write(&source, bytes).unwrap();
    let home = format!("-env:UserInstallation=file://{}", folder.path().join("home").display());
    let target = to.split(':').next().unwrap_or(to);
    let outcome = Command::new("soffice")
        .args([home.as_str(), "--headless", "--convert-to", to, "--outdir"])
        .arg(folder.path())
        .arg(&source)
        .output();
    match outcome {
        Err(reason) => {
            eprintln!("LibreOffice is absent ({reason}): .{target} files were NOT tested here");
            None
        }
        Ok(output) => {
            let made = Path::new(folder.path()).join(format!("table.{target}"));
            let bytes = std::fs::read(made).ok();
            if bytes.is_none() {
                // A machine may have LibreOffice for documents only, without its spreadsheet.
                let said = String::from_utf8_lossy(&output.stderr);
                eprintln!("LibreOffice has no spreadsheet here: .{target} files were NOT tested ({said})");
            }
            bytes
        }
    }
}
