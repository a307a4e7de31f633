//! A sheet as it stands on its tab.

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetName {
    /// What stands on the tab; of a text file, the name of the file without its ending.
    pub name: String,
    /// Whether it is hidden from the reader.
    pub hidden: bool,
}
