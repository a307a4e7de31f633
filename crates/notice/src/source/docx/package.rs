//! The zip archive around a document: which parts to read, and how much of them at most.

use super::super::unusable::Unusable;
use super::xml::{self, Visitor};
use quick_xml::events::BytesStart;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Parts of a real document, pictures included, are some hundreds.
const ENTRIES_AT_MOST: usize = 20_000;
/// All parts read from one file together. A thousand pages of text are some 30 MiB.
const INFLATED_AT_MOST: u64 = 128 * 1024 * 1024;
/// Above this size the ratio is looked at.
const RATIO_LOOKED_AT_FROM: u64 = 8 * 1024 * 1024;
/// The XML of documents shrinks to a tenth or a fiftieth; a bomb to a thousandth.
const RATIO_AT_MOST: u64 = 250;

/// Main parts of archives that are not word-processing documents.
const FOREIGN: [(&str, &str); 5] = [
    ("xl/workbook.xml", "XLSX"),
    ("ppt/presentation.xml", "PPTX"),
    ("OFD.xml", "OFD"),
    ("content.xml", "ODT"),
    ("META-INF/container.xml", "EPUB"),
];

/// An opened archive.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    folder: String,
    inflated_left: u64,
}

impl<'a> Package<'a> {
    /// Opens the archive; nothing is unpacked yet.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unusable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unusable::Broken("DOCX"))?;
        if archive.len() > ENTRIES_AT_MOST {
            return Err(Unusable::Bomb);
        }
        Ok(Self { archive, folder: "word/".to_owned(), inflated_left: INFLATED_AT_MOST })
    }

    /// The main part, found by the package's relationships or by its usual name.
    pub(super) fn document(&mut self) -> Result<String, Unusable> {
        let mut relations = Relations::default();
        xml::walk(&self.part("_rels/.rels")?, &mut relations)?;
        let usual = "word/document.xml".to_owned();
        let name = relations.main.filter(|name| self.archive.index_for_name(name).is_some()).unwrap_or(usual);
        if self.archive.index_for_name(&name).is_none() || !name.ends_with(".xml") || name.starts_with("xl/") {
            return Err(self.foreign());
        }
        if name.starts_with("ppt/") {
            return Err(Unusable::Foreign("PPTX"));
        }
        self.folder = name.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"));
        self.part(&name)
    }

    /// A part beside the main one, "" where there is none.
    pub(super) fn beside_document(&mut self, name: &str) -> Result<String, Unusable> {
        self.part(&format!("{}{name}", self.folder))
    }

    fn foreign(&self) -> Unusable {
        let kind = FOREIGN.iter().find(|(part, _)| self.archive.index_for_name(part).is_some());
        Unusable::Foreign(kind.map_or("ZIP", |(_, kind)| kind))
    }

    fn part(&mut self, name: &str) -> Result<String, Unusable> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(String::new()),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(Unusable::Encrypted),
            Err(_) => return Err(Unusable::Broken("DOCX")),
        };
        let packed = file.compressed_size().max(1);
        let limit = self.inflated_left.min(RATIO_LOOKED_AT_FROM.max(packed.saturating_mul(RATIO_AT_MOST)));
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|_| Unusable::Broken("DOCX"))?;
        let inflated = bytes.len() as u64;
        if inflated > limit {
            return Err(Unusable::Bomb);
        }
        self.inflated_left -= inflated;
        characters(bytes)
    }
}

/// Parts are UTF-8 or, seldom, UTF-16 with a mark.
fn characters(bytes: Vec<u8>) -> Result<String, Unusable> {
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, mark)) => {
            let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
            Ok(text.into_owned())
        }
        None => String::from_utf8(bytes).map_err(|_| Unusable::Broken("DOCX")),
    }
}

/// The relationship of the package to its main part.
#[derive(Default)]
struct Relations {
    main: Option<String>,
}

impl Visitor for Relations {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        let kind = xml::attribute(element, "Type").unwrap_or_default();
        if name == "Relationship" && kind.ends_with("/officeDocument") {
            let target = xml::attribute(element, "Target");
            self.main = target.map(|target| target.trim_start_matches('/').to_owned());
        }
    }

    fn close(&mut self, _name: &str) {}
}
