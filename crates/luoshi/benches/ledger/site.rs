//! A running application with the bench ledger.

use serde_json::{Value, json};
use testkit::{Database, Engine, Person, TestApp, pack_files};
use work::ledger::ApplyPack;
use work::{App, Caller};

/// Where the bench ledger is spoken to.
pub const LEDGER: &str = "/api/ledgers/bench_row";

/// Starts it on a fresh database.
pub fn start(engine: Engine) -> TestApp {
    let site = TestApp::start(Database::prepared(engine));
    site.block_on(apply(&site.app));
    site
}

async fn apply(app: &App) {
    let mut files = pack_files();
    files.insert("ledgers/bench_row.toml".to_owned(), include_str!("bench_row.toml").to_owned());
    let (pack, diagnostics) = pack::load(&files);
    let pack = pack.unwrap_or_else(|| panic!("the bench ledger does not load: {diagnostics:?}"));
    work::perform(app, Caller::machine(), ApplyPack::new(app, files, &pack)).await.unwrap();
    app.refresh_books().await.unwrap();
}

/// Id of the organisation for which a person begins entries.
pub fn keeper(person: &Person) -> String {
    person.get(LEDGER).expect(200)["keepers"][0]["id"].as_str().unwrap().to_owned()
}

/// Uploads a workbook, looks at it and writes it; answers the import and the seconds of both.
pub fn import(site: &TestApp, person: &Person, bytes: &[u8]) -> (Value, f64, f64) {
    let organisation = keeper(person);
    let fields = [("organisation_id", organisation.as_str())];
    let begun = person.upload(&format!("{LEDGER}/imports"), &fields, "测速.xlsx", bytes).expect(201);
    let (checked, checking) = crate::figures::timed(|| go(site, person, &begun, "check"));
    assert_eq!(checked["rows_wrong"], 0, "{checked}");
    let (done, running) = crate::figures::timed(|| go(site, person, &checked, "run"));
    assert_eq!(done["state"], "done", "{done}");
    (done, checking.as_secs_f64(), running.as_secs_f64())
}

fn go(site: &TestApp, person: &Person, import: &Value, what: &str) -> Value {
    let path = format!("/api/imports/{}", import["id"].as_str().unwrap());
    person.post(&format!("{path}/{what}"), &json!({ "version": import["version"] })).expect(202);
    loop {
        site.block_on(work::import::run_imports(&site.app)).unwrap();
        let now = person.get(&path).expect(200);
        if !matches!(now["state"].as_str(), Some("checking" | "running")) {
            return now;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}
