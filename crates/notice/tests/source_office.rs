//! One text in several files reads the same: as it was typed, as DOCX and as PDF, made by LibreOffice where it is
//! installed, and by hand in any case.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed step of a test is a failed test")]

mod source_support;

use notice::Reading;
use notice::source::{Format, Place, Source, decode};
use source_support::{NOTICE_LEVELS, docx, list, numbered, paragraph, pattern, pdf};
use std::path::Path;
use std::process::{Command, Stdio};

/// Our own notice: title, outline to the fourth level, figures, bodies in a bracket.
const OUTLINE: [(u32, &str); 11] = [
    (0, "工作目标"),
    (0, "主要任务"),
    (1, "建设创新平台"),
    (
        2,
        "健全推进机制。每月调度进展，推动51个事项落地，技术合同成交额突破1450亿元。（牵头单位：市科技局；责任单位：市发改委，各区人民政府）",
    ),
    (
        2,
        "打造平台集群。新组建3—5家市级创新中心，争创国家级平台2家，孵化面积达到120万平方米，形成从研究到转化的完整链条。",
    ),
    (3, "摸清家底。"),
    (3, "分类推进。"),
    (1, "培育科技企业"),
    (2, "高新技术企业增长11.5%以上。（牵头单位：市科技局）"),
    (0, "保障措施"),
    (1, "加强领导"),
];
/// The same as a reader of print sees it.
const PRINTED: [&str; 11] =
    ["一、", "二、", "（一）", "1. ", "2. ", "（1）", "（2）", "（二）", "1. ", "三、", "（一）"];

fn typed() -> Vec<String> {
    OUTLINE.iter().zip(PRINTED).map(|((_, text), label)| format!("{label}{text}")).collect()
}

fn own_docx() -> Vec<u8> {
    let body: String = OUTLINE.iter().map(|(level, text)| numbered(1, *level, text)).collect();
    let body = paragraph("2023年科技创新工作要点") + &body;
    docx(&body, &(pattern(0, &NOTICE_LEVELS) + &list(1, 0, "")), "")
}

/// Text without white space: what must survive any layout.
fn packed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Converts a file with LibreOffice; nothing where it is not installed.
fn converted(bytes: &[u8], extension: &str, to: &str) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(format!("notice.{extension}"));
    std::fs::write(&file, bytes).unwrap();
    let mut command = Command::new("soffice");
    command.arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()));
    command.args(["--headless", "--convert-to", to]);
    if extension == "txt" {
        command.arg("--infilter=Text (encoded):UTF8");
    }
    command.arg("--outdir").arg(folder.path()).arg(&file).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(status) = command.status() else {
        println!("LibreOffice (soffice) is not installed: only files made by hand are compared");
        return None;
    };
    assert!(status.success());
    let made = folder.path().join(format!("notice.{}", to.split(':').next().unwrap_or(to)));
    Some(std::fs::read(made).unwrap())
}

fn readable(bytes: &[u8], format: Format) -> Source {
    let source = decode(bytes);
    assert_eq!(source.format, Some(format), "{:?}", source.diagnostics);
    assert_eq!(source.diagnostics, []);
    source
}

#[test]
fn a_docx_made_by_hand_prints_its_numbers() {
    let source = readable(&own_docx(), Format::Docx);
    let lines: Vec<&str> = source.text.lines().skip(1).collect();
    assert_eq!(lines, typed());
    assert_eq!(source.place_of(source.text.find("保障措施").unwrap()), Some(Place::Paragraph(11)));
}

#[test]
fn a_pdf_made_by_hand_reads_as_typed() {
    let typed = typed();
    let lines: Vec<&str> = typed.iter().map(String::as_str).collect();
    let source = readable(&pdf(&lines), Format::Pdf);
    assert_eq!(packed(&source.text), packed(&typed.concat()));
    assert!(!source.lines_are_paragraphs);
    assert_eq!(source.place_of(0), Some(Place::Page(1)));
}

