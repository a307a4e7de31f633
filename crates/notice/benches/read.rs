//! How fast files are decoded and read: `cargo bench -p notice --bench read`. Wanted: the notice under 5 ms, 10 MB of text a second.
#![allow(missing_docs, reason = "criterion's macros make items without comments")]
#![allow(clippy::unwrap_used, reason = "a benchmark without its input measures nothing")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The official notice where the shared folder is at hand, else the project's own text of it.
fn notice_text() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let candidates = ["../shared/data/notice-wuhan-2023.txt", "packs/wuhan/plans/2023/notice.md"];
    let found = candidates.iter().find_map(|path| std::fs::read_to_string(root.join(path)).ok());
    found.unwrap_or_else(|| "一、工作目标\n推进建设10家创新中心，增长11.5%以上。（牵头单位：市科技局）\n".repeat(150))
}

/// A DOCX of plain paragraphs.
fn docx(text: &str) -> Vec<u8> {
    let escaped = |line: &str| line.replace('&', "&amp;").replace('<', "&lt;");
    let body: String = text.lines().map(|line| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escaped(line))).collect();
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    archive.write_all(format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

/// A PDF of one page, line by line, in a font whose encoding says what codes mean.
fn pdf(text: &str) -> Vec<u8> {
    let lines = text.lines().map(|line| {
        let codes: String = line.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        format!("<{codes}> Tj T*\n")
    });
    let content = format!("BT /F1 12 Tf 16 TL 72 760 Td\n{}ET\n", lines.collect::<String>());
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type0/Encoding/UniGB-UTF16-H/DescendantFonts[<</DW 1000>>]>>".to_owned(),
    ];
    let (mut file, mut table) = ("%PDF-1.7\n".to_owned(), String::new());
    for (number, object) in (1..).zip(objects) {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let place = file.len();
    file.push_str(&format!(
        "xref\n0 6\n0000000000 65535 f \n{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{place}\n"
    ));
    file.into_bytes()
}

fn the_notice(criterion: &mut Criterion) {
    let text = notice_text();
    criterion.bench_function("notice/read", |bench| bench.iter(|| notice::read(black_box(text.as_bytes()))));
    let files = [("decode txt", text.clone().into_bytes()), ("decode docx", docx(&text)), ("decode pdf", pdf(&text))];
    for (name, file) in files {
        criterion.bench_function(&format!("notice/{name}"), |bench| {
            bench.iter(|| notice::source::decode(black_box(&file)));
        });
    }
}

fn ten_megabytes(criterion: &mut Criterion) {
    const SIZE: usize = 10_000_000;
    let notice = notice_text();
    let text = notice.repeat(SIZE.div_ceil(notice.len()));
    let mut group = criterion.benchmark_group("10 MB");
    group.sample_size(10).throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("decode txt", |bench| bench.iter(|| notice::source::decode(black_box(text.as_bytes()))));
    group.bench_function("read txt", |bench| bench.iter(|| notice::read(black_box(text.as_bytes()))));
    let file = docx(&text);
    group.bench_function("decode docx", |bench| bench.iter(|| notice::source::decode(black_box(&file))));
    group.finish();
}

criterion_group!(benches, the_notice, ten_megabytes);
criterion_main!(benches);
