//! The demonstration's files against the pack they belong to.

use super::DemoSize;
use super::city::{City, read_city};
use super::ledger::{DemoLedger, read_demo_ledger};
use super::made::Made;
use crate::findings::Findings;
use crate::load::Pack;
use crate::sheet::{At, with_sheet};
use base::{Diagnostic, Sentence, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// File of the invented city.
pub(crate) const CITY_FILE: &str = "demo/city.toml";

/// An invented city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demo {
    /// What its ledgers share.
    pub city: City,
    /// Its ledgers, in order of code.
    pub ledgers: Vec<DemoLedger>,
}

impl Demo {
    /// The city in a size, under a seed of the caller's choice or its own.
    pub fn made<'d>(&'d self, pack: &'d Pack, size: DemoSize, seed: Option<u64>) -> Made<'d> {
        Made::new(self, pack, size, seed.unwrap_or(self.city.seed))
    }
}

/// Reads and checks the invented city of a pack; absent where the pack has none or an error was found.
pub fn load_demo(files: &BTreeMap<String, String>, pack: &Pack) -> (Option<Demo>, Vec<Diagnostic>) {
    let Some(text) = files.get(CITY_FILE) else { return (None, Vec::new()) };
    let mut out = Findings::new(files);
    let city = with_sheet(CITY_FILE, text, &mut out, read_city);
    let mut ledgers = Vec::new();
    if let Some(city) = &city {
        check_city(city, pack, &mut out);
        for (path, text) in files {
            let Some(code) = demo_ledger(path) else { continue };
            match pack.ledgers.iter().find(|ledger| ledger.code == code) {
                Some(ledger) => ledgers
                    .push(with_sheet(path, text, &mut out, |root, out| read_demo_ledger(root, ledger, city, out))),
                None => {
                    let sentence = Sentence::new("pack.unknown_ledger").with("ledger", code);
                    match nearest(code, pack.ledgers.iter().map(|ledger| ledger.code.as_str())) {
                        Some(meant) => out.error_with(
                            &At::file(path),
                            sentence,
                            Sentence::new("pack.hint.meant").with("name", meant),
                        ),
                        None => out.error(&At::file(path), sentence),
                    }
                }
            }
        }
        check_actors(city, &ledgers, &mut out);
    }
    let (usable, diagnostics) = out.finish();
    (city.filter(|_| usable).map(|city| Demo { city, ledgers }), diagnostics)
}

/// The code of the ledger whose invented entries a file holds.
pub(crate) fn demo_ledger(path: &str) -> Option<&str> {
    path.strip_prefix("demo/ledgers/")?.strip_suffix(".toml").filter(|code| !code.contains('/'))
}

fn check_city(city: &City, pack: &Pack, out: &mut Findings) {
    let root = At::file(CITY_FILE);
    for (index, unit) in city.units.iter().enumerate() {
        if !pack.assessment_units.iter().any(|known| known.code == unit.unit) {
            let sentence = Sentence::new("pack.unknown_unit").with("code", &unit.unit);
            out.error(&root.key("unit").item(index).key("unit"), sentence);
        }
        if unit.district.len() != 6 || !unit.district.bytes().all(|byte| byte.is_ascii_digit()) {
            let at = root.key("unit").item(index).key("district");
            out.error(&at, Sentence::new("pack.bad_area").with("code", &unit.district));
        }
    }
    if city.units.iter().all(|unit| unit.weight == 0) {
        out.error(&out.nearest_known(&root.key("unit")), Sentence::new("pack.demo_weights"));
    }
    for (index, pool) in city.pools.iter().enumerate() {
        let letters = |text: &str| text.len() == 2 && text.bytes().all(|one| LETTERS.contains(&one));
        for (key, text) in [("register", &pool.register), ("letters", &pool.letters)] {
            if !letters(text) {
                let at = root.key("pool").item(index).key(key);
                out.error(&at, Sentence::new("pack.demo_letters").with("value", text));
            }
        }
        if !pool.name.contains("{number}") {
            out.error(&root.key("pool").item(index).key("name"), Sentence::new("pack.demo_pool_name"));
        }
    }
}

/// What a credit code is written in (GB 32100 leaves I, O, S, V and Z out).
const LETTERS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Every role that acts on a path has a name.
fn check_actors(city: &City, ledgers: &[DemoLedger], out: &mut Findings) {
    let steps = ledgers.iter().flat_map(|ledger| &ledger.cases).flat_map(|case| &case.path);
    let roles: BTreeSet<&String> = steps.filter_map(|step| step.role.as_ref()).collect();
    for role in roles.into_iter().filter(|role| !city.actors.contains_key(*role)) {
        let at = out.nearest_known(&At::file(CITY_FILE).key("actor"));
        out.error(&at, Sentence::new("pack.demo_actor").with("role", role));
    }
}
