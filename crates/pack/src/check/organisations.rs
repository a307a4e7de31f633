//! Organisations, groups and assessment units: references, succession, nothing counted twice.

use super::{check_codes, check_organisation, is_area_code};
use crate::findings::Findings;
use crate::load::{ORGANISATIONS, Pack};
use crate::organisation::{AssessmentUnit, Group, Organisation};
use crate::sheet::At;
use base::{Sentence, nearest};
use std::collections::{BTreeMap, BTreeSet};

/// Checks all of `organisations.toml` but the printed names.
pub(super) fn check(pack: &Pack, out: &mut Findings) {
    let root = At::file(ORGANISATIONS);
    let places = |list: &'static str| move |index| At::file(ORGANISATIONS).key(list).item(index);
    let codes = pack.organisations.iter().enumerate();
    check_codes(codes.map(|(index, one)| (one.code.clone(), places("organisation")(index).key("code"))), out);
    let codes = pack.groups.iter().enumerate();
    check_codes(codes.map(|(index, one)| (one.code.clone(), places("group")(index).key("code"))), out);
    let codes = pack.assessment_units.iter().enumerate();
    check_codes(codes.map(|(index, one)| (one.code.clone(), places("assessment_unit")(index).key("code"))), out);

    for (index, organisation) in pack.organisations.iter().enumerate() {
        check_one(pack, organisation, &root.key("organisation").item(index), out);
    }
    check_cycles(pack, "parent", |one| one.parent.as_deref(), "pack.parent_cycle", out);
    check_cycles(pack, "successor", |one| one.successor.as_deref(), "pack.successor_cycle", out);
    for (index, group) in pack.groups.iter().enumerate() {
        check_group(pack, group, &root.key("group").item(index), out);
    }
    check_units(pack, &root.key("assessment_unit"), out);
}

fn check_one(pack: &Pack, organisation: &Organisation, at: &At, out: &mut Findings) {
    let divisions = organisation.divisions.iter().enumerate();
    check_codes(divisions.map(|(index, one)| (one.code.clone(), at.key("divisions").item(index).key("code"))), out);
    check_organisation(pack, organisation.parent.as_deref().unwrap_or_default(), &at.key("parent"), out);
    check_organisation(pack, organisation.successor.as_deref().unwrap_or_default(), &at.key("successor"), out);
    if let (Some(from), Some(until)) = (organisation.valid_from, organisation.valid_until)
        && until < from
    {
        let sentence = Sentence::new("pack.days_reversed").with("from", from).with("until", until);
        out.error_with(&at.key("valid_until"), sentence, Sentence::new("pack.hint.days_reversed"));
    }
    if organisation.successor.is_some() && organisation.valid_until.is_none() {
        let sentence = Sentence::new("pack.successor_without_end").with("code", &organisation.code);
        out.error_with(&at.key("successor"), sentence, Sentence::new("pack.hint.successor_without_end"));
    }
    if let Some(unit) = &organisation.assessment_unit
        && !pack.assessment_units.iter().any(|one| one.code == *unit)
    {
        let sentence = Sentence::new("pack.unknown_unit").with("code", unit);
        let hint = match nearest(unit, pack.assessment_units.iter().map(|one| one.code.as_str())) {
            Some(meant) => Sentence::new("pack.hint.meant").with("name", meant),
            None => Sentence::new("pack.hint.add_unit"),
        };
        out.error_with(&at.key("assessment_unit"), sentence, hint);
    }
}

/// Follows a reference from every organisation; each cycle is told once, at the first of its members in the file.
fn check_cycles(
    pack: &Pack,
    key: &str,
    next: impl for<'o> Fn(&'o Organisation) -> Option<&'o str>,
    code: &str,
    out: &mut Findings,
) {
    let target: BTreeMap<&str, &str> =
        pack.organisations.iter().filter_map(|one| Some((one.code.as_str(), next(one)?))).collect();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for (index, organisation) in pack.organisations.iter().enumerate().filter(|(_, one)| next(one).is_some()) {
        let mut chain = vec![organisation.code.as_str()];
        while let Some(step) = chain.last().and_then(|last| target.get(last)) {
            let closed = *step == organisation.code;
            if closed && !told.contains(step) {
                told.extend(chain.iter().copied());
                chain.push(step);
                let at = At::file(ORGANISATIONS).key("organisation").item(index).key(key);
                let sentence = Sentence::new(code).with("chain", chain.join(" → "));
                out.error_with(&at, sentence, Sentence::new("pack.hint.cycle").with("key", key));
            }
            if closed || chain.contains(step) {
                break;
            }
            chain.push(step);
        }
    }
}

fn check_group(pack: &Pack, group: &Group, at: &At, out: &mut Findings) {
    if group.members.is_empty() {
        let sentence = Sentence::new("pack.empty_group").with("name", &group.name);
        out.error_with(at, sentence, Sentence::new("pack.hint.empty_group"));
    }
    let mut seen: BTreeMap<&str, At> = BTreeMap::new();
    let mut units: BTreeMap<&str, At> = BTreeMap::new();
    for (index, member) in group.members.iter().enumerate() {
        let at = at.key("members").item(index);
        check_organisation(pack, member, &at, out);
        if let Some(before) = seen.insert(member, at.clone()) {
            let hint = out.first_at(&before);
            out.error_with(&at, Sentence::new("pack.duplicate_member").with("code", member), hint);
            continue;
        }
        let body = pack.organisations.iter().find(|one| one.code == *member);
        let unit = body.filter(|one| one.valid_until.is_none()).and_then(|one| one.assessment_unit.as_deref());
        if let Some(before) = unit.and_then(|unit| units.insert(unit, at.clone())) {
            let hint = out.first_at(&before);
            out.error_with(&at, Sentence::new("pack.unit_counted_twice").with("code", member), hint);
        }
    }
}

fn check_units(pack: &Pack, list: &At, out: &mut Findings) {
    let mut first: BTreeMap<&str, At> = BTreeMap::new();
    for (index, unit) in pack.assessment_units.iter().enumerate() {
        let at = list.item(index);
        check_unit(pack, unit, &at, out);
        for (index, area) in unit.areas.iter().enumerate() {
            let at = at.key("areas").item(index);
            if !is_area_code(area) {
                let sentence = Sentence::new("pack.bad_area").with("code", area);
                out.error_with(&at, sentence, Sentence::new("pack.hint.area"));
            }
            if let Some(before) = first.insert(area, at.clone()) {
                let hint = out.first_at(&before);
                out.error_with(&at, Sentence::new("pack.area_counted_twice").with("code", area), hint);
            }
        }
    }
}

fn check_unit(pack: &Pack, unit: &AssessmentUnit, at: &At, out: &mut Findings) {
    let answers = |one: &Organisation| one.assessment_unit.as_deref() == Some(unit.code.as_str());
    if !unit.code.is_empty() && !pack.organisations.iter().any(answers) {
        let sentence = Sentence::new("pack.unit_without_organisation").with("name", &unit.name);
        out.error_with(at, sentence, Sentence::new("pack.hint.unit_without_organisation").with("code", &unit.code));
    }
}
