//! Write command: at least 0.6 of bare, single-row and in batches of 500. Bare is a program that writes the same rows to
//! the same tables and indexes in equal transactions, with prepared statements and nothing else.

use crate::bare::{Bare, Taken};
use crate::figures::{spread, timed};
use crate::rows::{content, workbook};
use crate::site::{LEDGER, import, keeper, start};
use serde_json::json;
use testkit::Engine;

const SINGLE: u32 = 400;
const BATCH: u32 = 20_000;

pub fn measure(engine: Engine) {
    let site = start(engine);
    let clerk = site.sign_in("hongshan.clerk");
    let organisation = keeper(&clerk);
    let mut times = Vec::new();
    let mut ids = Vec::new();
    for number in 0..SINGLE {
        let body = json!({ "organisation_id": organisation, "content": content(number) });
        let (answer, time) = timed(|| clerk.post(&format!("{LEDGER}/entries"), &body));
        ids.push(answer.expect(201)["row"]["id"].as_str().unwrap().parse::<i64>().unwrap());
        times.push(time);
    }
    let single = times.iter().sum::<std::time::Duration>();
    println!("write, one entry a command, over HTTP: {}", spread(times));
    let taken = Taken::of(&Bare::open(&site), &ids);

    let file = tempfile::NamedTempFile::new().unwrap();
    workbook(file.path(), 100_000..100_000 + BATCH);
    let (_, _, batched) = import(&site, &clerk, &std::fs::read(file.path()).unwrap());
    let bare = Bare::open(&site);
    let batch = Taken::of(&bare, &bare.entries_but(&ids));

    // Into the same tables, with the same rows standing in them already, in another site's name.
    let other = start(engine);
    let bare = Bare::open(&other);
    let ((), alone) = timed(|| bare.write(&taken, 1));
    let ((), together) = timed(|| bare.write(&batch, 500));
    let rate = |count: u32, seconds: f64| f64::from(count) / seconds;
    let (single, alone) = (rate(SINGLE, single.as_secs_f64()), rate(SINGLE, alone.as_secs_f64()));
    println!("single: {single:.0} a second over HTTP, bare {alone:.0}, ratio {:.2}", single / alone);
    let (batched, together) = (rate(BATCH, batched), rate(BATCH, together.as_secs_f64()));
    println!("batches of 500 (an import): {batched:.0} a second, bare {together:.0}, ratio {:.2}", batched / together);
}
