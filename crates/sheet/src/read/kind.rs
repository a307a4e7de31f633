//! Which kind of file it is, told by its first bytes and never by its name.

use super::unusable::Unusable;

/// Bytes that are looked at.
pub(super) const HEAD: u64 = 4096;

/// What the first bytes say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip archive; XLSX, if it holds a workbook.
    Zip,
    /// A compound file; XLS, if it holds a workbook.
    Compound,
    /// Perhaps text.
    Text,
}

const PICTURES: [&[u8]; 6] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM"];
const ARCHIVES: [&[u8]; 5] = [b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"];
const PROGRAMS: [&[u8]; 3] = [b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe"];

/// Tells the kind.
pub(super) fn of(head: &[u8]) -> Result<Kind, Unusable> {
    let starts = |signatures: &[&[u8]]| signatures.iter().any(|signature| head.starts_with(signature));
    // A short signature of letters could begin a table as well, but a table has no NUL.
    let binary = head.contains(&0);
    if head.is_empty() {
        Err(Unusable::Empty)
    } else if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        Ok(Kind::Zip)
    } else if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        Ok(Kind::Compound)
    } else if head.starts_with(b"%PDF-") {
        Err(Unusable::Foreign("PDF"))
    } else if binary && matches!(head, [0x09, 0x00 | 0x02 | 0x04, ..]) {
        // Workbooks of before 1995 begin with their first record.
        Err(Unusable::OldExcel)
    } else if binary && starts(&PROGRAMS) {
        Err(Unusable::Program)
    } else if starts(PICTURES.get(..3).unwrap_or_default()) || (binary && starts(&PICTURES)) {
        Err(Unusable::Image)
    } else if starts(&ARCHIVES) {
        Err(Unusable::Archive)
    } else {
        Ok(Kind::Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_kind() {
        assert_eq!(of(b"PK\x03\x04..."), Ok(Kind::Zip));
        assert_eq!(of("单位,金额".as_bytes()), Ok(Kind::Text));
        assert_eq!(of(b"MZ-1,number"), Ok(Kind::Text));
        assert_eq!(of(b"MZ\x90\0\x03\0"), Err(Unusable::Program));
        assert_eq!(of(b"\x89PNG\r\n\x1a\n\0"), Err(Unusable::Image));
        assert_eq!(of(b"Rar!\x1a\x07\x01"), Err(Unusable::Archive));
        assert_eq!(of(b"%PDF-1.7"), Err(Unusable::Foreign("PDF")));
        assert_eq!(of(b""), Err(Unusable::Empty));
    }
}
