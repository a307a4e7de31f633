//! The records of an old workbook: a type, a length, and that many bytes; long ones go on in records that follow.

use super::compound::u16_at;

/// Types of record that are read.
pub(super) mod kind {
    /// A cell computed by a formula.
    pub(in super::super) const FORMULA: u16 = 0x0006;
    /// The end of a part.
    pub(in super::super) const END: u16 = 0x000A;
    /// How days are counted.
    pub(in super::super) const FROM_1904: u16 = 0x0022;
    /// The file is behind a password.
    pub(in super::super) const PASSWORD: u16 = 0x002F;
    /// More of the record before.
    pub(in super::super) const CONTINUE: u16 = 0x003C;
    /// A sheet.
    pub(in super::super) const SHEET: u16 = 0x0085;
    /// Several numbers.
    pub(in super::super) const NUMBERS: u16 = 0x00BD;
    /// Rich text, of older programs.
    pub(in super::super) const RICH_TEXT: u16 = 0x00D6;
    /// A cell style.
    pub(in super::super) const STYLE: u16 = 0x00E0;
    /// Merged ranges.
    pub(in super::super) const MERGED: u16 = 0x00E5;
    /// The shared strings.
    pub(in super::super) const STRINGS: u16 = 0x00FC;
    /// A cell with a shared string.
    pub(in super::super) const SHARED_TEXT: u16 = 0x00FD;
    /// A number.
    pub(in super::super) const NUMBER: u16 = 0x0203;
    /// A text of its own.
    pub(in super::super) const TEXT: u16 = 0x0204;
    /// True, false or an error.
    pub(in super::super) const TRUTH_OR_ERROR: u16 = 0x0205;
    /// The text a formula gave.
    pub(in super::super) const FORMULA_TEXT: u16 = 0x0207;
    /// A short number.
    pub(in super::super) const SHORT_NUMBER: u16 = 0x027E;
    /// A number format.
    pub(in super::super) const FORMAT: u16 = 0x041E;
    /// The beginning of a part.
    pub(in super::super) const BEGIN: u16 = 0x0809;
}

/// A record at a place in the stream.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    /// Its type.
    pub(super) kind: u16,
    /// Its bytes.
    pub(super) data: &'a [u8],
    /// Where it begins.
    pub(super) at: usize,
    /// Where the next one begins.
    pub(super) next: usize,
}

/// The record at a place; none at the end of the stream or where it is cut.
pub(super) fn record_at(stream: &[u8], at: usize) -> Option<Record<'_>> {
    let kind = u16_at(stream, at)?;
    let from = at.checked_add(4)?;
    let next = from.checked_add(usize::from(u16_at(stream, at + 2)?))?;
    Some(Record { kind, data: stream.get(from..next)?, at, next })
}

/// The records from a place on.
pub(super) fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record<'_>> {
    std::iter::successors(record_at(stream, from), move |record| record_at(stream, record.next))
}

/// The bytes of a record and of those that continue it.
pub(super) fn segments<'a>(stream: &'a [u8], record: Record<'a>) -> Vec<&'a [u8]> {
    let more = records(stream, record.next).take_while(|next| next.kind == kind::CONTINUE);
    std::iter::once(record.data).chain(more.map(|next| next.data)).collect()
}
