//! Workbooks that a spreadsheet makes, read cell by cell.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a test that meets what it does not expect has failed"
)]

mod making;

use base::{Day, Decimal};
use making::{convert, open, rows, shown, workbook_of};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use sheet::{Cell, ColumnName, FileKind};
use std::collections::BTreeMap;

/// A workbook with every kind of cell, a hidden sheet before it and a hidden row in it.
fn every_kind() -> Vec<u8> {
    let mut book = Workbook::new();
    let hidden = book.add_worksheet();
    hidden.set_name("字典").unwrap().set_hidden(true);
    hidden.write_string(0, 0, "不该读到").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("技术合同").unwrap().set_active(true);
    for (column, name) in (0_u16..).zip(["名称", "金额", "日期", "比例", "是否", "身份证号", "公式", "错误"])
    {
        sheet.write_string(0, column, name).unwrap();
    }
    let (day, percent) =
        (Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\""), Format::new().set_num_format("0.0%"));
    sheet.write_string(1, 0, "武汉光谷 <甲> & 乙\n第二行").unwrap();
    sheet.write_number(1, 1, 1234.50).unwrap();
    sheet.write_datetime_with_format(1, 2, ExcelDateTime::from_ymd(2023, 1, 28).unwrap(), &day).unwrap();
    sheet.write_number_with_format(1, 3, 0.115, &percent).unwrap();
    sheet.write_boolean(1, 4, true).unwrap();
    sheet.write_number(1, 5, 420_111_199_001_011_234_f64).unwrap();
    sheet.write_formula(1, 6, Formula::new("=B2*2").set_result("2469")).unwrap();
    sheet.write_formula(1, 7, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.write_string(4, 1, "第五行").unwrap();
    sheet.write_string(4, 5, "420111199001011234").unwrap();
    sheet.set_row_hidden(4).unwrap();
    sheet.write_string(6, 0, "   ").unwrap();
    sheet.write_number(7, 1, 12.0).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_formula_without_a_result_is_told_from_one_that_gave_an_empty_text() {
    let sheet = b"<worksheet><sheetData><row><c><v>1</v></c><c><f>A1*2</f></c>\
        <c t=\"str\"><f>IF(A1,\"\",0)</f><v></v></c></row></sheetData></worksheet>";
    let cells = rows(&workbook_of(sheet, b"")).unwrap().remove(0).cells;
    assert_eq!(cells[1], Cell::Formula(Box::new(Cell::Empty)));
    assert_eq!(cells[2], Cell::Formula(Box::new(Cell::Text(String::new()))));
}

fn check_every_kind(bytes: &[u8], kind: FileKind) {
    assert_eq!(open(bytes).unwrap().kind(), kind);
    let rows = rows(bytes).unwrap();
    let numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [1, 2, 5, 8], "empty rows are passed over, hidden ones are not");
    let cells = &rows[1].cells;
    assert_eq!(cells[0], making::text("武汉光谷 <甲> & 乙\n第二行"));
    assert_eq!(cells[1], Cell::Number("1234.5".parse::<Decimal>().unwrap()));
    assert_eq!(cells[2], Cell::Date(Day::new(2023, 1, 28).unwrap()));
    assert_eq!(cells[3], Cell::Percent("11.5".parse::<Decimal>().unwrap()));
    assert_eq!(cells[4].shown(), "TRUE");
    assert!(matches!(&cells[5], Cell::LostDigits(digits) if digits.starts_with("42011119900101")), "{cells:?}");
    assert_eq!(cells[6], Cell::Formula(Box::new(Cell::Number(2469.into()))));
    assert_eq!(cells[7], Cell::Formula(Box::new(Cell::Error("#N/A".to_owned()))));
    assert_eq!(rows[2].cells[0], Cell::Empty);
    assert_eq!(rows[2].cells[5], making::text("420111199001011234"));
    assert_eq!(rows[3].cells[1], Cell::Number(12.into()));
    assert_eq!(rows[3].cells[1].shown(), "12");
}

#[test]
fn every_kind_of_cell_is_read() {
    check_every_kind(&every_kind(), FileKind::Xlsx);
}

#[test]
fn an_old_workbook_reads_like_a_new_one() {
    if let Some(old) = convert(&every_kind(), "xlsx", "xls") {
        check_every_kind(&old, FileKind::Xls);
        let book = open(&old).unwrap();
        let names: Vec<_> = book.sheets().iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
        assert_eq!(names, [("字典", true), ("技术合同", false)]);
    }
}

#[test]
fn a_workbook_saved_by_libreoffice_reads_the_same() {
    if let Some(again) = convert(&every_kind(), "xlsx", "xlsx:Calc MS Excel 2007 XML") {
        check_every_kind(&again, FileKind::Xlsx);
    }
}

