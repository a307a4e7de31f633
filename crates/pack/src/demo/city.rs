//! `demo/city.toml`: the seed, the units, the enterprises, and who does what in the invented city.

use super::keys::{ACTOR, CITY, POOL, SEASONS, UNIT};
use crate::findings::Findings;
use crate::ledger::keys::names;
use crate::sheet::Row;
use base::Day;
use std::collections::BTreeMap;

/// What all ledgers of the invented city share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct City {
    /// From which everything is drawn.
    pub seed: u64,
    /// The last day of which anything is known.
    pub until: Day,
    /// Weight of each month of the year for days that follow the seasons, January first.
    pub seasons: Vec<u32>,
    /// Where enterprises sit.
    pub units: Vec<DemoUnit>,
    /// Enterprises.
    pub pools: Vec<Pool>,
    /// First parts of persons' names.
    pub surnames: Vec<String>,
    /// Second parts.
    pub given_names: Vec<String>,
    /// Who acts in a role: role to name.
    pub actors: BTreeMap<String, String>,
    /// What the paper is called that stands for all evidence.
    pub paper_name: String,
    /// Its lines, the heading first.
    pub paper: Vec<String>,
}

/// A unit in which enterprises sit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoUnit {
    /// Code of the assessment unit.
    pub unit: String,
    /// The district of GB/T 2260 it is written in.
    pub district: String,
    /// How many of all enterprises sit there, in shares of the sum.
    pub weight: u32,
}

/// Invented enterprises of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Its code.
    pub code: String,
    /// How many there are.
    pub size: u32,
    /// Their names, with the number at `{number}`.
    pub name: String,
    /// First two characters of their credit codes: who registered them, and as what.
    pub register: String,
    /// Two letters in the credit code that keep pools apart.
    pub letters: String,
    /// The day on which the first may have been founded.
    pub founded_from: Day,
    /// The last such day.
    pub founded_until: Day,
}

/// Reads `demo/city.toml`; absent where a day that must stand is missing.
pub(super) fn read_city(root: &Row, out: &mut Findings) -> Option<City> {
    root.only(&names(CITY), out);
    let seed = u64::try_from(root.number("seed", 0..i64::MAX, out)).unwrap_or_default();
    let seasons = root.row("seasons", out).map(|row| months(&row, out)).unwrap_or_default();
    let units = root.rows("unit", out).iter().map(|row| read_unit(row, out)).collect();
    let pools = root.rows("pool", out).iter().filter_map(|row| read_pool(row, out)).collect();
    let mut actors = BTreeMap::new();
    for row in root.rows("actor", out) {
        row.only(&names(ACTOR), out);
        actors.insert(row.text("role", out), row.text("name", out));
    }
    Some(City {
        seed,
        seasons,
        units,
        pools,
        surnames: root.texts("surnames", out),
        given_names: root.texts("given_names", out),
        actors,
        paper_name: root.text("paper_name", out),
        paper: root.texts("paper", out),
        until: root.day("until", out)?,
    })
}

fn months(row: &Row, out: &mut Findings) -> Vec<u32> {
    row.only(&names(SEASONS), out);
    names(SEASONS).into_iter().map(|month| row.count(month, out)).collect()
}

fn read_unit(row: &Row, out: &mut Findings) -> DemoUnit {
    row.only(&names(UNIT), out);
    DemoUnit { unit: row.text("unit", out), district: row.text("district", out), weight: row.count("weight", out) }
}

fn read_pool(row: &Row, out: &mut Findings) -> Option<Pool> {
    row.only(&names(POOL), out);
    let (from, until) = (row.day("founded_from", out), row.day("founded_until", out));
    Some(Pool {
        code: row.text("code", out),
        size: row.count("size", out),
        name: row.text("name", out),
        register: row.text("register", out),
        letters: row.text("letters", out),
        founded_from: from?,
        founded_until: until?,
    })
}
