//! XLSX import of 200,000 × 12 with every check: under 60 s, memory growth under 150 MB, interactive writes meanwhile p99
//! under 300 ms. Export of the same: under 10 s, flat memory.

use crate::figures::{memory_from_here, memory_peak, spread, timed};
use crate::rows::{content, workbook};
use crate::site::{LEDGER, import, keeper};
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use testkit::TestApp;

pub fn measure(site: &TestApp, rows: u32) {
    let file = tempfile::NamedTempFile::new().unwrap();
    workbook(file.path(), 0..rows);
    let bytes = std::fs::read(file.path()).unwrap();
    let (clerk, other) = (site.sign_in("hongshan.clerk"), site.sign_in("dhgx.clerk"));
    let organisation = keeper(&other);
    let done = AtomicBool::new(false);
    let before = memory_from_here();
    let times = std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            let mut times = Vec::new();
            for number in 9_000_000_u32.. {
                if done.load(Ordering::SeqCst) {
                    break;
                }
                let body = json!({ "organisation_id": organisation, "content": content(number) });
                let (answer, time) = timed(|| other.post(&format!("{LEDGER}/entries"), &body));
                answer.expect(201);
                times.push(time);
                std::thread::sleep(Duration::from_millis(100));
            }
            times
        });
        let (_, checking, running) = import(site, &clerk, &bytes);
        done.store(true, Ordering::SeqCst);
        println!("import of {rows} x 12: dry run {checking:.1} s, written {running:.1} s");
        writing.join().unwrap()
    });
    println!("import: memory {before} MiB before, {} MiB at its peak, file {} MiB", memory_peak(), bytes.len() >> 20);
    println!("interactive writes meanwhile: {}", spread(times));
    drop(bytes);
    let before = memory_from_here();
    let path = "hongshan.clerk";
    let (answer, time) = timed(|| site.sign_in(path).get(&format!("{LEDGER}/export")));
    assert_eq!(answer.status, 200, "{}", answer.text);
    println!(
        "export of the same: {:.1} s, memory {before} MiB before, {} MiB at its peak, of it {} MiB the client's copies",
        time.as_secs_f64(),
        memory_peak(),
        (answer.bytes.len() + answer.text.len()) >> 20
    );
}
