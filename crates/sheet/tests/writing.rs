//! What is written, read back by ourselves and by another reader (calamine).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a test that meets what it does not expect has failed"
)]

mod making;

use base::{Day, Decimal, Language, Sentence};
use calamine::{Data, Reader, Xlsx};
use making::{open, rows};
use proptest::prelude::*;
use sheet::{
    Cell, CellFault, ColumnName, CsvExport, ErrorWorkbook, Export, ExportColumn, Row, TemplateColumn, ValueKind,
    Written, match_columns, write_template,
};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

fn day() -> Day {
    Day::new(2023, 1, 28).unwrap()
}

fn number(text: &str) -> Cell {
    Cell::Number(text.parse::<Decimal>().unwrap())
}

fn template() -> Vec<u8> {
    let column = |name: &str, required: bool, kind: ValueKind, choices: &[&str]| TemplateColumn {
        name: name.to_owned(),
        required,
        kind,
        kind_words: "文字".to_owned(),
        example: "示例值".to_owned(),
        explanation: format!("请填写{name}。"),
        choices: choices.iter().map(|choice| (*choice).to_owned()).collect(),
    };
    let many: Vec<String> = (0..300).map(|at| format!("行业{at}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let columns = [
        column("企业名称", true, ValueKind::Text, &[]),
        column("统一社会信用代码", true, ValueKind::Code, &[]),
        column("所属区", true, ValueKind::Text, &["江岸区", "洪山区"]),
        column("行业", false, ValueKind::Text, &many),
        column("合同金额（万元）", false, ValueKind::Decimal { places: 2 }, &[]),
        column("登记日期", true, ValueKind::Day, &[]),
        column("人数", false, ValueKind::Whole, &[]),
    ];
    let mut out = Vec::new();
    write_template(&columns, Language::Chinese, day(), &mut out).unwrap();
    out
}

/// The markup of a part of an archive.
fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn a_template_says_all_it_knows() {
    let bytes = template();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes.clone())).unwrap();
    assert_eq!(book.sheet_names(), ["填报表", "填写说明", "选项"]);
    let entry = book.worksheet_range("填报表").unwrap();
    let header: Vec<String> = entry.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let expect = ["企业名称*", "统一社会信用代码*", "所属区*", "行业", "合同金额（万元）", "登记日期*", "人数"];
    assert_eq!(header, expect);
    assert_eq!(entry.height(), 1);
    let guide = book.worksheet_range("填写说明").unwrap();
    let row = |at: usize| guide.rows().nth(at).unwrap().iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(row(0), ["列名", "是否必填", "填写格式", "示例", "说明"]);
    assert_eq!(row(2), ["统一社会信用代码", "必填", "文字", "示例值", "请填写统一社会信用代码。"]);
    assert_eq!(book.worksheet_range("选项").unwrap().height(), 300);
    let visible: Vec<bool> = open(&bytes).unwrap().sheets().iter().map(|sheet| !sheet.hidden).collect();
    assert_eq!(visible, [true, true, false]);
    let markup = part(&bytes, "xl/worksheets/sheet1.xml");
    for expected in [
        "<formula1>\"江岸区,洪山区\"</formula1>",
        "<formula1>'选项'!$B$1:$B$300</formula1>",
        "type=\"date\"",
        "type=\"whole\"",
        "type=\"decimal\"",
        "sqref=\"F2:F1048576\"",
        "topLeftCell=\"A2\"",
    ] {
        assert!(markup.contains(expected), "{expected} in {markup}");
    }
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains("numFmtId=\"49\""), "codes are kept as text: {styles}");
    assert!(part(&bytes, "xl/comments1.xml").contains("示例：示例值"));
    assert_eq!(bytes, template(), "the same template has the same bytes");
}

