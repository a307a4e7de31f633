//! Files made by the tests themselves.
#![allow(dead_code, reason = "each test binary uses its own part of these makers")]

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A zip archive of parts.
pub fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The parts of a DOCX that word processors open, too.
pub fn docx(body: &str, numbering: &str, styles: &str) -> Vec<u8> {
    let types = "http://schemas.openxmlformats.org/package/2006/content-types";
    let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let content_types = format!(
        "<Types xmlns=\"{types}\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{kind}.document.main+xml\"/>\
         <Override PartName=\"/word/numbering.xml\" ContentType=\"{kind}.numbering+xml\"/>\
         <Override PartName=\"/word/styles.xml\" ContentType=\"{kind}.styles+xml\"/></Types>"
    );
    let package = format!(
        "<Relationships xmlns=\"{relations}\"><Relationship Id=\"r1\" Type=\"{office}/officeDocument\" \
         Target=\"word/document.xml\"/></Relationships>"
    );
    let document = format!(
        "<Relationships xmlns=\"{relations}\">\
         <Relationship Id=\"r1\" Type=\"{office}/numbering\" Target=\"numbering.xml\"/>\
         <Relationship Id=\"r2\" Type=\"{office}/styles\" Target=\"styles.xml\"/></Relationships>"
    );
    zipped(&[
        ("[Content_Types].xml", &content_types),
        ("_rels/.rels", &package),
        ("word/_rels/document.xml.rels", &document),
        ("word/document.xml", &format!("<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>")),
        ("word/numbering.xml", &format!("<w:numbering {W}>{numbering}</w:numbering>")),
        ("word/styles.xml", &format!("<w:styles {W}>{styles}</w:styles>")),
    ])
}

/// A plain paragraph.
pub fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A paragraph of a list.
pub fn numbered(list: u32, level: u32, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>\
         <w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

/// A list pattern: per level its format, its text and more of it.
pub fn pattern(id: u32, levels: &[(&str, &str, &str)]) -> String {
    let levels = levels.iter().enumerate().map(|(at, (format, text, more))| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}\
             <w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    });
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{}</w:abstractNum>", levels.collect::<String>())
}

/// A list of a pattern.
pub fn list(id: u32, pattern: u32, overrides: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{pattern}\"/>{overrides}</w:num>")
}

/// Levels as notices use them.
pub const NOTICE_LEVELS: [(&str, &str, &str); 4] = [
    ("chineseCountingThousand", "%1、", "<w:suff w:val=\"nothing\"/>"),
    ("chineseCountingThousand", "（%2）", "<w:suff w:val=\"nothing\"/>"),
    ("decimal", "%3.", "<w:suff w:val=\"space\"/>"),
    ("decimal", "（%4）", "<w:suff w:val=\"nothing\"/>"),
];

/// A PDF of one page that draws each line as UTF-16 in a font without `ToUnicode`, whose encoding says what codes mean.
pub fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut content = String::from("BT /F1 12 Tf 16 TL 72 760 Td\n");
    for line in lines {
        let codes: String = line.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        content.push_str(&format!("<{codes}> Tj T*\n"));
    }
    content.push_str("ET\n");
    pdf_of(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/UniGB-UTF16-H/DescendantFonts[6 0 R]>>".to_owned(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)\
         /Supplement 5>>/DW 1000>>"
            .to_owned(),
    ])
}

/// A PDF of objects numbered from 1, the first of them the catalog.
pub fn pdf_of(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(file.len());
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    let size = objects.len() + 1;
    file.push_str(&format!("trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"));
    file.into_bytes()
}
