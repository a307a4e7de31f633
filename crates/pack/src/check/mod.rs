//! What must hold between the files of a pack.

mod calendars;
pub(crate) mod ledgers;
mod names;
mod notice;
mod organisations;
mod plans;
mod users;

pub use self::notice::reads_two_ways;
use crate::findings::Findings;
use crate::load::{ORGANISATIONS, PACK, Pack, calendar_file, plan_file};
use crate::sheet::At;
use ::notice::Reading;
use base::{Sentence, nearest};
use std::collections::BTreeMap;

/// Runs every check; `read` turns the text of a notice into a reading.
pub(crate) fn pack(pack: &Pack, read: &dyn Fn(&str) -> Reading, out: &mut Findings) {
    city(pack, out);
    organisations::check(pack, out);
    names::check(pack, out);
    calendars::check(pack, out);
    plans::check(pack, read, out);
    users::check(pack, out);
}

fn city(pack: &Pack, out: &mut Findings) {
    if out.is_broken(PACK) {
        return;
    }
    let root = At::file(PACK);
    check_code(&pack.code, &root.key("code"), out);
    if !pack.division_code.is_empty() && !is_area_code(&pack.division_code) {
        let sentence = Sentence::new("pack.bad_area").with("code", &pack.division_code);
        out.error_with(&root.key("division_code"), sentence, Sentence::new("pack.hint.area"));
    }
    if !pack.time_zone.is_empty() && jiff::tz::TimeZone::get(&pack.time_zone).is_err() {
        let sentence = Sentence::new("pack.unknown_zone").with("zone", &pack.time_zone);
        out.error_with(&root.key("time_zone"), sentence, Sentence::new("pack.hint.zone"));
    }
    if pack.current_year != 0 && !pack.plans.contains_key(&pack.current_year) {
        let sentence = Sentence::new("pack.no_plan").with("year", pack.current_year);
        let hint = Sentence::new("pack.hint.no_plan").with("file", plan_file(pack.current_year, "notice.md"));
        out.error_with(&root.key("current_year"), sentence, hint);
    }
    for year in pack.plans.keys().filter(|year| !pack.calendars.contains_key(year)) {
        let sentence = Sentence::new("pack.no_calendar").with("year", year);
        let hint = Sentence::new("pack.hint.no_calendar").with("file", calendar_file(*year));
        out.error_with(&root, sentence, hint);
    }
}

/// A code is what other files and the tables refer to: small letters, digits, `_`, `-` and `.`, a letter first.
fn check_code(code: &str, at: &At, out: &mut Findings) {
    let starts = code.is_empty() || code.starts_with(|letter: char| letter.is_ascii_lowercase());
    let mut letters = code.chars();
    if !starts || !letters.all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || "_-.".contains(one)) {
        out.error_with(at, Sentence::new("pack.bad_code").with("code", code), Sentence::new("pack.hint.code"));
    }
}

/// Codes of one kind: well formed, and each only once.
fn check_codes(codes: impl Iterator<Item = (String, At)>, out: &mut Findings) {
    let mut first: BTreeMap<String, At> = BTreeMap::new();
    for (code, at) in codes.filter(|(code, _)| !code.is_empty()) {
        check_code(&code, &at, out);
        match first.get(&code) {
            Some(before) => {
                let hint = out.first_at(before);
                out.error_with(&at, Sentence::new("pack.duplicate_code").with("code", code), hint);
            }
            None => {
                first.insert(code, at);
            }
        }
    }
}

/// A reference to an organisation.
fn check_organisation(pack: &Pack, code: &str, at: &At, out: &mut Findings) {
    let known = || pack.organisations.iter().map(|one| one.code.as_str());
    if code.is_empty() || out.is_broken(ORGANISATIONS) || known().any(|one| one == code) {
        return;
    }
    let sentence = Sentence::new("pack.unknown_organisation").with("code", code);
    let hint = match nearest(code, known()) {
        Some(meant) => Sentence::new("pack.hint.meant").with("name", meant),
        None => Sentence::new("pack.hint.add_organisation").with("file", ORGANISATIONS),
    };
    out.error_with(at, sentence, hint);
}

/// Six characters as in GB/T 2260; zones without such a code end in letters (`4201ZD`).
fn is_area_code(code: &str) -> bool {
    let digits = code.bytes().take_while(u8::is_ascii_digit).count();
    code.len() == 6 && digits >= 4 && code.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}