#[test]
fn long_texts_of_an_old_workbook_cross_its_records() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let expect: Vec<String> =
        (0..400_u32).map(|row| format!("{row}{}", if row % 3 == 0 { "武汉" } else { "abc" }.repeat(200))).collect();
    for (row, text) in (0_u32..).zip(&expect) {
        sheet.write_string(row, 0, text).unwrap();
        sheet.write_number(row, 1, f64::from(row) + 0.25).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    for bytes in [Some(bytes.clone()), convert(&bytes, "xlsx", "xls")].into_iter().flatten() {
        let rows = rows(&bytes).unwrap();
        assert_eq!(rows.len(), expect.len());
        for (row, text) in rows.iter().zip(&expect) {
            assert_eq!(row.cells[0].shown(), text.as_str());
            assert_eq!(row.cells[1].shown(), format!("{}.25", row.number - 1));
        }
    }
}

#[test]
fn a_sheet_is_chosen_by_name() {
    let bytes = every_kind();
    let mut book = open(&bytes).unwrap();
    let first = book.rows(Some("字典")).unwrap().next().unwrap().unwrap();
    assert_eq!(first.cells[0].shown(), "不该读到");
    assert_eq!(
        book.rows(Some("没有")).err().map(|sentence| sentence.code).as_deref(),
        Some("sheet.file.unknown_sheet")
    );
}

#[test]
fn markup_of_other_programs_is_read() {
    // Prefixes, cells and rows without addresses, inline and shared strings with phonetic marks, days from 1904 and ISO.
    let sheet = r#"<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:r><x:t>甲</x:t></x:r><x:r><x:t>乙</x:t></x:r></x:is></x:c><x:c/><x:c><x:v>3</x:v></x:c></x:row><x:row r="4"><x:c r="C4" t="s"><x:v>0</x:v></x:c><x:c t="d"><x:v>2023-01-28T00:00:00</x:v></x:c><x:c t="str"><x:f>A1</x:f><x:v>丙&amp;丁</x:v></x:c></x:row></x:sheetData></x:worksheet>"#;
    let strings = r#"<sst><si><t>上_x000D_下</t><rPh sb="0" eb="1"><t>ふり</t></rPh></si></sst>"#;
    let bytes = workbook_of(sheet.as_bytes(), strings.as_bytes());
    assert_eq!(shown(&bytes), [vec!["甲乙", "", "3"], vec!["", "", "上\r下", "2023-01-28", "丙&丁"]]);
    assert_eq!(rows(&bytes).unwrap()[1].number, 4);
}

fn column(code: &str, name: &str) -> ColumnName {
    ColumnName { code: code.to_owned(), names: vec![name.to_owned()] }
}

#[test]
fn the_header_stands_under_titles_and_over_merged_groups() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 3, "武汉市技术合同登记表", &plain).unwrap();
    sheet.write_string(1, 0, "填报单位：").unwrap();
    sheet.write_string(1, 1, "洪山区").unwrap();
    sheet.merge_range(2, 0, 3, 0, "企业名称*", &plain).unwrap();
    sheet.merge_range(2, 1, 2, 2, "金额（万元）", &plain).unwrap();
    sheet.write_string(3, 1, "合同成交额").unwrap();
    sheet.write_string(3, 2, "技术交易额").unwrap();
    sheet.merge_range(2, 3, 3, 3, "登记日期", &plain).unwrap();
    sheet.write_string(4, 0, "甲公司").unwrap();
    sheet.write_number(4, 1, 10).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let columns = [column("name", "企业名称"), column("amount", "合同成交额"), column("day", "登记日期")];
    for bytes in [Some(bytes.clone()), convert(&bytes, "xlsx", "xls")].into_iter().flatten() {
        let mut book = open(&bytes).unwrap();
        let header = book.header(None, &columns, &BTreeMap::new()).unwrap();
        assert_eq!((header.first, header.last), (3, 4));
        assert_eq!(header.names, ["企业名称*", "合同成交额", "技术交易额", "登记日期"]);
        let data: Vec<u32> = book.rows_after(None, &header).unwrap().map(|row| row.unwrap().number).collect();
        assert_eq!(data, [5]);
    }
}

#[test]
fn a_header_of_unknown_names_is_found_and_numbers_are_none() {
    let csv = "说明\n单位,数额,日子\n甲,1,2\n".as_bytes();
    let columns = [column("name", "企业名称"), column("amount", "金额")];
    let header = open(csv).unwrap().header(None, &columns, &BTreeMap::new()).unwrap();
    assert_eq!(header.names, ["单位", "数额", "日子"]);
    let numbers = open(b"a,b\n").unwrap().header(None, &columns, &BTreeMap::new());
    assert!(numbers.is_ok());
    let none = open(b"1;2\n3;4\n").unwrap().rows(None).unwrap().count();
    assert_eq!(none, 2);
    let mut digits = Workbook::new();
    digits.add_worksheet().write_number(0, 0, 1).unwrap();
    let mut book = open(&digits.save_to_buffer().unwrap()).unwrap();
    let missing = book.header(None, &columns, &BTreeMap::new()).unwrap_err();
    assert_eq!(missing.code, "sheet.header.not_found");
    let mut empty = Workbook::new();
    empty.add_worksheet();
    let mut book = open(&empty.save_to_buffer().unwrap()).unwrap();
    assert_eq!(book.header(None, &columns, &BTreeMap::new()).unwrap_err().code, "sheet.file.no_rows");
}
