//! The styles of a workbook, as far as they say what a number means.

use super::package::Package;
use super::xml::{Piece, Xml, attribute};
use crate::read::number_format::NumberFormat;
use crate::read::unusable::Unusable;
use std::collections::BTreeMap;

const MARKUP_BYTES_MAX: u64 = 64 * 1024 * 1024;
/// A workbook may have 65,490 styles.
const STYLES_MAX: usize = 70_000;

/// What each cell style makes of a number, by the number of the style.
pub(super) fn read(package: &mut Package, name: &str) -> Result<Vec<NumberFormat>, Unusable> {
    let Some(part) = package.part(name, MARKUP_BYTES_MAX)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(part);
    let mut codes: BTreeMap<u32, NumberFormat> = BTreeMap::new();
    let mut styles = Vec::new();
    let mut in_cell_styles = false;
    loop {
        match xml.next()? {
            Piece::Open(element) => match element.local_name().as_ref() {
                "numFmt" if codes.len() < STYLES_MAX => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&element, "formatCode")) {
                        codes.insert(id, NumberFormat::of_code(&code));
                    }
                }
                "cellXfs" => in_cell_styles = true,
                "xf" if in_cell_styles && styles.len() < STYLES_MAX => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                    styles.push(codes.get(&id).copied().unwrap_or_else(|| NumberFormat::built_in(id)));
                }
                _ => {}
            },
            Piece::Close(element) if element.local_name().as_ref() == "cellXfs" => in_cell_styles = false,
            Piece::End => return Ok(styles),
            _ => {}
        }
    }
}
