//! The invented city: loaded whole and once, carried on where it was cut off, never over anybody's work; what was planted
//! is found by what the product has for everybody.

use crate::booked::{begin, contract};
use crate::served::{Server, luoshi};
use pack::Pack;
use pack::demo::{Demo, DemoLedger, DemoSize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use testkit::{Database, Person, TestApp, each, engines, pack_files};
use work::backup::{backup, restore};
use work::demo::load_demo;

fn city() -> (BTreeMap<String, String>, Pack, Demo) {
    let files = pack_files();
    let pack = pack::load(&files).0.unwrap();
    let demo = pack::demo::load_demo(&files, &pack).0.unwrap();
    (files, pack, demo)
}

fn load(app: &TestApp, size: DemoSize) -> Result<(), base::Stop> {
    let (files, pack, demo) = city();
    app.block_on(load_demo(&app.app, &files, (pack, demo), size, None, |_| {}))
}

fn code(stop: base::Stop) -> String {
    match stop {
        base::Stop::Refusal(refusal) => refusal.sentence.code,
        base::Stop::Fault(fault) => panic!("{fault}"),
    }
}

/// All entries of a ledger, page by page.
fn rows(person: &Person, ledger: &str, filter: &str) -> Vec<Value> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page =
            person.get(&format!("/api/ledgers/{ledger}/entries?limit=200&filter={filter}&after={after}")).expect(200);
        all.extend(page["rows"].as_array().unwrap().clone());
        match page["next"].as_str() {
            Some(next) => after = next.to_owned(),
            None => return all,
        }
    }
}

/// How many entries the small city has in each state: as declared, with what was planted in the states of its originals.
fn declared(ledger: &DemoLedger) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for case in &ledger.cases {
        *counts.entry(case.state.clone()).or_default() += usize::try_from(case.count.small).unwrap();
    }
    for planted in &ledger.planted {
        let state = ledger.planted_state(planted).unwrap().to_owned();
        *counts.entry(state).or_default() += usize::try_from(planted.count.small).unwrap();
    }
    counts
}

#[test]
fn the_small_city_is_loaded_as_declared_and_what_was_planted_is_found() {
    let (_, _, demo) = city();
    each(|app| {
        load(app, DemoSize::Small).unwrap();
        let office = app.sign_in("office");
        for ledger in &demo.ledgers {
            let all = rows(&office, &ledger.code, "");
            let mut found: BTreeMap<String, usize> = BTreeMap::new();
            for row in &all {
                *found.entry(row["state"].as_str().unwrap().to_owned()).or_default() += 1;
            }
            assert_eq!(found, declared(ledger), "{}", ledger.code);
            for planted in &ledger.planted {
                let hits = if planted.found_by.starts_with("same_") {
                    found_as_duplicates(&office, &ledger.code, &all, &planted.found_by)
                } else {
                    found_by_filter(&office, &ledger.code, &planted.found_by)
                };
                let wanted = usize::try_from(planted.count.small).unwrap();
                assert!(hits >= wanted, "{} {}: {hits} of {wanted} found", ledger.code, planted.code);
            }
        }
        // Loaded again, nothing is doubled.
        load(app, DemoSize::Small).unwrap();
        for ledger in &demo.ledgers {
            assert_eq!(
                rows(&office, &ledger.code, "").len(),
                declared(ledger).values().sum::<usize>(),
                "{}",
                ledger.code
            );
        }
        assert_eq!(code(load(app, DemoSize::Full).unwrap_err()), "work.demo.other_city");
    });
}

/// Entries beside which another is shown for the reason of a rule.
fn found_as_duplicates(office: &Person, ledger: &str, all: &[Value], rule: &str) -> usize {
    let view = office.get(&format!("/api/ledgers/{ledger}")).expect(200);
    let rules = view["duplicates"].as_array().unwrap();
    let name = rules.iter().find(|one| one["code"] == rule).unwrap_or_else(|| panic!("{rule} in {rules:?}"));
    let name = name["name"].as_str().unwrap();
    let newest = all.iter().take(40);
    let shown = newest.map(|row| {
        let id = row["id"].as_str().unwrap();
        office.get(&format!("/api/ledgers/{ledger}/entries/{id}")).expect(200)
    });
    let has = |entry: &Value| {
        let duplicates = entry["duplicates"].as_array().unwrap();
        duplicates.iter().any(|one| one["reason"] == name)
    };
    shown.filter(has).count()
}

