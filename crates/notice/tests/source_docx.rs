//! DOCX: automatic numbers, merged cells, tracked changes and text boxes, in files built here.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed step of a test is a failed test")]

mod source_support;

use notice::source::{Format, Place, Source, decode};
use source_support::{NOTICE_LEVELS, docx, list, numbered, paragraph, pattern};

fn lines(source: &Source) -> Vec<&str> {
    source.text.lines().collect()
}

fn read(body: &str, numbering: &str, styles: &str) -> Source {
    let source = decode(&docx(body, numbering, styles));
    assert_eq!(source.format, Some(Format::Docx), "{:?}", source.diagnostics);
    source
}

#[test]
fn levels_count_and_reset_as_the_outline_of_a_notice() {
    let body: String =
        [(0, "目标"), (0, "任务"), (1, "平台"), (2, "建设"), (2, "推进"), (1, "企业"), (2, "培育"), (3, "甲")]
            .map(|(level, text)| numbered(1, level, text))
            .concat();
    let source = read(&body, &(pattern(0, &NOTICE_LEVELS) + &list(1, 0, "")), "");
    let wanted = ["一、目标", "二、任务", "（一）平台", "1. 建设", "2. 推进", "（二）企业", "1. 培育", "（1）甲"];
    assert_eq!(lines(&source), wanted);
    assert!(source.lines_are_paragraphs);
    assert_eq!(source.place_of(source.text.find("平台").unwrap()), Some(Place::Paragraph(3)));
}

#[test]
fn a_level_that_never_restarts_counts_through_the_chapters() {
    let mut levels = NOTICE_LEVELS;
    levels[2].2 = "<w:lvlRestart w:val=\"0\"/><w:suff w:val=\"space\"/>";
    let body: String = [(1, "甲"), (2, "子"), (2, "丑"), (1, "乙"), (2, "寅"), (0, "丙"), (1, "丁"), (2, "卯")]
        .map(|(level, text)| numbered(1, level, text))
        .concat();
    let source = read(&body, &(pattern(0, &levels) + &list(1, 0, "")), "");
    assert_eq!(lines(&source), ["（一）甲", "1. 子", "2. 丑", "（二）乙", "3. 寅", "一、丙", "（一）丁", "4. 卯"]);
}

#[test]
fn lists_of_one_pattern_go_on_and_an_override_begins_anew() {
    let levels = [("decimal", "%1.", "")];
    let anew = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>";
    let lists = list(1, 0, "") + &list(2, 0, "") + &list(3, 0, anew);
    let body: String =
        [(1, "甲"), (2, "乙"), (3, "丙"), (3, "丁"), (1, "戊")].map(|(list, text)| numbered(list, 0, text)).concat();
    let source = read(&body, &(pattern(0, &levels) + &lists), "");
    assert_eq!(lines(&source), ["1. 甲", "2. 乙", "1. 丙", "2. 丁", "3. 戊"]);
}

#[test]
fn numbers_come_from_styles_and_can_be_taken_away() {
    let levels = [
        ("chineseCountingThousand", "第%1章", "<w:pStyle w:val=\"H1\"/><w:suff w:val=\"space\"/>"),
        ("decimal", "%1.%2", "<w:pStyle w:val=\"H2\"/><w:isLgl/><w:suff w:val=\"space\"/>"),
    ];
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"H1\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr>\
                  <w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"H2\"><w:name w:val=\"heading 2\"/><w:pPr><w:numPr>\
                  <w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"H1b\"><w:name w:val=\"x\"/><w:basedOn w:val=\"H1\"/></w:style>\
                  <w:style w:type=\"paragraph\" w:styleId=\"T1\"><w:name w:val=\"toc 1\"/></w:style>";
    let styled = |style: &str, more: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let none = "<w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    let body = [
        styled("T1", "", "总则 1"),
        styled("H1", "", "总则"),
        styled("H2", "", "目的"),
        styled("H1b", "", "附则"),
        styled("H2", "", "生效"),
        styled("H1", none, "无号"),
    ];
    let source = read(&body.concat(), &(pattern(0, &levels) + &list(1, 0, "")), styles);
    assert_eq!(lines(&source), ["第一章 总则", "1.1 目的", "第二章 附则", "2.1 生效", "无号"]);
}

#[test]
fn formats_of_numbers_print() {
    let formats = [
        ("decimalEnclosedCircle", "%1", "①甲"),
        ("decimalFullWidth", "%1．", "１．甲"),
        ("lowerLetter", "%1)", "a) 甲"),
        ("ideographDigital", "%1、", "一、甲"),
        ("upperRoman", "%1.", "I. 甲"),
        ("bullet", "——", "——甲"),
    ];
    for (format, text, wanted) in formats {
        let suffix = if wanted.contains(' ') { "" } else { "<w:suff w:val=\"nothing\"/>" };
        let numbering = pattern(0, &[(format, text, suffix)]) + &list(1, 0, "");
        assert_eq!(lines(&read(&numbered(1, 0, "甲"), &numbering, "")), [wanted], "{format}");
    }
}

#[test]
fn merged_cells_are_repeated_and_a_table_in_a_cell_is_text() {
    let cell = |properties: &str, content: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>");
    let inner = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cell("", &paragraph("里")));
    let rows = [
        [cell("", &paragraph("序号")), cell("<w:gridSpan w:val=\"2\"/>", &paragraph("任务"))].concat(),
        [
            cell("<w:vMerge w:val=\"restart\"/>", &paragraph("1")),
            cell("", &(paragraph("建设") + &paragraph("平台"))),
            cell("", &paragraph("市科技局")),
        ]
        .concat(),
        [cell("<w:vMerge/>", &paragraph("")), cell("", &paragraph("推进")), cell("", &(inner + &paragraph("外")))]
            .concat(),
    ];
    let rows: String = rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect();
    let source = read(&format!("{}<w:tbl>{rows}</w:tbl>{}", paragraph("前"), paragraph("后")), "", "");
    let cells: Vec<Vec<&str>> =
        source.tables[0].rows.iter().map(|row| row.iter().map(|cell| cell.span.of(&source.text)).collect()).collect();
    let wanted = [["序号", "任务", "任务"], ["1", "建设\n平台", "市科技局"], ["1", "推进", "里\n外"]];
    assert_eq!(cells, wanted);
    assert_eq!(source.text, "前\n序号\t任务\n1\t建设\n平台\t市科技局\n\t推进\t里\n外\n后\n");
}

#[test]
fn insertions_stay_deletions_go_and_a_deleted_mark_joins_paragraphs() {
    let body = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>建设</w:t></w:r>\
                <w:ins><w:r><w:t>十</w:t></w:r></w:ins><w:del><w:r><w:delText>五</w:delText></w:r></w:del></w:p>\
                <w:p><w:r><w:t>个平台</w:t></w:r><w:moveFrom><w:r><w:t>。</w:t></w:r></w:moveFrom>\
                <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:tab/><w:t>&lt;注&#x3E;</w:t></w:r></w:p>";
    assert_eq!(read(body, "", "").text, "建设十个平台\t<注>\n");
}

#[test]
fn a_text_box_is_read_once_and_field_codes_are_not_read() {
    let inside = paragraph("武汉市人民政府文件");
    let body = format!(
        "<w:p><w:r><mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:drawing><w:txbxContent>{inside}</w:txbxContent>\
         </w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
         <w:r><w:br/><w:t>次行</w:t></w:r></w:p>"
    );
    assert_eq!(read(&body, "", "").text, "武汉市人民政府文件\n正文\n次行\n");
}
