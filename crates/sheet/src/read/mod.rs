//! Reading: any table people have, by its content, row by row.

mod bounded;
mod header;
mod input;
mod kind;
mod number;
mod number_format;
mod sheet_name;
mod text;
mod unusable;
mod workbook;
mod xls;
mod xlsx;

pub use header::{HEADER_WITHIN, Header};
pub use input::Input;
pub use sheet_name::SheetName;
pub use unusable::INPUT_BYTES_MAX;
pub(crate) use unusable::column_letters;
pub use workbook::{FileKind, Rows, Workbook, open};