/// Entries that count although the day in a cell has passed, or although the cell says that they should not.
fn found_by_filter(office: &Person, ledger: &str, cell: &str) -> usize {
    let limit = match cell {
        "legal_state" => r#""any":["lapsed"]"#.to_owned(),
        _ => r#""until":"2023-09-30""#.to_owned(),
    };
    let filter = format!(r#"[{{"cell":"{cell}",{limit}}},{{"cell":"state","any":["counted"]}}]"#);
    let escaped: String = filter.bytes().map(|byte| format!("%{byte:02X}")).collect();
    rows(office, ledger, &escaped).len()
}

#[test]
fn a_contract_claimed_by_two_units_is_shown_from_both_sides() {
    each(|app| {
        load(app, DemoSize::Small).unwrap();
        let office = app.sign_in("office");
        let all = rows(&office, "tech_contract", "");
        let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in &all {
            let unit = row["unit"].as_str().unwrap_or_default().to_owned();
            names.entry(row["title"].as_str().unwrap().to_owned()).or_default().insert(unit);
        }
        assert!(names.values().any(|units| units.len() > 1), "one name stands in two units");
        let counted = all.iter().find(|row| row["state"] == "counted").unwrap()["id"].as_str().unwrap();
        let entry = office.get(&format!("/api/ledgers/tech_contract/entries/{counted}")).expect(200);
        let steps = entry["steps"].as_array().unwrap();
        assert!(steps.len() >= 6, "its whole life is told: {steps:?}");
        assert!(steps.iter().all(|step| step["at"].as_str().unwrap() < "2024"), "dated back");
    });
}

#[test]
fn a_site_that_people_have_filled_takes_no_invented_city() {
    each(|app| {
        begin(&app.sign_in("hongshan.clerk"), &contract()).expect(201);
        assert_eq!(code(load(app, DemoSize::Small).unwrap_err()), "work.demo.in_use");
    });
}

#[test]
fn an_invented_city_is_backed_up_and_restored() {
    each(|app| {
        load(app, DemoSize::Small).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("backup");
        app.block_on(backup(&app.app, &target)).unwrap();
        let elsewhere = TestApp::start(Database::empty(app.engine));
        elsewhere.block_on(restore(&elsewhere.app, &target)).unwrap();
        // A server looks once a second for ledgers that were put in place beside it.
        elsewhere.block_on(elsewhere.app.refresh_books()).unwrap();
        let (before, after) = (app.sign_in("office"), elsewhere.sign_in("office"));
        let titles = |person: &Person| {
            let all = rows(person, "tech_contract", "");
            all.iter().map(|row| row["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(titles(&before), titles(&after));
    });
}

#[test]
fn a_load_that_was_killed_is_carried_on_by_the_same_command() {
    for engine in engines() {
        let database = Database::empty(engine);
        // It dies inside a chunk of the first ledger, after some of its writes.
        assert!(!luoshi(&database, &["demo", "--size", "small"], Some("load_entries:4")).success());
        assert!(luoshi(&database, &["demo", "--size", "small"], None).success());
        let server = Server::start(&database, None);
        let office = server.sign_in("office");
        for ledger in &city().2.ledgers {
            let count = rows(&office, &ledger.code, "").len();
            assert_eq!(count, declared(ledger).values().sum::<usize>(), "{engine:?} {}", ledger.code);
        }
    }
}

#[test]
fn everybody_may_know_that_a_site_is_synthetic_and_files_say_so() {
    each(|app| {
        assert_eq!(app.nobody().get("/api/site").expect(200)["demonstration"], true);
        let office = app.sign_in("office");
        assert_eq!(office.get("/api/site").expect(200)["name"], "武汉市");
        for path in ["/api/ledgers/tech_contract/export", "/api/ledgers/tech_contract/export?format=csv"] {
            let answer = office.get(path);
            let name = answer.header("content-disposition").unwrap();
            // 模拟数据_
            assert!(name.contains("UTF-8''%E6%A8%A1%E6%8B%9F%E6%95%B0%E6%8D%AE_"), "{name}");
        }
    });
}
