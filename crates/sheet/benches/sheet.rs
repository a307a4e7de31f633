//! How fast tables go in and out: `cargo bench -p sheet --bench sheet`. Wanted: 200,000 × 12 read well within the 60 s of
//! an import, written in under 10 s, both in flat memory. `cargo bench -p sheet --bench sheet -- memory read|write|csv` runs
//! one of them once and prints seconds and peak memory instead.
#![allow(missing_docs, reason = "criterion's macros make items without comments")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a benchmark without its input measures nothing"
)]

use base::{Day, Decimal};
use criterion::{Criterion, Throughput};
use sheet::{Cell, CsvExport, Export, ExportColumn, ValueKind};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::Instant;

const ROWS: u32 = 200_000;
const KINDS: [ValueKind; 12] = [
    ValueKind::Text,
    ValueKind::Code,
    ValueKind::Text,
    ValueKind::Day,
    ValueKind::Decimal { places: 2 },
    ValueKind::Whole,
    ValueKind::Text,
    ValueKind::Code,
    ValueKind::Day,
    ValueKind::Decimal { places: 2 },
    ValueKind::Text,
    ValueKind::LongText,
];

fn columns() -> Vec<ExportColumn> {
    KINDS.iter().enumerate().map(|(at, kind)| ExportColumn { name: format!("第{at}列"), kind: *kind }).collect()
}

/// A row of the shape that ledgers have; most texts differ from row to row.
fn row(number: u32) -> Vec<Cell> {
    let cell = |(at, kind): (usize, &ValueKind)| match kind {
        ValueKind::Code => Cell::text(format!("91420100MA4K{number:06}")),
        ValueKind::Day => Cell::Date(Day::new(2023, (number % 12 + 1) as i8, (number % 28 + 1) as i8).unwrap()),
        ValueKind::Decimal { .. } => Cell::Number(Decimal::new(i64::from(number) * 37 + 5, 2)),
        ValueKind::Whole => Cell::Number(number.into()),
        ValueKind::LongText => Cell::text(format!("武汉市东湖新技术开发区第{number}号技术开发合同，分两期实施")),
        _ if at % 4 == 2 => Cell::text(format!("第{}区", number % 17)),
        _ => Cell::text(format!("武汉光谷科技有限公司{number}")),
    };
    KINDS.iter().enumerate().map(cell).collect()
}

fn write(path: &Path) {
    let mut export = Export::new("技术合同", columns(), Day::new(2023, 1, 28).unwrap(), None).unwrap();
    (0..ROWS).for_each(|number| export.push(&row(number)).unwrap());
    export.finish(File::create(path).unwrap()).unwrap();
}

/// As spreadsheets write it: texts shared. Made outside the measured part, with all of it in memory.
fn write_shared(path: &Path) {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let day = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    for number in 0..ROWS {
        for (column, cell) in (0_u16..).zip(row(number)) {
            match cell {
                Cell::Number(value) => sheet.write_number(number, column, f64::try_from(value).unwrap()).unwrap(),
                Cell::Date(_) => sheet.write_number_with_format(number, column, 44_954, &day).unwrap(),
                cell => sheet.write_string(number, column, cell.shown()).unwrap(),
            };
        }
    }
    book.save(path).unwrap();
}

fn write_csv(path: &Path) {
    let mut export = CsvExport::new(File::create(path).unwrap(), &columns()).unwrap();
    (0..ROWS).for_each(|number| export.push(&row(number)).unwrap());
    export.finish().unwrap();
}

/// Header and all rows, as an import reads them.
fn read(path: &Path) -> usize {
    let mut book = sheet::open(BufReader::new(File::open(path).unwrap()), "x").unwrap();
    let header = book.header(None, &[], &std::collections::BTreeMap::new()).unwrap();
    book.rows_after(None, &header).unwrap().map(|row| row.unwrap().cells.len()).sum()
}

fn place(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("sheet-bench-{}-{name}", std::process::id()))
}

fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM unknown").to_owned()
}

/// One run in a process of its own, because peak memory never falls. `make` writes the file for a later `read`.
fn once(what: &str, path: &Path) {
    let before = peak();
    let begun = Instant::now();
    match what {
        "read" => assert!(read(path) > 2_000_000),
        "write" => write(path),
        "csv" => write_csv(path),
        "shared" => write_shared(path),
        other => panic!("memory read|write|csv|shared FILE, not {other}"),
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!("{what} {ROWS} x 12: {seconds:.2} s, before {before}, after {}", peak());
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(at) = arguments.iter().position(|argument| argument == "memory") {
        let what = arguments.get(at + 1).map_or("write", String::as_str);
        return once(what, Path::new(arguments.get(at + 2).map_or("/tmp/sheet-bench.xlsx", String::as_str)));
    }
    let mut criterion = Criterion::default().sample_size(10).configure_from_args();
    let (xlsx, shared, csv) = (place("a.xlsx"), place("b.xlsx"), place("c.csv"));
    write_shared(&shared);
    let mut group = criterion.benchmark_group("200000x12");
    group.throughput(Throughput::Elements(u64::from(ROWS)));
    group.bench_function("write xlsx", |bencher| bencher.iter(|| write(&xlsx)));
    group.bench_function("write csv", |bencher| bencher.iter(|| write_csv(&csv)));
    group.bench_function("read xlsx, inline texts", |bencher| bencher.iter(|| read(&xlsx)));
    group.bench_function("read xlsx, shared texts", |bencher| bencher.iter(|| read(&shared)));
    group.bench_function("read csv", |bencher| bencher.iter(|| read(&csv)));
    group.finish();
    criterion.final_summary();
    for path in [xlsx, shared, csv] {
        std::fs::remove_file(path).unwrap();
    }
}
