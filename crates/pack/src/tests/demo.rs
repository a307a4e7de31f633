//! The invented city: its files are told apart from sound ones, and it is the same whenever it is made.

use super::wuhan::files;
use crate::Pack;
use crate::demo::{DemoSize, load_demo};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_city_of_wuhan_is_sound_and_always_the_same() {
    let files = files();
    let pack = crate::load(&files).0.unwrap();
    let (demo, diagnostics) = load_demo(&files, &pack);
    let demo = demo.unwrap_or_else(|| panic!("{:#?}", super::print(&files, &diagnostics)));
    assert_eq!(demo.ledgers.len(), pack.ledgers.len(), "every ledger has its invented entries");
    let made = demo.made(&pack, DemoSize::Small, None);
    let again = demo.made(&pack, DemoSize::Small, None);
    let other = demo.made(&pack, DemoSize::Small, Some(7));
    for ledger in &demo.ledgers {
        let about = pack.ledgers.iter().find(|one| one.code == ledger.code).unwrap();
        let mut keys = BTreeSet::new();
        let mut differs = false;
        let count = made.count(ledger);
        for serial in 1..=count {
            let entry =
                made.entry(ledger, serial).unwrap_or_else(|sentence| panic!("{} {serial}: {sentence:?}", ledger.code));
            let entry = entry.unwrap();
            assert_eq!(again.entry(ledger, serial).unwrap().as_ref(), Some(&entry));
            differs |= other.entry(ledger, serial).unwrap().unwrap() != entry;
            let key: Vec<_> = about.natural_key.iter().map(|cell| entry.values.get(cell).cloned()).collect();
            assert!(key.contains(&None) || keys.insert(format!("{key:?}")), "{} {serial}: {key:?} twice", ledger.code);
            assert!(entry.steps.is_sorted_by_key(|step| step.day), "{} {serial}", ledger.code);
        }
        assert_eq!(made.entry(ledger, count + 1), Ok(None));
        assert!(differs, "{}: the seed matters", ledger.code);
    }
}

/// Edits one file of the city and says what is told about it.
#[track_caller]
fn told((files, pack): &(BTreeMap<String, String>, Pack), file: &str, from: &str, to: &str, expected: &[&str]) {
    let mut files = files.clone();
    let text = files.get_mut(file).unwrap();
    assert!(text.contains(from), "{file} has no {from}");
    *text = text.replacen(from, to, 1);
    let (demo, diagnostics) = load_demo(&files, pack);
    assert!(demo.is_none());
    let found: Vec<String> = super::print(&files, &diagnostics);
    let codes: Vec<&str> = found.iter().filter_map(|one| one.split(' ').nth(1)).collect();
    assert_eq!(codes, expected, "{found:#?}");
}

#[test]
fn what_is_wrong_with_an_invented_city_is_told_once_at_its_line() {
    let files = files();
    let pack = crate::load(&files).0.unwrap();
    let city = (files, pack);
    let bids = "demo/ledgers/national_bid.toml";
    told(&city, bids, "cell = \"applicant\"", "cell = \"aplicant\"", &["pack.demo_cell"]);
    told(&city, bids, "value = \"1\" }", "value = \"one\" }", &["pack.demo_value"]);
    told(&city, bids, "text = \"示例申报主体第{serial:2}号\"", "text = \"示例{seriel:2}\"", &["pack.demo_name"]);
    told(&city, bids, "text = \"示例申报主体第{serial:2}号\"", "text = \"示例{serial\"", &["pack.demo_template"]);
    told(&city, bids, "weights = [1, 4, 4, 3, 3]", "weights = [1, 4]", &["pack.demo_weights"]);
    told(&city, bids, "weights = [1, 4, 4, 3, 3]", "weight = [1, 4]", &["pack.unknown_key"]);
    told(&city, bids, "{ move = \"judge\"", "{ move = \"juge\"", &["pack.demo_move"]);
    told(&city, bids, "state = \"judged\"", "state = \"received\"", &["pack.demo_path"]);
    told(&city, bids, "\"refusal_paper\"]", "\"refusal_papers\"]", &["rules.ledger.unknown_evidence"]);
    told(&city, bids, ", reason = \"部委公布结果未列入\"", "", &["pack.demo_reason"]);
    told(&city, bids, "table = \"contacts\"", "table = \"contact\"", &["pack.demo_lines"]);
    told(&city, bids, "begun = \"entry.begun_day\"", "begun = \"entry.serial\"", &["pack.demo_kind"]);
    let contracts = "demo/ledgers/tech_contract.toml";
    told(&city, contracts, "of = \"counted_2023\"", "of = \"counted_2032\"", &["pack.demo_case"]);
    told(&city, contracts, "found_by = \"same_contract\"", "found_by = \"same_contracts\"", &["pack.demo_found_by"]);
    told(&city, contracts, "enterprise = \"elsewhere\"", "enterprise = \"elsewere\"", &["pack.demo_pool"]);
    let towns = "demo/city.toml";
    told(&city, towns, "letters = \"DX\"", "letters = \"DO\"", &["pack.demo_letters"]);
    told(&city, towns, "unit = \"dhgx\"", "unit = \"dhgz\"", &["pack.unknown_unit"]);
    told(&city, towns, "role = \"verifier\"", "role = \"verifyer\"", &["pack.demo_actor"]);
}

#[test]
fn the_files_of_the_city_keep_to_the_schema() {
    for (path, text) in files().iter().filter(|(path, _)| path.starts_with("demo/ledgers/")) {
        let value: toml::Value = text.parse::<toml::Table>().unwrap().into();
        super::ledgers::fits(&value, &crate::demo::demo_schema(), path);
    }
}
