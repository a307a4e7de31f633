//! The ledger bars of DESIGN section 5, over HTTP against a running application, on each database there is:
//! `script/postgres cargo bench --profile server -p luoshi --bench ledger -- [import] [page] [write] [--rows N]`.
//! Without a word, all of them. `N` entries stand in the ledger for the pages (1,000,000), a fifth of them come by import.
//! The figures are printed as they are; fsync is on, as in service.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a benchmark without its input measures nothing, and its figures go to the terminal"
)]

mod bare;
mod figures;
mod import;
mod page;
mod rows;
mod site;
mod write;

use testkit::engines;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let count = words.iter().position(|word| word == "--rows").and_then(|at| words.get(at + 1));
    let count: u32 = count.map_or(1_000_000, |text| text.parse().unwrap());
    let named: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.starts_with("--")).collect();
    let all = !named.iter().any(|word| matches!(*word, "import" | "page" | "write"));
    let wants = |word: &str| all || named.contains(&word);
    for engine in engines() {
        println!("== {engine:?}, {} rows, {}", count, figures::device());
        if wants("write") {
            write::measure(engine);
        }
        if wants("import") || wants("page") {
            let site = site::start(engine);
            import::measure(&site, count / 5);
            if wants("page") {
                page::measure(&site, count);
            }
        }
    }
}
