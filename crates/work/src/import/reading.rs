//! Rows of a workbook as values of a ledger.

use crate::entry::{EntryContent, WireValues};
use crate::ledger::{Book, unit_power};
use base::{Decimal, Language, Sentence};
use rules::field::money::MoneyUnit;
use rules::field::{Column, FieldKind};
use sheet::{Cell, ColumnName, Row, Workbook};
use std::collections::BTreeMap;
use std::fs::File;
use std::path::Path;
use store::import::{ImportFaultRow, ImportRow};

/// Opens a kept workbook.
pub(super) fn open(path: &Path, name: &str) -> Result<Workbook, Sentence> {
    let file = File::open(path).map_err(|error| Sentence::new("work.import.unreadable").with("reason", error))?;
    sheet::open(file, name)
}

/// The columns that a workbook may have, with the names they go by in both languages.
pub(super) fn column_names(book: &Book, language: Language) -> Vec<ColumnName> {
    let other = if language == Language::Chinese { Language::English } else { Language::Chinese };
    let mut columns = Vec::new();
    for field in book.ledger.fields.iter().filter(|field| !matches!(field.kind, FieldKind::Computed(_))) {
        for cell in field.cells().into_iter().filter(|cell| cell.column != Column::Beside) {
            let in_language = |language: Language| {
                let name = field.name.of(language).to_owned();
                if cell.name.is_empty() {
                    return vec![name];
                }
                let part = Sentence::new(cell.name).render(language);
                let whole = Sentence::new("work.ledger.part").with("field", &name).with("part", &part);
                vec![whole.render(language), format!("{name}{part}"), format!("{name} {part}")]
            };
            let names = [in_language(language), in_language(other), vec![cell.key.clone()]].concat();
            columns.push(ColumnName { code: cell.key, names });
        }
    }
    columns
}

/// The values of a row, and what cannot even be read as a value.
pub(super) fn content_of(book: &Book, import: &ImportRow, row: &Row) -> (EntryContent, Vec<ImportFaultRow>) {
    let (mut values, mut faults) = (WireValues::new(), Vec::new());
    for (place, key) in import.mapping.iter().enumerate() {
        let (Some(key), Some(cell)) = (key, row.cells.get(place)) else { continue };
        let Some((field, _)) = book.ledger.cell(key) else { continue };
        let header = import.header.get(place).map(String::as_str).unwrap_or_default();
        match value_of(power_of(&field.kind, header), cell) {
            Ok(value) => {
                values.insert(key.clone(), value);
            }
            Err(sentence) => {
                let shown = cell.shown().into_owned();
                faults.push(ImportFaultRow { row: row.number, cell: key.clone(), shown, sentence });
            }
        }
    }
    (EntryContent { values, lines: BTreeMap::new(), milestones: Vec::new() }, faults)
}

/// By what power of ten bare numbers of a column are multiplied: by the unit that its header names, or else the one in
/// which the field is shown. A file that says 元 where the form says 万元 is taken at its word.
fn power_of(kind: &FieldKind, header: &str) -> u32 {
    let shown = unit_power(kind);
    if shown == 0 {
        return 0;
    }
    let named = [(MoneyUnit::Yi, 8), (MoneyUnit::Wan, 4), (MoneyUnit::Yuan, 0)];
    let says = |unit: MoneyUnit| header.contains(unit.word(Language::Chinese));
    named.into_iter().find(|(unit, _)| says(*unit)).map_or(shown, |(_, power)| power)
}

/// A cell as the wire carries it.
fn value_of(power: u32, cell: &Cell) -> Result<serde_json::Value, Sentence> {
    let text = |text: String| serde_json::Value::String(text);
    Ok(match cell {
        Cell::Empty => serde_json::Value::Null,
        Cell::Text(words) => match words.trim().replace([',', '，'], "").parse::<Decimal>() {
            Ok(number) if power > 0 => text(multiplied(number, power)?),
            _ => text(words.clone()),
        },
        Cell::Number(number) => text(multiplied(*number, power)?),
        Cell::Percent(number) => text(number.to_string()),
        Cell::LostDigits(_) => return Err(Sentence::new("work.import.lost_digits")),
        Cell::Date(day) => text(day.to_string()),
        Cell::Truth(truth) => serde_json::Value::Bool(*truth),
        Cell::Error(code) => return Err(Sentence::new("work.import.error_cell").with("code", code)),
        Cell::Formula(value) if **value == Cell::Empty => return Err(Sentence::new("work.import.not_calculated")),
        Cell::Formula(value) => value_of(power, value)?,
    })
}

fn multiplied(number: Decimal, power: u32) -> Result<String, Sentence> {
    let unit = Decimal::from(10_u64.saturating_pow(power));
    let product = number.checked_mul(unit).ok_or_else(|| Sentence::new("work.import.too_large"))?;
    Ok(product.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::field::money::Money;

    #[test]
    fn a_column_of_money_is_read_in_the_unit_its_header_names() {
        let kind = FieldKind::Money(Money { shown: MoneyUnit::Wan, min: None, max: None });
        let read = |header: &str, cell: Cell| value_of(power_of(&kind, header), &cell).unwrap();
        let twelve = || Cell::Number(Decimal::from(12));
        assert_eq!(read("合同成交总额（万元）", twelve()), "120000");
        assert_eq!(read("合同成交总额", twelve()), "120000");
        assert_eq!(read("合同成交总额(元)", twelve()), "12");
        assert_eq!(read("成交额（亿元）", Cell::Text("1.5".to_owned())), "150000000");
        assert!(value_of(0, &Cell::Formula(Box::new(Cell::Empty))).is_err());
        assert_eq!(value_of(0, &Cell::Formula(Box::new(Cell::Text(String::new())))).unwrap(), "");
        assert!(value_of(0, &Cell::LostDigits("420111199001011000".to_owned())).is_err());
    }
}
