//! Path and text in, a checked pack and everything that is to be said about it out.

use crate::cadence::{Cadence, read_cadence};
use crate::calendar::{Calendar, read_calendar};
use crate::check;
use crate::code_list::read_codes;
use crate::decision::{Decisions, read_decisions};
use crate::findings::Findings;
use crate::ledger::read_ledger;
use crate::organisation::{AssessmentUnit, Bodies, Group, Organisation, read_bodies};
use crate::scorecard::read_scorecard;
use crate::sheet::{At, Row, with_sheet};
use crate::user::{DemoUser, read_users};
use base::{Diagnostic, Sentence, Span, nearest};
use notice::Reading;
use rules::field::CodeList;
use rules::ledger::Ledger;
use rules::scorecard::Scorecard;
use std::collections::BTreeMap;

/// File of a pack that names the city.
pub(crate) const PACK: &str = "pack.toml";
/// File of a pack that lists its bodies.
pub(crate) const ORGANISATIONS: &str = "organisations.toml";
/// File of a pack that lists the demonstration's users.
pub(crate) const USERS: &str = "demo/users.toml";

/// A year's plan in a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanPack {
    /// The text of the notice, as it is handed to the reader.
    pub notice: String,
    /// What was decided about it.
    pub decisions: Decisions,
    /// Who files when.
    pub cadence: Cadence,
}

/// A city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Its code.
    pub code: String,
    /// Its name in Chinese.
    pub name: String,
    /// Its name in English.
    pub name_en: String,
    /// Its GB/T 2260 code.
    pub division_code: String,
    /// Its time zone, such as `Asia/Shanghai`.
    pub time_zone: String,
    /// The year whose plan is worked on.
    pub current_year: i16,
    /// All bodies.
    pub organisations: Vec<Organisation>,
    /// All groups.
    pub groups: Vec<Group>,
    /// All units that are ranked.
    pub assessment_units: Vec<AssessmentUnit>,
    /// Working days by year.
    pub calendars: BTreeMap<i16, Calendar>,
    /// Plans by year.
    pub plans: BTreeMap<i16, PlanPack>,
    /// Ledgers, in order of code.
    pub ledgers: Vec<Ledger>,
    /// Code lists by name.
    pub code_lists: BTreeMap<String, CodeList>,
    /// Official rules of points and conditions, all versions.
    pub scorecards: Vec<Scorecard>,
    /// Who signs in to the demonstration.
    pub demo_users: Vec<DemoUser>,
}

/// What a file of a pack is, told by its path.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part<'p> {
    Pack,
    Organisations,
    Users,
    Calendar(i16),
    Scorecard,
    Notice(i16),
    Decisions(i16),
    Cadence(i16),
    Ledger(&'p str),
    Codes(&'p str),
    /// The invented city, which is read apart.
    Demo,
}

fn part_of(path: &str) -> Option<Part<'_>> {
    let steps: Vec<&str> = path.split('/').collect();
    match steps.as_slice() {
        ["pack.toml"] => Some(Part::Pack),
        ["organisations.toml"] => Some(Part::Organisations),
        ["demo", "users.toml"] => Some(Part::Users),
        ["demo", "city.toml"] => Some(Part::Demo),
        ["demo", "ledgers", file] if file.ends_with(".toml") => Some(Part::Demo),
        ["calendars", file] => Some(Part::Calendar(year_of(file.strip_suffix(".toml")?)?)),
        ["ledgers", file] => Some(Part::Ledger(file.strip_suffix(".toml")?)),
        ["codes", file] => Some(Part::Codes(file.strip_suffix(".csv")?)),
        ["scorecards", file] if file.ends_with(".toml") => Some(Part::Scorecard),
        ["plans", year, "notice.md"] => Some(Part::Notice(year_of(year)?)),
        ["plans", year, "decisions.toml"] => Some(Part::Decisions(year_of(year)?)),
        ["plans", year, "cadence.toml"] => Some(Part::Cadence(year_of(year)?)),
        _ => None,
    }
}

fn year_of(text: &str) -> Option<i16> {
    let year = text.parse().ok()?;
    (text.len() == 4 && (1949..=9999).contains(&year)).then_some(year)
}

/// Path of a year's calendar.
pub(crate) fn calendar_file(year: i16) -> String {
    format!("calendars/{year}.toml")
}

/// Path of a ledger's file.
pub(crate) fn ledger_file(name: &str) -> String {
    format!("ledgers/{name}.toml")
}

/// Path of a code list.
pub(crate) fn codes_file(name: &str) -> String {
    format!("codes/{name}.csv")
}

/// Path of a file of a year's plan.
pub(crate) fn plan_file(year: i16, name: &str) -> String {
    format!("plans/{year}/{name}")
}

/// Reads and checks a pack: path (with `/`, relative to the pack) to text. The pack is absent where an error was found;
/// the diagnostics are complete either way.
pub fn load(files: &BTreeMap<String, String>) -> (Option<Pack>, Vec<Diagnostic>) {
    load_with(files, &|text| notice::read(text.as_bytes()).1)
}

