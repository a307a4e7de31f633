//! `[life_cycle]` of a ledger: states and moves.

use super::keys::{CLOCK, LIFE_CYCLE, MOVE, STATE, names};
use super::{words, words_if};
use crate::findings::Findings;
use crate::sheet::Row;
use crate::words::choices;
use base::Sentence;
use rules::ledger::{Clock, LifeCycle, Move, MoveKind, Place, Stage, Standing, State, Who};

/// Reads the life of an entry.
pub(super) fn read_life(root: &Row, out: &mut Findings) -> LifeCycle {
    let Some(row) = root.row("life_cycle", out) else {
        return LifeCycle { version: 0, initial: String::new(), states: Vec::new(), moves: Vec::new() };
    };
    row.only(&names(LIFE_CYCLE), out);
    LifeCycle {
        version: row.count("version", out),
        initial: row.text("initial", out),
        states: row.rows("state", out).iter().map(|row| read_state(row, out)).collect(),
        moves: row.rows("move", out).iter().map(|row| read_move(row, out)).collect(),
    }
}

fn read_state(row: &Row, out: &mut Findings) -> State {
    row.only(&names(STATE), out);
    State {
        code: row.text("code", out),
        name: words(row, "name", out),
        stage: row.choice("stage", &choices(Stage::ALL, Stage::code), out).unwrap_or(Stage::Running),
        standing: row.choice_if("standing", &choices(Standing::ALL, Standing::code), out),
        editors: read_who(row, "editors", out),
        clock: row.row_if("clock", out).map(|row| read_clock(&row, out)),
    }
}

fn read_clock(row: &Row, out: &mut Findings) -> Clock {
    row.only(&names(CLOCK), out);
    Clock {
        days: row.count("days", out),
        working: row.truth("working", out),
        extension: row.count_if("extension", out).unwrap_or_default(),
    }
}

fn read_move(row: &Row, out: &mut Findings) -> Move {
    row.only(&names(MOVE), out);
    Move {
        code: row.text("code", out),
        name: words(row, "name", out),
        kind: row.choice("kind", &choices(MoveKind::ALL, MoveKind::code), out).unwrap_or(MoveKind::Forward),
        from: row.texts("from", out),
        to: row.texts("to", out),
        who: read_who(row, "who", out),
        guard: row.text_if("guard", out),
        guard_says: words_if(row, "guard_says", out),
        evidence: row.texts("evidence", out),
        reason: row.truth("reason", out),
        after: row.text_if("after", out),
        signers: row.text_if("signers", out),
    }
}

/// `role@place`, or `role@named:cell`.
fn read_who(row: &Row, key: &str, out: &mut Findings) -> Vec<Who> {
    let texts = row.texts(key, out);
    let mut list = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        match parse_who(text) {
            Some(who) => list.push(who),
            None => {
                let places = Place::ALL.iter().map(|place| place.code()).collect::<Vec<_>>().join(", ");
                let sentence = Sentence::new("pack.bad_who").with("who", text);
                let hint = Sentence::new("pack.hint.who").with("places", places);
                out.error_with(&row.at().key(key).item(index), sentence, hint);
            }
        }
    }
    list
}

fn parse_who(text: &str) -> Option<Who> {
    let (role, place) = text.split_once('@')?;
    let (place, cell) = match place.split_once(':') {
        Some((place, cell)) => (place, Some(cell.to_owned())),
        None => (place, None),
    };
    let place: Place = place.parse().ok()?;
    if role.is_empty() || (cell.is_some() != (place == Place::Named)) {
        return None;
    }
    Some(Who { role: role.to_owned(), place, cell })
}
