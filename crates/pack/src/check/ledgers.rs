//! Ledgers against the rest of the pack, and each in itself: the rules say what a ledger must be.

use super::check_organisation;
use crate::findings::Findings;
use crate::ledger::LedgerFile;
use crate::load::{Pack, codes_file, ledger_file};
use crate::organisation::OrganisationKind;
use crate::sheet::At;
use access::{Action, Role, rule_of};
use base::{Sentence, nearest};
use rules::expression::ValueKind;
use rules::field::FieldKind;
use rules::ledger::check::{Finding, Known};
use rules::ledger::scorecard::kind_of_source;
use rules::ledger::{Field, Ledger, ScorecardUse};
use rules::scorecard::card::InputKind;

/// Checks a ledger in itself.
pub(crate) fn check_alone(file: &str, read: &LedgerFile, out: &mut Findings) {
    let keepers: Vec<&str> = OrganisationKind::ALL.iter().map(|kind| kind.code()).collect();
    let roles: Vec<&str> = Role::ALL.into_iter().map(|role| role.code()).collect();
    let able = |action: Action| -> Vec<&str> {
        Role::ALL.into_iter().filter(|role| rule_of(*role, action).is_some()).map(|role| role.code()).collect()
    };
    let (writers, movers) = (able(Action::WriteEntry), able(Action::MoveEntry));
    let known = Known { keepers: &keepers, roles: &roles, writers: &writers, movers: &movers };
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
        for (index, used) in ledger.scorecards.iter().enumerate() {
            check_scorecard(pack, ledger, used, &root.key("scorecard").item(index), out);
        }
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

/// Every input that the card cannot do without is given, in the kind the card reads.
fn check_scorecard(pack: &Pack, ledger: &Ledger, used: &ScorecardUse, at: &At, out: &mut Findings) {
    let known = || pack.scorecards.iter().map(|one| one.card().code.as_str());
    let mut versions = pack.scorecards.iter().filter(|one| one.card().code == used.scorecard).peekable();
    if versions.peek().is_none() {
        let sentence = Sentence::new("pack.unknown_scorecard").with("scorecard", &used.scorecard);
        let hint = match nearest(&used.scorecard, known()) {
            Some(meant) => Sentence::new("pack.hint.meant").with("name", meant),
            None => Sentence::new("pack.hint.add_scorecard"),
        };
        return out.error_with(&at.key("scorecard"), sentence, hint);
    }
    for card in versions {
        let inputs = &card.card().inputs;
        for input in inputs.iter().filter(|input| !input.optional) {
            if !used.inputs.iter().any(|(code, _)| *code == input.code) {
                let sentence = Sentence::new("pack.input_missing").with("input", &input.code).with("name", &input.name);
                out.error(&out.nearest_known(&at.key("inputs")), sentence);
            }
        }
        for (code, source) in &used.inputs {
            let at = at.key("inputs").key(code);
            let Some(input) = inputs.iter().find(|input| input.code == *code) else {
                let hint = match nearest(code, inputs.iter().map(|input| input.code.as_str())) {
                    Some(meant) => Sentence::new("pack.hint.meant").with("name", meant),
                    None => {
                        let all: Vec<&str> = inputs.iter().map(|input| input.code.as_str()).collect();
                        Sentence::new("pack.hint.choices").with("choices", all.join(", "))
                    }
                };
                out.error_with(&at, Sentence::new("pack.unknown_input").with("input", code), hint);
                continue;
            };
            let wanted = match input.kind {
                InputKind::Number => ValueKind::Number,
                InputKind::Truth => ValueKind::Truth,
                InputKind::Day => ValueKind::Day,
            };
            if kind_of_source(ledger, source).is_ok_and(|kind| kind != wanted) {
                out.error(&at, Sentence::new("pack.input_kind").with("input", code).with("name", &input.name));
            }
        }
    }
}
