//! The real binary dies while it writes an import, after each write of its second chunk and some of the others: no row
//! that was acknowledged is lost, none is doubled, and the import goes on to its end.

use crate::booked::{CONTRACTS, keeper};
use crate::served::Server;
use serde_json::{Value, json};
use testkit::{Database, Engine, Person, TestApp, engines};

/// Rows of the file: three chunks and a bit.
const ROWS: u64 = 650;
/// Behind them stands one that names the entry of the first once more.
const AGAIN: u64 = 1;
/// More writes than a chunk makes; a chunk that ends before is not killed any more.
const WRITES_AT_MOST: u32 = 40;

fn file() -> String {
    let mut text = String::from("合同名称,合同类别,卖方·统一社会信用代码,卖方·名称,合同成交总额（万元）,登记编号\r\n");
    for row in 0..ROWS {
        text.push_str(&format!("合同{row},KF,91420100MA4K00000Q,示例公司,{row},2023-{row}\r\n"));
    }
    text.push_str("另一份合同,KF,91420100MA4K00000Q,示例公司,7,2023-0\r\n");
    text
}

/// A database in which the file was looked at and waits to be written; answers the import.
fn looked_at(database: Database) -> (Database, Value) {
    let app = TestApp::start(database);
    let clerk = app.sign_in("hongshan.clerk");
    let organisation = keeper(&clerk, "tech_contract");
    let fields = [("organisation_id", organisation.as_str())];
    let begun = clerk.upload(&format!("{CONTRACTS}/imports"), &fields, "合同.csv", file().as_bytes()).expect(201);
    let path = import_path(&begun);
    clerk.post(&format!("{path}/check"), &json!({ "version": begun["version"] })).expect(202);
    let checked = at_rest(&app, &clerk, &path);
    assert_eq!((&checked["rows_new"], &checked["rows_wrong"]), (&json!(ROWS), &json!(AGAIN)));
    (app.stop(), checked)
}

fn import_path(import: &Value) -> String {
    format!("/api/imports/{}", import["id"].as_str().unwrap())
}

fn at_rest(app: &TestApp, clerk: &Person, path: &str) -> Value {
    loop {
        app.block_on(work::import::run_imports(&app.app)).unwrap();
        let now = clerk.get(path).expect(200);
        if !matches!(now["state"].as_str(), Some("checking" | "running")) {
            return now;
        }
        std::thread::yield_now();
    }
}

/// Begins to write with a server that dies at a write of a chunk; answers whether it died.
fn dies(database: &Database, import: &Value, chunk: u32, write: u32) -> bool {
    let mut server = Server::start(database, Some(&format!("import_rows:{write}:{chunk}")));
    let clerk = server.sign_in("hongshan.clerk");
    let path = import_path(import);
    let body = json!({ "version": import["version"] });
    if clerk.try_post_with_key(&format!("{path}/run"), "import-crash", &body).is_none() {
        assert!(!server.ends().success());
        return true;
    }
    while let Some(answer) = clerk.try_get(&path) {
        if answer.expect(200)["state"] == "done" {
            return false;
        }
    }
    assert!(!server.ends().success(), "the server ended by itself");
    true
}

/// What was acknowledged is there, and no more; then the import goes on to its end.
fn goes_on(database: Database, import: &Value, chunk: u32) {
    let app = TestApp::start(database);
    // The dead server's lease is over by now: tests set the clock, and its real one was ahead.
    app.clock.advance_seconds(20 * 365 * 24 * 3600);
    let clerk = app.sign_in("hongshan.clerk");
    let list = format!("{CONTRACTS}/entries?limit=1");
    let left = clerk.get(&import_path(import)).expect(200);
    assert_eq!(left["state"], "running");
    assert_eq!(left["rows_new"], u64::from(chunk - 1) * 200, "whole chunks only");
    assert_eq!(clerk.get(&list).expect(200)["count"], left["rows_new"]);
    let done = at_rest(&app, &clerk, &import_path(import));
    assert_eq!((done["state"].as_str(), done["rows_new"].as_u64()), (Some("done"), Some(ROWS)), "{done}");
    // Whoever goes on knows which entries the rows before have named.
    assert_eq!((&done["rows_wrong"], &done["rows_changed"]), (&json!(AGAIN), &json!(0)), "{done}");
    assert_eq!(clerk.get(&list).expect(200)["count"], ROWS);
    let found = app.block_on(work::audit::verify_audit(&app.app, vec![])).unwrap();
    assert!(found.findings.is_empty(), "{found:?}");
}

/// Answers how many writes the chunk made.
fn each_write(engine: Engine, chunk: u32, step: usize) -> u32 {
    for write in (1..=WRITES_AT_MOST).step_by(step) {
        let (database, import) = looked_at(Database::prepared(engine));
        if !dies(&database, &import, chunk, write) {
            return write - 1;
        }
        goes_on(database, &import, chunk);
    }
    panic!("the chunk never ended");
}

#[test]
fn a_death_inside_an_import_loses_no_row_and_doubles_none() {
    for engine in engines() {
        let writes = each_write(engine, 2, 1);
        assert!(writes > 4, "a chunk makes more writes than {writes}");
        each_write(engine, 1, 5);
        each_write(engine, 4, 5);
        eprintln!("{engine:?}: a chunk makes {writes} writes; the server died after each of them");
    }
}
