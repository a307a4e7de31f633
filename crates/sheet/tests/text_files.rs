//! Tables as text, in the encodings people have.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    missing_docs,
    reason = "a test that meets what it does not expect has failed"
)]

mod making;

use encoding_rs::GB18030;
use making::{open, refused, rows, shown};
use sheet::FileKind;

const TABLE: &str = "企业名称,金额,备注\r\n武汉光谷,12.50,\"第一行\r\n第二行，\"\"引号\"\"\"\r\n\r\n甲公司,,\r\n";

fn expect() -> Vec<Vec<&'static str>> {
    vec![vec!["企业名称", "金额", "备注"], vec!["武汉光谷", "12.50", "第一行\r\n第二行，\"引号\""], vec!["甲公司"]]
}

#[test]
fn each_encoding_gives_the_same_rows() {
    let wide = |order: fn(u16) -> [u8; 2]| TABLE.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let files = [
        TABLE.as_bytes().to_vec(),
        marked(b"\xef\xbb\xbf", TABLE.as_bytes().to_vec()),
        marked(b"\xff\xfe", wide(u16::to_le_bytes)),
        marked(b"\xfe\xff", wide(u16::to_be_bytes)),
        wide(u16::to_le_bytes),
        GB18030.encode(TABLE).0.into_owned(),
    ];
    for file in files {
        assert_eq!(shown(&file), expect());
        assert_eq!(open(&file).unwrap().kind(), FileKind::Text(','));
        let numbers: Vec<u32> = rows(&file).unwrap().iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 2, 4], "a blank line is a row, a line inside a cell is none");
    }
}

#[test]
fn a_long_file_crosses_chunks_in_every_encoding() {
    let text: String = (0..20_000).map(|row| format!("企业{row},{row}.5,湖北省武汉市洪山区\n")).collect();
    for file in [text.as_bytes().to_vec(), GB18030.encode(&text).0.into_owned()] {
        let rows = rows(&file).unwrap();
        assert_eq!(rows.len(), 20_000);
        assert_eq!(rows[19_999].cells[0].shown(), "企业19999");
        assert_eq!(rows[19_999].number, 20_000);
    }
}

#[test]
fn separators_are_told() {
    for (text, kind) in [("甲\t乙\n1\t2\n", '\t'), ("甲;乙\n1,5;2\n", ';'), ("sep=;\n甲;乙\n1,5;2\n", ';')] {
        assert_eq!(open(text.as_bytes()).unwrap().kind(), FileKind::Text(kind), "{text}");
        let rows = rows(text.as_bytes()).unwrap();
        assert_eq!((rows[0].number, rows[0].cells.len(), rows.len()), (1, 2, 2), "{text}");
    }
}

#[test]
fn what_keeps_digits_in_a_spreadsheet_is_taken_off() {
    assert_eq!(shown(b"a,b\n=\"0012\",'=1+1\n'-5,'tis\n"), [["a", "b"], ["0012", "=1+1"], ["-5", "'tis"]]);
}

#[test]
fn text_of_no_use_is_refused() {
    let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    assert_eq!(refused(&noise), "sheet.file.not_a_table");
    let mut torn = "企业名称,金额\n".repeat(10).into_bytes();
    torn.push(0xE4);
    torn.extend(b",1\n");
    assert_eq!(refused(&torn), "sheet.file.encoding");
    let long = format!("a,b\n{},1\n", "长".repeat(32_768));
    assert_eq!(refused(long.as_bytes()), "sheet.cell.too_long");
    let open_quote = format!("a,b\n\"{}", "x\n".repeat(5_000_000));
    assert_eq!(refused(open_quote.as_bytes()), "sheet.file.too_complex");
    assert_eq!(refused(format!("a\n{}\n", ",".repeat(70_000)).as_bytes()), "sheet.row.too_wide");
    let many = "x\n".repeat(1_048_577);
    assert_eq!(refused(many.as_bytes()), "sheet.row.too_many");
    assert_eq!(rows("x\n".repeat(1_048_576).as_bytes()).unwrap().len(), 1_048_576);
}
