//! Printed names: two bodies with one name could not be told apart in a notice.

use crate::findings::Findings;
use crate::load::{ORGANISATIONS, Pack};
use crate::sheet::At;
use base::{Sentence, fold_name};
use std::collections::BTreeMap;

/// Checks that every folded name means one body, and that no alias is given twice.
pub(super) fn check(pack: &Pack, out: &mut Findings) {
    let root = At::file(ORGANISATIONS);
    let mut first: BTreeMap<String, At> = BTreeMap::new();
    for (index, organisation) in pack.organisations.iter().enumerate() {
        let at = root.key("organisation").item(index);
        claim(&organisation.name, at.key("name"), &mut first, out);
        // University and institute names have no shorter form; the same name twice in one body confuses nobody.
        if fold_name(&organisation.short) != fold_name(&organisation.name) {
            claim(&organisation.short, at.key("short"), &mut first, out);
        }
        claim_aliases(&organisation.aliases, &at, &mut first, out);
    }
    for (index, group) in pack.groups.iter().enumerate() {
        let at = root.key("group").item(index);
        claim(&group.name, at.key("name"), &mut first, out);
        claim_aliases(&group.aliases, &at, &mut first, out);
    }
}

fn claim_aliases(aliases: &[String], at: &At, first: &mut BTreeMap<String, At>, out: &mut Findings) {
    for (index, alias) in aliases.iter().enumerate() {
        claim(alias, at.key("aliases").item(index), first, out);
    }
}

fn claim(name: &str, at: At, first: &mut BTreeMap<String, At>, out: &mut Findings) {
    let folded = fold_name(name);
    if folded.is_empty() {
        return;
    }
    match first.get(&folded) {
        Some(before) => {
            let hint = out.first_at(before);
            out.error_with(&at, Sentence::new("pack.duplicate_name").with("name", name), hint);
        }
        None => {
            first.insert(folded, at);
        }
    }
}
