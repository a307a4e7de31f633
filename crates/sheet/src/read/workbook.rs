//! An open file with its sheets, whatever its kind.

use super::header::{self, Header, Merge};
use super::input::{AnyInput, Input};
use super::kind::{self, Kind};
use super::sheet_name::SheetName;
use super::text::{Text, TextRows};
use super::unusable::{INPUT_BYTES_MAX, Unusable};
use super::xls::{Xls, XlsRows};
use super::xlsx::{Xlsx, XlsxRows};
use crate::cell::Row;
use crate::columns::ColumnName;
use base::Sentence;
use std::collections::BTreeMap;
use std::io::{Read, SeekFrom};

/// The kinds of file that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// Excel 2007 and later, WPS.
    Xlsx,
    /// Excel 97 to 2003.
    Xls,
    /// Text with a separator: comma, semicolon or tabulator.
    Text(char),
}

/// An open file.
pub struct Workbook {
    inner: Inner,
    sheets: Vec<SheetName>,
}

enum Inner {
    Xlsx(Box<Xlsx>),
    Xls(Box<Xls>),
    Text(Text),
}

/// Opens a table by its content. `name` is the name of the file, which only names the sheet of a text file. What all
/// sheets share is read here; rows are read one by one later.
///
/// # Errors
/// A sentence that says why the file cannot be used and what to do: empty, too large, behind a password, broken, a bomb,
/// another kind of file.
pub fn open(input: impl Input + 'static, name: &str) -> Result<Workbook, Sentence> {
    open_any(Box::new(input), name).map_err(|reason| reason.sentence())
}

fn open_any(mut input: AnyInput, name: &str) -> Result<Workbook, Unusable> {
    let unreadable = |error: std::io::Error| Unusable::of_io(&error, &Unusable::Unreadable);
    let bytes = input.seek(SeekFrom::End(0)).map_err(unreadable)?;
    if bytes > INPUT_BYTES_MAX {
        return Err(Unusable::TooLarge(INPUT_BYTES_MAX));
    }
    let mut head = Vec::new();
    input.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    input.by_ref().take(kind::HEAD).read_to_end(&mut head).map_err(unreadable)?;
    input.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    Ok(match kind::of(&head)? {
        Kind::Zip => {
            let xlsx = Xlsx::open(input)?;
            Workbook { sheets: xlsx.sheets().cloned().collect(), inner: Inner::Xlsx(Box::new(xlsx)) }
        }
        Kind::Compound => {
            let xls = Xls::open(input)?;
            Workbook { sheets: xls.sheets().cloned().collect(), inner: Inner::Xls(Box::new(xls)) }
        }
        Kind::Text => {
            let text = Text::open(input)?;
            let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
            let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
            let sheets = vec![SheetName { name: stem.to_owned(), hidden: false }];
            Workbook { sheets, inner: Inner::Text(text) }
        }
    })
}

impl Workbook {
    /// The kind of file, by content.
    pub fn kind(&self) -> FileKind {
        match &self.inner {
            Inner::Xlsx(_) => FileKind::Xlsx,
            Inner::Xls(_) => FileKind::Xls,
            Inner::Text(text) => FileKind::Text(text.separator()),
        }
    }

    /// The sheets that have cells, in order, hidden ones too.
    pub fn sheets(&self) -> &[SheetName] {
        &self.sheets
    }

    /// The filled rows of a sheet, of the first visible one where none is named. Hidden rows and columns are read like
    /// all others.
    ///
    /// # Errors
    /// No sheet of the name, or a sheet that cannot be unpacked.
    pub fn rows(&mut self, sheet: Option<&str>) -> Result<Rows<'_>, Sentence> {
        self.all_rows(sheet).map_err(|reason| reason.sentence())
    }

    /// The header of a sheet: the first row, of the first [`HEADER_WITHIN`], in which most cells are text and most are
    /// names of the columns or headers remembered from before; where no row is, the first that looks like a header.
    ///
    /// # Errors
    /// A sheet without rows, a sheet without anything like a header, or a sheet that cannot be read.
    pub fn header(
        &mut self,
        sheet: Option<&str>,
        columns: &[ColumnName],
        remembered: &BTreeMap<String, String>,
    ) -> Result<Header, Sentence> {
        self.find_header(sheet, columns, remembered).map_err(|reason| reason.sentence())
    }

    /// The rows behind a header.
    ///
    /// # Errors
    /// As [`Workbook::rows`].
    pub fn rows_after(&mut self, sheet: Option<&str>, header: &Header) -> Result<Rows<'_>, Sentence> {
        let mut rows = self.rows(sheet)?;
        rows.after = header.last;
        Ok(rows)
    }

    fn find_header(
        &mut self,
        sheet: Option<&str>,
        columns: &[ColumnName],
        remembered: &BTreeMap<String, String>,
    ) -> Result<Header, Unusable> {
        let merges = self.merged(sheet)?;
        let mut rows = self.all_rows(sheet)?;
        let mut first = Vec::new();
        while let Some(row) = rows.next_row()? {
            if row.number > header::MERGE_ROWS && !first.is_empty() {
                break;
            }
            first.push(row);
        }
        header::find(first, &merges, columns, remembered)
    }

    fn merged(&mut self, sheet: Option<&str>) -> Result<Vec<Merge>, Unusable> {
        let at = self.place(sheet)?;
        match &mut self.inner {
            Inner::Xlsx(xlsx) => xlsx.merged(at),
            Inner::Xls(xls) => xls.merged(at),
            Inner::Text(_) => Ok(Vec::new()),
        }
    }

    fn all_rows(&mut self, sheet: Option<&str>) -> Result<Rows<'_>, Unusable> {
        let at = self.place(sheet)?;
        let inner = match &mut self.inner {
            Inner::Xlsx(xlsx) => InnerRows::Xlsx(Box::new(xlsx.rows(at)?)),
            Inner::Xls(xls) => InnerRows::Xls(xls.rows(at)?),
            Inner::Text(text) => InnerRows::Text(Box::new(text.rows()?)),
        };
        Ok(Rows { inner, after: 0, failed: false })
    }

    fn place(&self, sheet: Option<&str>) -> Result<usize, Unusable> {
        match sheet {
            Some(name) => {
                let found = self.sheets.iter().position(|sheet| sheet.name == name);
                found.ok_or_else(|| Unusable::UnknownSheet(name.to_owned()))
            }
            None => self.sheets.iter().position(|sheet| !sheet.hidden).ok_or(Unusable::NoSheet),
        }
    }
}

/// The filled rows of a sheet, read as they are asked for. After an error there are no more.
pub struct Rows<'a> {
    inner: InnerRows<'a>,
    after: u32,
    failed: bool,
}

enum InnerRows<'a> {
    Xlsx(Box<XlsxRows<'a>>),
    Xls(XlsRows<'a>),
    Text(Box<TextRows<'a>>),
}

impl Rows<'_> {
    fn next_row(&mut self) -> Result<Option<Row>, Unusable> {
        match &mut self.inner {
            InnerRows::Xlsx(rows) => rows.next_row(),
            InnerRows::Xls(rows) => Ok(rows.next_row()),
            InnerRows::Text(rows) => rows.next_row(),
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Sentence>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            match self.next_row() {
                Ok(Some(row)) if row.number <= self.after => {}
                Ok(row) => return row.map(Ok),
                Err(reason) => {
                    self.failed = true;
                    return Some(Err(reason.sentence()));
                }
            }
        }
        None
    }
}