#[test]
fn computed_numbers_are_those_libreoffice_prints() {
    let own = own_docx();
    let Some(printed) = converted(&own, "docx", "pdf") else { return };
    let wanted = packed(&readable(&own, Format::Docx).text);
    assert_eq!(packed(&readable(&printed, Format::Pdf).text), wanted);
    let Some(saved) = converted(&own, "docx", "docx:MS Word 2007 XML") else { return };
    assert_eq!(packed(&readable(&saved, Format::Docx).text), wanted);
}

#[test]
fn paragraphs_of_print_are_found_again() {
    let Some(printed) = converted(typed().join("\n\n").as_bytes(), "txt", "pdf") else { return };
    let source = readable(&printed, Format::Pdf);
    let paragraphs: Vec<String> = source.text.split("\n\n").map(packed).collect();
    assert_eq!(paragraphs, typed().iter().map(|line| packed(line)).collect::<Vec<_>>());
}

/// The official notice, where the shared folder is at hand; else our own text in its place.
fn notice() -> Vec<u8> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/notice-wuhan-2023.txt");
    std::fs::read(&shared).unwrap_or_else(|_| {
        println!("shared data absent ({}): our own text is converted in its place", shared.display());
        typed().join("\n\n").into_bytes()
    })
}

/// The text without the page marks that were printed into it. Where one of them falls on the edge of a PDF's page it is
/// taken for that page's own number; which ones do depends on the fonts of the machine.
fn without_page_marks(text: &str) -> String {
    let pieces: Vec<String> = packed(text).replace("**", "").split('—').map(str::to_owned).collect();
    let is_mark = |piece: &String| !piece.is_empty() && piece.chars().all(|character| character.is_ascii_digit());
    pieces.into_iter().filter(|piece| !is_mark(piece)).collect()
}

/// What must not depend on the file's format: everything but where it stands.
fn found(reading: &Reading) -> Vec<String> {
    let tasks = reading.tasks.iter().map(|task| {
        format!("{} {} {:?} {:?} {}", task.number, packed(&task.title), task.lead, task.responsible, task.deadline)
    });
    let indicators = reading.indicators.iter().map(|target| {
        let (op, kind, aspiration) = (target.op, target.kind, target.aspiration);
        let figure = format!("{op:?} {} {:?} {}", target.value, target.value_max, target.unit);
        format!("{} {} {figure} {kind:?} {aspiration} {}", target.task, packed(&target.subject), target.time)
    });
    let head = [&reading.title, &reading.attachment_title, &reading.doc_number, &reading.issuer, &reading.date];
    head.into_iter().map(|words| packed(words)).chain(tasks).chain(indicators).collect()
}

fn reads_the_same(text: &[u8], file: &[u8], format: Format) {
    let (source, wanted) = notice::read(text);
    let (other, reading) = notice::read(file);
    assert_eq!(other.format, Some(format), "{:?}", other.diagnostics);
    assert_eq!(without_page_marks(&other.text), without_page_marks(&source.text), "{format:?}");
    assert!(!other.anchors.is_empty());
    let (found, wanted_items) = (found(&reading), found(&wanted));
    let lost: Vec<&String> = wanted_items.iter().filter(|item| !found.contains(item)).collect();
    let invented: Vec<&String> = found.iter().filter(|item| !wanted_items.contains(item)).collect();
    assert_eq!((lost, invented), (Vec::new(), Vec::new()), "{format:?}");
    assert_eq!(found.len(), wanted_items.len(), "{format:?}");
    assert!(!reading.tasks.is_empty() && !reading.indicators.is_empty());
}

#[test]
fn the_notice_reads_the_same_in_each_format() {
    let text = notice();
    for (to, format) in [("docx:MS Word 2007 XML", Format::Docx), ("pdf", Format::Pdf)] {
        let Some(file) = converted(&text, "txt", to) else { return };
        reads_the_same(&text, &file, format);
    }
}

#[test]
fn automatic_numbers_read_like_typed_ones() {
    let typed = format!("2023年科技创新工作要点\n{}", typed().join("\n"));
    reads_the_same(typed.as_bytes(), &own_docx(), Format::Docx);
    let Some(printed) = converted(&own_docx(), "docx", "pdf") else { return };
    reads_the_same(typed.as_bytes(), &printed, Format::Pdf);
}
