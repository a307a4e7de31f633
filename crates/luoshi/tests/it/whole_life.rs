//! Each ledger of the pack is filled in and led through its whole life by the right bodies. At every step everybody else of
//! the demonstration tries, and is refused.

use crate::lived::{Life, People, logins};
use serde_json::Value;
use testkit::each;

/// Leads the main way with everybody trying, then each way that leaves it.
fn whole(text: &str) {
    let life = Life::read(text);
    let everybody = logins();
    each(|app| {
        let people = People::new(app);
        let mut lived = life.begin(&people, &Value::Null);
        for step in life.steps() {
            lived.take(&people, step, &everybody);
        }
        assert!(!life.branches().is_empty());
        for branch in life.branches() {
            let mut lived = life.until(&people, branch["from"].as_str().unwrap(), &branch["own"]);
            for step in branch["step"].as_array().unwrap() {
                lived.take(&people, step, &everybody);
            }
        }
    });
}

macro_rules! lives {
    ($($ledger:ident),+ $(,)?) => {
        $(
            #[test]
            fn $ledger() {
                whole(include_str!(concat!("lives/", stringify!($ledger), ".toml")));
            }
        )+

        #[test]
        fn every_ledger_of_the_pack_has_its_life_here() {
            let files = testkit::pack_files();
            let ledgers = files.keys().filter_map(|path| path.strip_prefix("ledgers/")?.strip_suffix(".toml"));
            assert_eq!(ledgers.collect::<Vec<_>>(), [$(stringify!($ledger)),+]);
        }
    };
}

lives!(
    dawn_project,
    facility,
    high_tech,
    high_value_patent,
    incubator,
    key_project,
    national_bid,
    national_item,
    tech_contract,
    tech_sme,
);
