//! The life of an entry: every word points to something, every state can be reached and left, every kind of move has
//! what it needs.

use super::cells::{check_cell, is_day};
use super::{Findings, Known};
use crate::field::FieldKind;
use crate::ledger::{Field, Ledger, LifeCycle, Move, MoveKind, Place, Stage, Who};
use base::Sentence;
use std::collections::BTreeSet;

/// Checks states and moves.
pub(super) fn check(ledger: &Ledger, known: &Known<'_>, out: &mut Findings) {
    let life = &ledger.life_cycle;
    for (at, state) in life.states.iter().enumerate() {
        for (index, who) in state.editors.iter().enumerate() {
            let path = format!("life_cycle.state[{at}].editors[{index}]");
            check_who(ledger, who, known, &path, out);
            check_able(who, known, known.writers, "rules.ledger.role_never_writes", &path, out);
        }
    }
    for (at, one) in life.moves.iter().enumerate() {
        let path = format!("life_cycle.move[{at}]");
        check_states(life, one, &path, out);
        check_papers(ledger, one, &path, out);
        check_mechanism(ledger, one, &path, out);
        check_clock(life, one, &path, out);
        for (index, who) in one.who.iter().enumerate() {
            let path = format!("{path}.who[{index}]");
            check_who(ledger, who, known, &path, out);
            check_able(who, known, known.movers, "rules.ledger.role_never_moves", &path, out);
        }
    }
    check_ways(life, out);
}

fn check_who(ledger: &Ledger, who: &Who, known: &Known<'_>, path: &str, out: &mut Findings) {
    if !known.roles.contains(&who.role.as_str()) {
        let sentence = Sentence::new("rules.ledger.unknown_role").with("role", &who.role);
        out.unknown(path, sentence, &who.role, known.roles.iter().copied());
    }
    match (&who.cell, who.place) {
        (Some(cell), Place::Named) => check_cell(ledger, cell, path, out, |_, kind| names_organisations(kind)),
        (None, Place::Named) => out.say(path, Sentence::new("rules.ledger.named_without_cell")),
        _ => {}
    }
}

/// The rights of a role are the program's; where a pack names one that lacks them, its step would be nobody's.
fn check_able(who: &Who, known: &Known<'_>, able: &[&str], code: &str, path: &str, out: &mut Findings) {
    let role = who.role.as_str();
    if known.roles.contains(&role) && !able.contains(&role) {
        out.unknown(path, Sentence::new(code).with("role", role), role, able.iter().copied());
    }
}

/// Can the kind say which organisations are meant?
fn names_organisations(kind: &FieldKind) -> bool {
    matches!(kind, FieldKind::Organisation(_))
}

fn check_states(life: &LifeCycle, one: &Move, path: &str, out: &mut Findings) {
    for (key, codes) in [("from", &one.from), ("to", &one.to)] {
        for (index, code) in codes.iter().enumerate().filter(|(_, code)| life.state(code).is_none()) {
            let sentence = Sentence::new("rules.ledger.unknown_state").with("state", code);
            let known = life.states.iter().map(|state| state.code.as_str());
            out.unknown(format!("{path}.{key}[{index}]"), sentence, code, known);
        }
    }
    if one.from.is_empty() {
        out.say(path, Sentence::new("rules.ledger.move_from_nowhere").with("move", &one.code));
    }
    let (least, most) = target_count(one.kind);
    if one.to.len() < least || one.to.len() > most {
        let sentence = Sentence::new("rules.ledger.move_targets").with("kind", one.kind).with("least", least);
        out.say(format!("{path}.to"), sentence.with("most", most));
    }
    if one.kind == MoveKind::SendBack {
        check_earlier(life, one, path, out);
    }
    for (index, to) in one.to.iter().enumerate() {
        let stage = life.state(to).map(|state| state.stage);
        if one.kind == MoveKind::Revoke && stage.is_some_and(|stage| stage != Stage::Revoked) {
            out.say(format!("{path}.to[{index}]"), Sentence::new("rules.ledger.revoke_target").with("state", to));
        }
    }
}

/// How few and how many states a move of a kind leads to.
fn target_count(kind: MoveKind) -> (usize, usize) {
    match kind {
        MoveKind::SendBack => (1, 20),
        MoveKind::StopClock | MoveKind::ResumeClock => (0, 1),
        MoveKind::Remind | MoveKind::Extend | MoveKind::Delegate | MoveKind::HandOver => (0, 0),
        MoveKind::Forward | MoveKind::Withdraw | MoveKind::Countersign | MoveKind::Revoke | MoveKind::Automatic => {
            (1, 1)
        }
    }
}

/// What is sent back goes to a state that stands before the one it comes from; the order of the file says which does.
fn check_earlier(life: &LifeCycle, one: &Move, path: &str, out: &mut Findings) {
    let position = |code: &String| life.states.iter().position(|state| state.code == *code);
    let last = one.from.iter().filter_map(position).max();
    for (index, to) in one.to.iter().enumerate() {
        if position(to).zip(last).is_some_and(|(to, from)| to >= from) {
            out.say(format!("{path}.to[{index}]"), Sentence::new("rules.ledger.not_earlier").with("state", to));
        }
    }
    let first = one.to.iter().filter_map(position).min();
    for (index, from) in one.from.iter().enumerate() {
        // Where nothing is earlier than any of them it is said above, once for each target.
        if position(from).zip(first).is_some_and(|(from, to)| to >= from) && last > first {
            out.say(format!("{path}.from[{index}]"), Sentence::new("rules.ledger.nothing_earlier").with("state", from));
        }
    }
}

