//! Workbooks as the library writes them: a stamp that is handed in, faults for the log, names that a tab may bear.

use base::{Day, Fault, FaultKind};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use std::io::ErrorKind;
use std::path::Path;

/// Characters on a tab at most.
const NAME_MAX: usize = 31;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Rows, headers left out.
    pub rows: u64,
    /// Sheets, or files where there are no sheets.
    pub sheets: u32,
    /// Cells whose text was longer than a cell holds and was cut there.
    pub cut: u64,
}

/// A workbook that bears a day instead of the clock's time. Rows that are streamed wait in `spool`, or in the folder of
/// the system for such files.
pub(super) fn workbook(made_on: Day, spool: Option<&Path>) -> Result<Workbook, Fault> {
    let mut workbook = Workbook::new();
    if let Some(spool) = spool {
        workbook.set_tempdir(spool).map_err(fault)?;
    }
    if let Some(stamp) = excel_day(made_on) {
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&stamp));
    }
    Ok(workbook)
}

/// The day, if a spreadsheet can count it.
pub(super) fn excel_day(day: Day) -> Option<ExcelDateTime> {
    let (month, number) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).ok()?, month, number).ok()
}

/// A name for a tab: without the letters that tabs may not bear, and short enough. `number` tells parts apart.
pub(super) fn tab_name(title: &str, number: u32) -> String {
    let plain: String = title.chars().map(|letter| if "[]:*?/\\".contains(letter) { ' ' } else { letter }).collect();
    let plain = plain.trim().trim_matches('\'').trim();
    let plain = if plain.is_empty() { "Sheet" } else { plain };
    let mark = if number > 1 { format!(" ({number})") } else { String::new() };
    let mut name = String::new();
    for letter in plain.chars() {
        if name.encode_utf16().count() + letter.len_utf16() + mark.len() > NAME_MAX {
            break;
        }
        name.push(letter);
    }
    name.trim_end_matches('\'').to_owned() + &mark
}

/// What the library could not do is for the log; a full disk is told apart.
pub(super) fn fault(error: XlsxError) -> Fault {
    match error {
        XlsxError::IoError(error) => io_fault(&error),
        error => Fault::broken(error),
    }
}

/// A write that failed.
pub(super) fn io_fault(error: &std::io::Error) -> Fault {
    let kind = if error.kind() == ErrorKind::StorageFull { FaultKind::DiskFull } else { FaultKind::Broken };
    Fault { kind, message: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_title_makes_a_tab() {
        assert_eq!(tab_name("技术合同[2023]", 1), "技术合同 2023");
        assert_eq!(tab_name("", 1), "Sheet");
        assert_eq!(tab_name("'a'", 2), "a (2)");
        assert_eq!(tab_name(&"长".repeat(40), 12).chars().count(), 31);
    }
}
