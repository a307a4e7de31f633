//! XLS, the workbooks of Excel 97 to 2003 (BIFF8). Read by ourselves, because the library at hand reserves what the file
//! asks for and slices where the file says (docs/decisions/0012-sheets-by-ourselves.md).

mod compound;
mod record;
mod rows;
mod strings;

pub(super) use rows::XlsRows;

use super::header::Merge;
use super::input::AnyInput;
use super::number_format::NumberFormat;
use super::sheet_name::SheetName;
use super::unusable::Unusable;
use compound::{BROKEN, Compound, u16_at, u32_at};
use record::{Record, kind, records, segments};
use std::collections::BTreeMap;
use std::io::{Read, SeekFrom};
use strings::{Along, Strings};

/// Bytes of a file at most; it is held in memory. A full sheet of 65,536 rows has about 20 MB.
const BYTES_MAX: u64 = 96 * 1024 * 1024;
/// The version of Excel 97 and later.
const VERSION: u16 = 0x0600;
const SHEETS_MAX: usize = 2_000;
/// A workbook has some 4,000 styles at most.
const STYLES_MAX: usize = 70_000;

/// An open workbook.
pub(super) struct Xls {
    stream: Vec<u8>,
    strings: Strings,
    formats: Vec<NumberFormat>,
    from_1904: bool,
    sheets: Vec<(SheetName, usize)>,
}

impl Xls {
    /// Reads the file and what all sheets share.
    pub(super) fn open(mut input: AnyInput) -> Result<Self, Unusable> {
        let mut bytes = Vec::new();
        let read = input.seek(SeekFrom::Start(0)).and_then(|_| input.take(BYTES_MAX + 1).read_to_end(&mut bytes));
        read.map_err(|error| Unusable::of_io(&error, &BROKEN))?;
        if bytes.len() as u64 > BYTES_MAX {
            return Err(Unusable::TooLarge(BYTES_MAX));
        }
        let compound = Compound::open(&bytes)?;
        if compound.has("EncryptedPackage") {
            return Err(Unusable::Encrypted);
        }
        let Some(stream) = compound.stream("Workbook")? else {
            return Err(match () {
                () if compound.has("Book") => Unusable::OldExcel,
                () if compound.has("WordDocument") => Unusable::Foreign("DOC"),
                () if compound.has("PowerPoint Document") => Unusable::Foreign("PPT"),
                () => Unusable::NotATable,
            });
        };
        drop(bytes);
        Self::of_stream(stream)
    }

    fn of_stream(stream: Vec<u8>) -> Result<Self, Unusable> {
        let mut xls = Self {
            stream: Vec::new(),
            strings: Strings::default(),
            formats: Vec::new(),
            from_1904: false,
            sheets: Vec::new(),
        };
        let first = record::record_at(&stream, 0).filter(|first| first.kind == kind::BEGIN).ok_or(BROKEN)?;
        if u16_at(first.data, 0) != Some(VERSION) {
            return Err(Unusable::OldExcel);
        }
        let (mut codes, mut styles) = (BTreeMap::new(), Vec::new());
        for record in records(&stream, first.next).take_while(|record| record.kind != kind::END) {
            match record.kind {
                kind::PASSWORD => return Err(Unusable::Encrypted),
                kind::FROM_1904 => xls.from_1904 = u16_at(record.data, 0) == Some(1),
                kind::SHEET if xls.sheets.len() < SHEETS_MAX => xls.sheets.extend(sheet(record)),
                kind::STRINGS => xls.strings = Strings::read(segments(&stream, record)),
                kind::FORMAT if codes.len() < STYLES_MAX => {
                    let text = Along::new(vec![record.data.get(2..).unwrap_or_default()]).text();
                    codes.extend(u16_at(record.data, 0).zip(text));
                }
                kind::STYLE if styles.len() < STYLES_MAX => styles.push(u16_at(record.data, 2).unwrap_or_default()),
                _ => {}
            }
        }
        let format = |id: &u16| match codes.get(id) {
            Some(code) => NumberFormat::of_code(code),
            None => NumberFormat::built_in(u32::from(*id)),
        };
        xls.formats = styles.iter().map(format).collect();
        xls.stream = stream;
        if xls.sheets.is_empty() { Err(Unusable::NoSheet) } else { Ok(xls) }
    }

    /// The worksheets in order.
    pub(super) fn sheets(&self) -> impl Iterator<Item = &SheetName> {
        self.sheets.iter().map(|(name, _)| name)
    }

    /// The rows of a sheet by its place.
    pub(super) fn rows(&self, sheet: usize) -> Result<XlsRows<'_>, Unusable> {
        let (_, at) = self.sheets.get(sheet).ok_or(Unusable::NoSheet)?;
        Ok(XlsRows::new(&self.stream, *at, &self.strings, &self.formats, self.from_1904))
    }

    /// The merged ranges that begin in the first rows of a sheet.
    pub(super) fn merged(&self, sheet: usize) -> Result<Vec<Merge>, Unusable> {
        let (_, at) = self.sheets.get(sheet).ok_or(Unusable::NoSheet)?;
        Ok(rows::merged(&self.stream, *at))
    }
}

/// The name and place of a worksheet; sheets of charts and macros have no cells.
fn sheet(record: Record<'_>) -> Option<(SheetName, usize)> {
    let (state, sort) = (*record.data.get(4)?, *record.data.get(5)?);
    if sort != 0 {
        return None;
    }
    // The length of the name has one byte here, and two in all other texts.
    let mut text = vec![*record.data.get(6)?, 0];
    text.extend_from_slice(record.data.get(7..)?);
    let name = Along::new(vec![&text]).text()?;
    Some((SheetName { name, hidden: state & 3 != 0 }, u32_at(record.data, 0)? as usize))
}