/// Evidence, the guard's words and the reason.
fn check_papers(ledger: &Ledger, one: &Move, path: &str, out: &mut Findings) {
    let papers = ledger.fields.iter().filter(|field: &&Field| matches!(field.kind, FieldKind::Evidence(_)));
    let papers = papers.map(|field| field.code.as_str());
    for (index, code) in one.evidence.iter().enumerate() {
        if !papers.clone().any(|known| known == code) {
            let sentence = Sentence::new("rules.ledger.unknown_evidence").with("field", code);
            out.unknown(format!("{path}.evidence[{index}]"), sentence, code, papers.clone());
        }
    }
    if one.guard.is_some() && (one.guard_says.zh.is_empty() || one.guard_says.en.is_empty()) {
        out.say(format!("{path}.guard"), Sentence::new("rules.ledger.guard_says"));
    }
    let reasoned = matches!(one.kind, MoveKind::SendBack | MoveKind::Extend | MoveKind::Revoke);
    if reasoned && !one.reason {
        out.say(path, Sentence::new("rules.ledger.needs_reason").with("kind", one.kind));
    }
}

/// What makes an automatic move happen, who signs, and who may move at all.
fn check_mechanism(ledger: &Ledger, one: &Move, path: &str, out: &mut Findings) {
    let only_for = |key: &str, kind: MoveKind, out: &mut Findings| {
        out.say(format!("{path}.{key}"), Sentence::new("rules.ledger.only_for").with("key", key).with("kind", kind));
    };
    let automatic = one.kind == MoveKind::Automatic;
    match (&one.after, automatic) {
        (Some(cell), true) => check_cell(ledger, cell, &format!("{path}.after"), out, |_, kind| is_day(kind)),
        (None, true) => out.say(path, Sentence::new("rules.ledger.automatic_without_after")),
        (Some(_), false) => only_for("after", MoveKind::Automatic, out),
        (None, false) => {}
    }
    match (&one.signers, one.kind == MoveKind::Countersign) {
        (Some(cell), true) => {
            check_cell(ledger, cell, &format!("{path}.signers"), out, |_, kind| names_organisations(kind));
        }
        (None, true) => out.say(path, Sentence::new("rules.ledger.countersign_without_signers")),
        (Some(_), false) => only_for("signers", MoveKind::Countersign, out),
        (None, false) => {}
    }
    match (automatic, one.who.is_empty()) {
        (true, false) => out.say(format!("{path}.who"), Sentence::new("rules.ledger.automatic_with_who")),
        (false, true) => out.say(path, Sentence::new("rules.ledger.nobody_moves").with("move", &one.code)),
        _ => {}
    }
}

/// A clock can be stopped, resumed and extended only where one runs.
fn check_clock(life: &LifeCycle, one: &Move, path: &str, out: &mut Findings) {
    let (key, states) = match one.kind {
        MoveKind::StopClock | MoveKind::Extend => ("from", &one.from),
        MoveKind::ResumeClock => ("to", &one.to),
        _ => return,
    };
    for (index, code) in states.iter().enumerate() {
        let Some(state) = life.state(code) else { continue };
        let place = format!("{path}.{key}[{index}]");
        match state.clock {
            None => out.say(place, Sentence::new("rules.ledger.no_clock").with("state", code)),
            Some(clock) if one.kind == MoveKind::Extend && clock.extension == 0 => {
                out.say(place, Sentence::new("rules.ledger.no_extension").with("state", code));
            }
            Some(_) => {}
        }
    }
}

/// Every state can be reached, and none is a trap.
fn check_ways(life: &LifeCycle, out: &mut Findings) {
    let known = life.states.iter().map(|state| state.code.as_str());
    match life.state(&life.initial) {
        Some(state) if state.stage == Stage::Draft => {}
        Some(_) => out.say("life_cycle.initial", Sentence::new("rules.ledger.initial_not_draft")),
        None if life.initial.is_empty() => return,
        None => {
            let sentence = Sentence::new("rules.ledger.unknown_state").with("state", &life.initial);
            out.unknown("life_cycle.initial", sentence, &life.initial, known);
            return;
        }
    }
    let mut reached: BTreeSet<&str> = BTreeSet::from([life.initial.as_str()]);
    let mut fresh = vec![life.initial.as_str()];
    while let Some(state) = fresh.pop() {
        for next in life.moves_from(state).flat_map(|one| &one.to) {
            if reached.insert(next) {
                fresh.push(next);
            }
        }
    }
    for (at, state) in life.states.iter().enumerate().filter(|(_, state)| !state.code.is_empty()) {
        let path = format!("life_cycle.state[{at}]");
        if !reached.contains(state.code.as_str()) {
            out.say(&path, Sentence::new("rules.ledger.unreachable").with("state", &state.code));
        }
        let over = matches!(state.stage, Stage::Done | Stage::Ended | Stage::Revoked);
        let leaves = life.moves_from(&state.code).any(|one| one.to.iter().any(|to| *to != state.code));
        if !over && !leaves {
            out.say(&path, Sentence::new("rules.ledger.trap").with("state", &state.code));
        }
        if state.clock.is_some_and(|clock| clock.days == 0) {
            out.say(format!("{path}.clock"), Sentence::new("rules.ledger.clock_of_no_days"));
        }
    }
}
