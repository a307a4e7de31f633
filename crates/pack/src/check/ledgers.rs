//! Ledgers against the rest of the pack, and each in itself: the rules say what a ledger must be.

use super::check_organisation;
use crate::findings::Findings;
use crate::ledger::LedgerFile;
use crate::load::{Pack, codes_file, ledger_file};
use crate::organisation::OrganisationKind;
use crate::sheet::At;
use access::Role;
use base::{Sentence, nearest};
use rules::field::FieldKind;
use rules::ledger::check::{Finding, Known};
use rules::ledger::{Field, Ledger};

/// Checks a ledger in itself.
pub(crate) fn check_alone(file: &str, read: &LedgerFile, out: &mut Findings) {
    let keepers: Vec<&str> = OrganisationKind::ALL.iter().map(|kind| kind.code()).collect();
    let roles: Vec<&str> = Role::ALL.into_iter().map(|role| role.code()).collect();
    let known = Known { keepers: &keepers, roles: &roles };
    for Finding { path, sentence, hint } in rules::ledger::check::check(&read.ledger, &known) {
        // A field whose kind could not be read stands there as a text; what follows from that is not the writer's fault.
        let follows = sentence.code.starts_with("rules.expression.")
            || matches!(sentence.code.as_str(), "rules.ledger.cell_unfit" | "rules.ledger.other_result")
            || matches!(sentence.code.as_str(), "rules.ledger.unknown_evidence" | "rules.ledger.unknown_cell");
        if follows && !read.kinds_known {
            continue;
        }
        let at = out.nearest_known(&At { file: file.to_owned(), path });
        match hint {
            Some(hint) => out.error_with(&at, sentence, hint),
            None => out.error(&at, sentence),
        }
    }
}

/// Checks every ledger against organisations, code lists and other ledgers.
pub(crate) fn check(pack: &Pack, ledgers: &[(String, Ledger)], out: &mut Findings) {
    for (name, ledger) in ledgers {
        let root = At::file(&ledger_file(name));
        if !ledger.code.is_empty() && ledger.code != *name {
            let sentence = Sentence::new("pack.ledger_code").with("code", &ledger.code);
            out.error_with(&root.key("code"), sentence, Sentence::new("pack.hint.ledger_code").with("name", name));
        }
        check_organisation(pack, &ledger.owner, &root.key("owner"), out);
        for (index, reader) in ledger.readers.iter().enumerate() {
            check_organisation(pack, reader, &root.key("readers").item(index), out);
        }
        check_fields(pack, ledgers, &ledger.fields, &root.key("field"), out);
        for (index, table) in ledger.lines.iter().enumerate() {
            check_fields(pack, ledgers, &table.fields, &root.key("lines").item(index).key("field"), out);
        }
    }
}

/// What the fields of a ledger point to outside of it.
fn check_fields(pack: &Pack, ledgers: &[(String, Ledger)], fields: &[Field], list: &At, out: &mut Findings) {
    for (index, field) in fields.iter().enumerate() {
        let at = list.item(index);
        match &field.kind {
            FieldKind::Code(kind) if !kind.list.is_empty() && !pack.code_lists.contains_key(&kind.list) => {
                let sentence = Sentence::new("pack.unknown_list").with("list", &kind.list);
                let hint = match nearest(&kind.list, pack.code_lists.keys().map(String::as_str)) {
                    Some(meant) => Sentence::new("pack.hint.meant").with("name", meant),
                    None => Sentence::new("pack.hint.add_list").with("file", codes_file(&kind.list)),
                };
                out.error_with(&at.key("list"), sentence, hint);
            }
            FieldKind::Reference(kind) if !kind.ledger.is_empty() => {
                let known = || ledgers.iter().map(|(name, _)| name.as_str());
                if !known().any(|name| name == kind.ledger) {
                    let sentence = Sentence::new("pack.unknown_ledger").with("ledger", &kind.ledger);
                    let hint = match nearest(&kind.ledger, known()) {
                        Some(meant) => Sentence::new("pack.hint.meant").with("name", meant),
                        None => Sentence::new("pack.hint.add_ledger").with("file", ledger_file(&kind.ledger)),
                    };
                    out.error_with(&at.key("ledger"), sentence, hint);
                }
            }
            _ => {}
        }
    }
}