#[test]
fn a_filled_template_finds_its_columns() {
    let names = ["企业名称", "统一社会信用代码", "所属区", "行业", "合同金额（万元）", "登记日期", "人数"];
    let columns: Vec<ColumnName> =
        names.iter().map(|name| ColumnName { code: (*name).to_owned(), names: vec![(*name).to_owned()] }).collect();
    let mut book = open(&template()).unwrap();
    let header = book.header(None, &columns, &BTreeMap::new()).unwrap();
    let mapping = match_columns(&header.names, &columns, &BTreeMap::new());
    assert_eq!((mapping.matches.len(), mapping.missing.len(), mapping.unmatched.len()), (7, 0, 0));
}

fn export_columns() -> Vec<ExportColumn> {
    let kinds =
        [ValueKind::Text, ValueKind::Decimal { places: 2 }, ValueKind::Day, ValueKind::Code, ValueKind::Percent];
    let names = ["企业名称", "金额", "日期", "代码", "比例"];
    names.iter().zip(kinds).map(|(name, kind)| ExportColumn { name: (*name).to_owned(), kind }).collect()
}

fn export_rows() -> Vec<Vec<Cell>> {
    vec![
        vec![
            Cell::text("=cmd|'/c calc'!A1"),
            number("1234.5"),
            Cell::Date(day()),
            Cell::text("420111199001011234"),
            Cell::Percent("11.5".parse::<Decimal>().unwrap()),
        ],
        vec![
            Cell::text("@SUM(A1)\n\"x\",y"),
            number("1234567890123456.78"),
            Cell::Empty,
            Cell::text("-5"),
            Cell::Empty,
        ],
    ]
}

#[test]
fn an_export_has_typed_cells_and_no_formula() {
    let mut export = Export::new("技术合同", export_columns(), day(), None).unwrap();
    for row in export_rows() {
        export.push(&row).unwrap();
    }
    let mut out = Vec::new();
    assert_eq!(export.finish(&mut out).unwrap(), Written { rows: 2, sheets: 1, cut: 0 });
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(out.clone())).unwrap();
    assert!(book.worksheet_formula("技术合同").unwrap().is_empty(), "no cell is a formula");
    let range = book.worksheet_range("技术合同").unwrap();
    assert_eq!(range.get((1, 1)), Some(&Data::Float(1234.5)));
    assert!(range.get((1, 2)).is_some_and(|cell| matches!(cell, Data::DateTime(_))));
    assert_eq!(range.get((2, 1)), Some(&Data::String("1234567890123456.78".to_owned())), "no digit is lost");
    let rows = rows(&out).unwrap();
    assert_eq!(rows[1].cells, export_rows()[0]);
    assert_eq!(rows[2].cells[0], export_rows()[1][0]);
    let markup = part(&out, "xl/worksheets/sheet1.xml");
    assert!(markup.contains("<autoFilter ref=\"A1:E3\"") && !markup.contains("<f>"));
}

