//! Ledger page at 1,000,000 entries, over HTTP as a district reporter, one rare filter, sort on another declared column,
//! page 1 and page 500, while an import runs: p95 under 50 ms.

use crate::bare::Bare;
use crate::figures::{spread, timed};
use crate::rows::workbook;
use crate::site::{LEDGER, import};
use std::sync::atomic::{AtomicBool, Ordering};
use testkit::{Person, TestApp};

const REQUESTS: usize = 200;

pub fn measure(site: &TestApp, count: u32) {
    let ((), time) = timed(|| Bare::open(site).multiply(count));
    println!("{count} entries stand in the ledger (copied in {:.0} s)", time.as_secs_f64());
    let file = tempfile::NamedTempFile::new().unwrap();
    workbook(file.path(), 5_000_000..5_060_000);
    let bytes = std::fs::read(file.path()).unwrap();
    let (clerk, other) = (site.sign_in("hongshan.clerk"), site.sign_in("dhgx.clerk"));
    let list = format!(
        "{LEDGER}/entries?limit=20&sort=-signed_on&filter={}",
        "%5B%7B%22cell%22%3A%22kind%22%2C%22any%22%3A%5B%22R%22%5D%7D%5D"
    );
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            import(site, &other, &bytes);
            done.store(true, Ordering::SeqCst);
        });
        let far = turn_to(&clerk, &list, 500);
        println!("page 1: {}", spread(ask(&clerk, &list)));
        println!("page 500: {}", spread(ask(&clerk, &far)));
        println!("the import was {} then", if done.load(Ordering::SeqCst) { "over before" } else { "still running" });
        writing.join().unwrap();
    });
    println!("page 1, nothing else running: {}", spread(ask(&clerk, &list)));
}

fn ask(person: &Person, path: &str) -> Vec<std::time::Duration> {
    (0..REQUESTS)
        .map(|_| {
            let (answer, time) = timed(|| person.get(path));
            assert_eq!(answer.status, 200, "{}", answer.text);
            time
        })
        .collect()
}

/// The address of a page further on.
fn turn_to(person: &Person, list: &str, page: u32) -> String {
    let mut path = list.to_owned();
    for at in 1..page {
        let view = person.get(&path).expect(200);
        let Some(next) = view["next"].as_str() else { panic!("the list ends at page {at}") };
        let coded: String = next.bytes().map(|byte| format!("%{byte:02X}")).collect();
        path = format!("{list}&after={coded}");
    }
    path
}
