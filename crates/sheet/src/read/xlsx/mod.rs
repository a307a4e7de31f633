//! XLSX: an archive of markup. Read by ourselves, because the libraries at hand keep all shared strings as single
//! allocations, do not tell a formula from its value while streaming, and have no bound on what a part unpacks to
//! (docs/decisions/0012-sheets-by-ourselves.md).

mod merged;
mod package;
mod rows;
mod strings;
mod styles;
mod xml;

pub(super) use rows::XlsxRows;

use super::header::Merge;
use super::input::AnyInput;
use super::number_format::NumberFormat;
use super::sheet_name::SheetName;
use super::unusable::Unusable;
use package::Package;
use std::collections::BTreeMap;
use strings::Strings;
use xml::{BROKEN, Piece, Xml, attribute};

const MARKUP_BYTES_MAX: u64 = 16 * 1024 * 1024;
/// Bytes of a worksheet's markup at most: a full sheet of short cells.
const SHEET_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;
const SHEETS_MAX: usize = 2_000;

/// An open workbook.
pub(super) struct Xlsx {
    package: Package,
    strings: Strings,
    formats: Vec<NumberFormat>,
    from_1904: bool,
    sheets: Vec<(SheetName, String)>,
}

impl Xlsx {
    /// Opens the archive and reads what all sheets share.
    pub(super) fn open(input: AnyInput) -> Result<Self, Unusable> {
        let mut package = Package::open(input)?;
        let root = relations(&mut package, "_rels/.rels", "")?;
        let workbook = root.values().find(|target| target.kind == "officeDocument").map(|target| target.part.clone());
        let workbook = workbook.filter(|part| package.has(part)).unwrap_or_else(|| "xl/workbook.xml".to_owned());
        if !package.has(&workbook) || !workbook.ends_with(".xml") {
            return Err(foreign(&package));
        }
        let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
        let related = relations(&mut package, &format!("{folder}/_rels/{file}.rels"), folder)?;
        let Some(part) = package.part(&workbook, MARKUP_BYTES_MAX)? else { return Err(BROKEN) };
        let Contents { sheets, from_1904 } = contents(Xml::new(part), &related)?;
        if sheets.is_empty() {
            return Err(if workbook.contains("word") { foreign(&package) } else { Unusable::NoSheet });
        }
        let shared = |kind: &str, usual: &str| {
            let found = related.values().find(|target| target.kind == kind);
            found.map_or_else(|| format!("{folder}/{usual}"), |target| target.part.clone())
        };
        let strings = Strings::read(&mut package, &shared("sharedStrings", "sharedStrings.xml"))?;
        let formats = styles::read(&mut package, &shared("styles", "styles.xml"))?;
        Ok(Self { package, strings, formats, from_1904, sheets })
    }

    /// The worksheets in order.
    pub(super) fn sheets(&self) -> impl Iterator<Item = &SheetName> {
        self.sheets.iter().map(|(name, _)| name)
    }

    /// The rows of a sheet by its place.
    pub(super) fn rows(&mut self, sheet: usize) -> Result<XlsxRows<'_>, Unusable> {
        let (_, part) = self.sheets.get(sheet).ok_or(Unusable::NoSheet)?;
        let part = self.package.part(part, SHEET_BYTES_MAX)?.ok_or(BROKEN)?;
        Ok(XlsxRows::new(Xml::new(part), &self.strings, &self.formats, self.from_1904))
    }

    /// The merged ranges that begin in the first rows of a sheet. They stand behind the rows, so all of it is unpacked.
    pub(super) fn merged(&mut self, sheet: usize) -> Result<Vec<Merge>, Unusable> {
        let (_, part) = self.sheets.get(sheet).ok_or(Unusable::NoSheet)?;
        merged::read(self.package.part(part, SHEET_BYTES_MAX)?.ok_or(BROKEN)?)
    }
}

/// What an archive is that holds no workbook of this kind.
fn foreign(package: &Package) -> Unusable {
    let has = |start: &str| package.names().any(|name| name.starts_with(start));
    if has("word/") {
        Unusable::Foreign("DOCX")
    } else if has("ppt/") {
        Unusable::Foreign("PPTX")
    } else if has("xl/workbook.bin") {
        Unusable::Foreign("XLSB")
    } else if has("content.xml") && has("mimetype") {
        Unusable::Foreign("ODS")
    } else {
        Unusable::Archive
    }
}

/// Where a relation leads.
struct Target {
    kind: String,
    part: String,
}

/// The relations of a part by id; none where the part has none.
fn relations(package: &mut Package, name: &str, folder: &str) -> Result<BTreeMap<String, Target>, Unusable> {
    let mut found = BTreeMap::new();
    let Some(part) = package.part(name, MARKUP_BYTES_MAX)? else { return Ok(found) };
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Piece::Open(element) if element.local_name().as_ref() == "Relationship" => {
                let value = |name: &str| attribute(&element, name).unwrap_or_default();
                let kind = value("Type").rsplit('/').next().unwrap_or_default().to_owned();
                found.insert(value("Id"), Target { kind, part: resolve(folder, &value("Target")) });
            }
            Piece::End => return Ok(found),
            _ => {}
        }
    }
}

/// A target is written from the root of the archive or from the folder of its source.
fn resolve(folder: &str, target: &str) -> String {
    if let Some(from_root) = target.strip_prefix('/') {
        return from_root.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

struct Contents {
    sheets: Vec<(SheetName, String)>,
    from_1904: bool,
}

/// The worksheets with their parts, and how days are counted.
fn contents<R: std::io::BufRead>(mut xml: Xml<R>, related: &BTreeMap<String, Target>) -> Result<Contents, Unusable> {
    let mut contents = Contents { sheets: Vec::new(), from_1904: false };
    loop {
        match xml.next()? {
            Piece::Open(element) => match element.local_name().as_ref() {
                "workbookPr" => {
                    let says = attribute(&element, "date1904");
                    contents.from_1904 = matches!(says.as_deref(), Some("1" | "true" | "on"));
                }
                "sheet" if contents.sheets.len() < SHEETS_MAX => {
                    let target = attribute(&element, "id").and_then(|id| related.get(&id));
                    // Sheets of charts and macros have no cells.
                    if let Some(target) = target.filter(|target| target.kind == "worksheet") {
                        let name = attribute(&element, "name").unwrap_or_default();
                        let state = attribute(&element, "state");
                        let hidden = matches!(state.as_deref(), Some("hidden" | "veryHidden"));
                        contents.sheets.push((SheetName { name, hidden }, target.part.clone()));
                    }
                }
                _ => {}
            },
            Piece::End => return Ok(contents),
            _ => {}
        }
    }
}
