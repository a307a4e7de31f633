//! The invented city: its files are told apart from sound ones, and it is the same whenever it is made.

use crate::demo::{DemoSize, load_demo};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn wuhan() -> BTreeMap<String, String> {
    fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, files);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/wuhan");
    let mut files = BTreeMap::new();
    collect(&root, &root, &mut files);
    files
}

#[test]
fn the_city_of_wuhan_is_sound_and_always_the_same() {
    let files = wuhan();
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
