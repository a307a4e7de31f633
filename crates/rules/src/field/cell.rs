//! Cells: the single values of which a field is made.

/// A part of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What is put behind the field's code, such as `code` in `seller_code`; empty where there is one part only.
    pub suffix: &'static str,
    /// Code of the sentence that names the part, such as `rules.field.credit_code`; empty where there is one part only.
    pub name: &'static str,
}

impl Part {
    /// The one part of a kind that has no more.
    pub const ONLY: &'static [Part] = &[Part { suffix: "", name: "" }];
}

/// How a value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Text; days are `2023-01-28`, months `2023-01`, lists are JSON.
    Text,
    /// A decimal as a whole number of its smallest unit: 12.34 at scale 2 is 1234, so that it sorts.
    Scaled(u32),
    /// 0 or 1.
    Truth,
    /// Personal: kept enciphered, with a keyed digest to match by and a masked form to show.
    Sealed,
    /// Nothing of its own: files lie beside the entry.
    Beside,
}

/// A single value of an entry: what a column, a column of a workbook and a key of the wire stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its key: the field's code, with the part's suffix where the field has several.
    pub key: String,
    /// Which part of the field's kind.
    pub part: usize,
    /// Code of the sentence that names the part; empty where the field has one part only.
    pub name: &'static str,
    /// How it is kept.
    pub column: Column,
}
