//! Rows of the bench ledger: the same for the same number.

use base::{Day, Decimal};
use serde_json::{Value, json};
use sheet::{Cell, Export, ExportColumn, ValueKind};
use std::fs::File;
use std::path::Path;

const ALPHABET: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// An invented credit code with its check character (GB 32100-2015).
pub fn credit_code(number: u32) -> String {
    let body = format!("91420100MA4K{number:05}");
    let mut weight = 1;
    let mut sum = 0;
    for letter in body.bytes() {
        sum += ALPHABET.iter().position(|one| *one == letter).unwrap() * weight;
        weight = weight * 3 % 31;
    }
    format!("{body}{}", char::from(ALPHABET[(31 - sum % 31) % 31]))
}

/// A day of two years that has nothing to do with the row's kind.
fn day(number: u32) -> Day {
    let mixed = number.wrapping_mul(2_654_435_761) >> 7;
    Day::new(2022 + i16::try_from(mixed % 2).unwrap(), (mixed / 2 % 12 + 1) as i8, (mixed / 24 % 28 + 1) as i8).unwrap()
}

fn kind(number: u32) -> &'static str {
    // One row in eighteen is of the rare kind, so that 500 pages of 20 rows stand in a fifth of a million.
    if number.is_multiple_of(18) {
        "R"
    } else if number.is_multiple_of(2) {
        "A"
    } else {
        "B"
    }
}

/// The twelve cells of a row.
fn cells(number: u32) -> [String; 12] {
    let seller = number % 20_000;
    [
        format!("CS2023{number:07}"),
        format!("第{number}号高速光通信芯片技术开发合同"),
        kind(number).to_owned(),
        credit_code(seller),
        format!("武汉示例第{seller}科技有限公司"),
        "hongshan".to_owned(),
        day(number).to_string(),
        "2024-12-31".to_owned(),
        format!("{}.{:02}", u64::from(number) * 37 % 900_000 + 1, number % 100),
        (number % 90).to_string(),
        format!("{}.5", number % 90),
        format!("武汉市东湖新技术开发区第{number}号项目，分两期实施，验收以双方书面确认为准"),
    ]
}

const NAMES: [(&str, ValueKind); 12] = [
    ("编号", ValueKind::Text),
    ("名称", ValueKind::Text),
    ("类别", ValueKind::Text),
    ("卖方·统一社会信用代码", ValueKind::Code),
    ("卖方·名称", ValueKind::Text),
    ("考核单元", ValueKind::Text),
    ("签订日期", ValueKind::Text),
    ("履行期限止", ValueKind::Text),
    ("成交总额（元）", ValueKind::Text),
    ("套数", ValueKind::Text),
    ("占比（%）", ValueKind::Text),
    ("说明", ValueKind::LongText),
];

/// Writes a workbook of some rows.
pub fn workbook(path: &Path, numbers: std::ops::Range<u32>) {
    let columns = NAMES.iter().map(|(name, kind)| ExportColumn { name: (*name).to_owned(), kind: *kind }).collect();
    let mut export = Export::new("测速台账", columns, Day::new(2023, 1, 28).unwrap(), path.parent()).unwrap();
    for number in numbers {
        let row: Vec<Cell> = cells(number)
            .into_iter()
            .enumerate()
            .map(|(at, text)| match at {
                8..=10 => Cell::Number(text.parse::<Decimal>().unwrap()),
                _ => Cell::text(text),
            })
            .collect();
        export.push(&row).unwrap();
    }
    export.finish(File::create(path).unwrap()).unwrap();
}

/// Keys of the cells, in the order of the columns.
const KEYS: [&str; 12] = [
    "number",
    "name",
    "kind",
    "seller_code",
    "seller_name",
    "unit",
    "signed_on",
    "performed_until",
    "total",
    "sets",
    "share",
    "note",
];

/// The same row as a form sends it.
pub fn content(number: u32) -> Value {
    let values: serde_json::Map<String, Value> =
        KEYS.iter().zip(cells(number)).map(|(key, text)| ((*key).to_owned(), Value::String(text))).collect();
    json!({ "values": values })
}