/// The same with a reader of the caller's choice, so that a test can say what the notice holds.
pub(crate) fn load_with(
    files: &BTreeMap<String, String>,
    read_notice: &dyn Fn(&str) -> Reading,
) -> (Option<Pack>, Vec<Diagnostic>) {
    let mut out = Findings::new(files);
    let pack = read(files, &mut out);
    check::pack(&pack, read_notice, &mut out);
    let (usable, diagnostics) = out.finish();
    (usable.then_some(pack), diagnostics)
}

fn read(files: &BTreeMap<String, String>, out: &mut Findings) -> Pack {
    report_unknown_files(files, out);
    let mut pack = sheet(files, PACK, out, read_city).unwrap_or_else(empty_pack);
    let bodies = sheet(files, ORGANISATIONS, out, read_bodies).unwrap_or_default();
    let Bodies { organisations, groups, units } = bodies;
    (pack.organisations, pack.groups, pack.assessment_units) = (organisations, groups, units);
    if files.contains_key(USERS) {
        pack.demo_users = sheet(files, USERS, out, read_users).unwrap_or_default();
    }
    let mut ledgers = Vec::new();
    for (path, part) in files.keys().filter_map(|path| Some((path, part_of(path)?))) {
        match part {
            Part::Ledger(name) => ledgers.extend(read_one_ledger(files, path, name, out)),
            Part::Codes(name) => {
                let list = read_codes(path, files.get(path).map_or("", String::as_str), out);
                pack.code_lists.insert(name.to_owned(), list);
            }
            Part::Scorecard => {
                let text = files.get(path).map_or("", String::as_str);
                pack.scorecards.extend(read_scorecard(path, text, out));
            }
            Part::Calendar(year) => {
                if let Some(calendar) = sheet(files, &calendar_file(year), out, read_calendar) {
                    pack.calendars.insert(year, calendar);
                }
            }
            Part::Notice(year) | Part::Decisions(year) | Part::Cadence(year) if !pack.plans.contains_key(&year) => {
                pack.plans.insert(year, read_plan(files, year, out));
            }
            _ => {}
        }
    }
    check::ledgers::check(&pack, &ledgers, out);
    pack.ledgers = ledgers.into_iter().map(|(_, ledger)| ledger).collect();
    pack
}

fn read_one_ledger(
    files: &BTreeMap<String, String>,
    path: &str,
    name: &str,
    out: &mut Findings,
) -> Option<(String, Ledger)> {
    // What is missing from the whole file is told at its first line.
    out.remember(&At::file(path), Span::new(0, 0));
    let read = sheet(files, path, out, read_ledger)?;
    check::ledgers::check_alone(path, &read, out);
    Some((name.to_owned(), read.ledger))
}

fn read_plan(files: &BTreeMap<String, String>, year: i16, out: &mut Findings) -> PlanPack {
    let notice = plan_file(year, "notice.md");
    if !files.contains_key(&notice) {
        missing_file(&notice, out);
    }
    PlanPack {
        notice: files.get(&notice).cloned().unwrap_or_default(),
        decisions: sheet(files, &plan_file(year, "decisions.toml"), out, read_decisions).unwrap_or_default(),
        cadence: sheet(files, &plan_file(year, "cadence.toml"), out, read_cadence).unwrap_or_default(),
    }
}

fn sheet<T>(
    files: &BTreeMap<String, String>,
    path: &str,
    out: &mut Findings,
    read: impl FnOnce(&Row, &mut Findings) -> T,
) -> Option<T> {
    let Some(text) = files.get(path) else {
        missing_file(path, out);
        return None;
    };
    Some(with_sheet(path, text, out, read))
}

fn missing_file(path: &str, out: &mut Findings) {
    out.mark_broken(path);
    out.error(&At::file(path), Sentence::new("pack.missing_file").with("file", path));
}

fn report_unknown_files(files: &BTreeMap<String, String>, out: &mut Findings) {
    for path in files.keys().filter(|path| part_of(path).is_none()) {
        let hint = match nearest(path, [PACK, ORGANISATIONS, USERS].into_iter()) {
            Some(meant) => Sentence::new("pack.hint.meant").with("name", meant),
            None => Sentence::new("pack.hint.files"),
        };
        out.warn_with(&At::file(path), Sentence::new("pack.unknown_file").with("file", path), hint);
    }
}

fn read_city(root: &Row, out: &mut Findings) -> Pack {
    root.only(&["code", "name", "name_en", "division_code", "time_zone", "current_year"], out);
    Pack {
        code: root.text("code", out),
        name: root.text("name", out),
        name_en: root.text("name_en", out),
        division_code: root.text("division_code", out),
        time_zone: root.text("time_zone", out),
        current_year: root.year("current_year", out),
        ..empty_pack()
    }
}

fn empty_pack() -> Pack {
    Pack {
        code: String::new(),
        name: String::new(),
        name_en: String::new(),
        division_code: String::new(),
        time_zone: String::new(),
        current_year: 0,
        organisations: Vec::new(),
        groups: Vec::new(),
        assessment_units: Vec::new(),
        calendars: BTreeMap::new(),
        plans: BTreeMap::new(),
        ledgers: Vec::new(),
        code_lists: BTreeMap::new(),
        scorecards: Vec::new(),
        demo_users: Vec::new(),
    }
}
