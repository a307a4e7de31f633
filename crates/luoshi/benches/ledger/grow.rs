//! A field with two indexes comes into the ledger while it stands at its full length: how long that takes, and how long
//! readers and writers wait meanwhile.

use crate::figures::{spread, timed};
use crate::rows::content;
use crate::site::{LEDGER, apply, keeper};
use serde_json::json;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use testkit::TestApp;

const FIELD: &str = r#"
[[field]]
code = "grade"
section = "row"
kind = "integer"
name = "等级"
name_en = "Grade"
sortable = true
min = 0
max = 9
"#;

pub fn measure(site: &TestApp) {
    let (clerk, other) = (site.sign_in("hongshan.clerk"), site.sign_in("dhgx.clerk"));
    let (organisation, done) = (keeper(&other), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let until_done = |act: &dyn Fn(u32)| {
            let mut times = Vec::new();
            for number in 7_000_000_u32.. {
                times.push(timed(|| act(number)).1);
                if done.load(Ordering::SeqCst) {
                    return times;
                }
                std::thread::sleep(Duration::from_millis(20));
            }
            times
        };
        let reading = scope
            .spawn(move || until_done(&|_| assert_eq!(clerk.get(&format!("{LEDGER}/entries?limit=20")).status, 200)));
        let writing = scope.spawn(move || {
            until_done(&|number| {
                let body = json!({ "organisation_id": organisation, "content": content(number) });
                other.post(&format!("{LEDGER}/entries"), &body).expect(201);
            })
        });
        let ((), time) = timed(|| apply(site, FIELD));
        done.store(true, Ordering::SeqCst);
        println!("a sortable field comes in: {:.1} s", time.as_secs_f64());
        println!("readers meanwhile: {}", spread(reading.join().unwrap()));
        println!("writers meanwhile: {}", spread(writing.join().unwrap()));
    });
}