fn csv_of(rows: &[Vec<Cell>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut csv = CsvExport::new(&mut out, &export_columns()).unwrap();
    for row in rows {
        csv.push(row).unwrap();
    }
    csv.finish().unwrap();
    out
}

#[test]
fn a_csv_export_is_marked_quoted_and_defused() {
    let out = csv_of(&export_rows());
    let expect = "\u{FEFF}企业名称,金额,日期,代码,比例\r\n\
        '=cmd|'/c calc'!A1,1234.5,2023-01-28,420111199001011234,11.5%\r\n\
        \"'@SUM(A1)\n\"\"x\"\",y\",1234567890123456.78,,'-5,\r\n";
    assert_eq!(String::from_utf8(out).unwrap(), expect);
}

#[test]
fn ten_thousand_wrong_rows_come_back_in_red() {
    let header: Vec<String> = ["企业名称", "金额"].iter().map(|name| (*name).to_owned()).collect();
    let mut book = ErrorWorkbook::new(&header, Language::Chinese, day(), None).unwrap();
    for at in 0..10_000_u32 {
        let row = Row { number: at + 2, cells: vec![Cell::text(format!("=企业{at}")), Cell::text("十二")] };
        let faults = [
            CellFault { column: Some(1), sentence: Sentence::new("sheet.template.not_a_number") },
            CellFault { column: None, sentence: Sentence::new("sheet.file.no_rows") },
        ];
        book.push(&row, &faults).unwrap();
    }
    let mut out = Vec::new();
    assert_eq!(book.finish(&mut out).unwrap().rows, 10_000);
    let rows = rows(&out).unwrap();
    assert_eq!(rows.len(), 10_001);
    assert_eq!(rows[0].cells[2].shown(), "问题说明");
    let last = &rows[10_000].cells;
    assert_eq!(last[0].shown(), "=企业9999");
    assert_eq!(last[2].shown(), "金额：请填写数字，不要带单位和文字。\n表格里没有数据。");
    let notes = part(&out, "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ref").count(), 10_000);
    assert!(part(&out, "xl/styles.xml").contains("FFFFC7CE"));
    // The file comes back: its last column is neither data nor unknown, and is not written twice.
    let names: Vec<String> = rows[0].cells.iter().map(|cell| cell.shown().into_owned()).collect();
    assert!(match_columns(&names, &[], &BTreeMap::new()).unmatched.iter().all(|column| column.header != "问题说明"));
    let mut again = Vec::new();
    ErrorWorkbook::new(&names, Language::Chinese, day(), None).unwrap().finish(&mut again).unwrap();
    assert_eq!(making::shown(&again), [names]);
}

#[test]
fn a_text_too_long_is_cut_and_counted() {
    let mut export = Export::new("x", export_columns(), day(), None).unwrap();
    export.push(&[Cell::text("长".repeat(40_000))]).unwrap();
    let mut out = Vec::new();
    assert_eq!(export.finish(&mut out).unwrap().cut, 1);
    assert_eq!(rows(&out).unwrap()[1].cells[0].shown().chars().count(), 32_767);
}

/// Text as people type and paste it, and as an attacker would.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[=+@'\"-]{0,3}[a-z一-龥0-9,;\"'\t\n\r =]{0,12}", "[\\PC\n\r\t]{0,12}", Just("\"\r\n\"".to_owned()),]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn csv_gives_back_what_was_written(table in proptest::collection::vec(proptest::collection::vec(any_text(), 5), 1..6)) {
        let written: Vec<Vec<Cell>> = table.iter().map(|row| row.iter().map(|text| Cell::text(text.clone())).collect()).collect();
        let bytes = csv_of(&written);
        let expect: Vec<Vec<String>> = table
            .iter()
            .filter(|row| row.iter().any(|text| !text.trim().is_empty()))
            .map(|row| {
                let kept = row.iter().rposition(|text| !text.is_empty()).map_or(0, |at| at + 1);
                row[..kept].to_vec()
            })
            .collect();
        prop_assert_eq!(&making::shown(&bytes)[1..], &expect[..]);
        // Another reader sees the same cells, and none that a spreadsheet would run.
        let mut other = csv::ReaderBuilder::new().has_headers(true).from_reader(&bytes[3..]);
        for record in other.records() {
            let record = record.unwrap();
            prop_assert_eq!(record.len(), 5);
            prop_assert!(record.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
        }
    }

    #[test]
    fn a_workbook_gives_back_what_was_written(table in proptest::collection::vec(any_text(), 1..6)) {
        let columns = vec![ExportColumn { name: "列".to_owned(), kind: ValueKind::Text }];
        let mut export = Export::new("x", columns, day(), None).unwrap();
        for text in &table {
            export.push(&[Cell::text(text.clone())]).unwrap();
        }
        let mut out = Vec::new();
        export.finish(&mut out).unwrap();
        let expect: Vec<Vec<String>> = table.iter().filter(|text| !text.trim().is_empty()).map(|text| vec![text.clone()]).collect();
        prop_assert_eq!(&making::shown(&out)[1..], &expect[..]);
    }
}
