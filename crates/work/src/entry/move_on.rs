//! Move an entry through its life: every verb of the pack's life cycles, one rule for all ledgers.

use crate::Command;
use crate::app::day_of;
use crate::check::Fields;
use crate::entry::marks::{file_marks, marks_of, replace_marks};
use crate::entry::page::facts_of;
use crate::entry::reach::Reach;
use crate::entry::turn::{Seat, organisations_in, signs_for};
use crate::entry::{EntryBody, clock};
use crate::ledger::{Book, Books, Surroundings, said};
use access::{Action, Grant};
use base::{Id, Language, Refusal, RefusalKind, Sentence, Stop};
use rules::ledger::{Move, MoveKind};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use store::Tx;
use store::entry::update_entry;
use store::entry_move::{
    EntryMoveRow, clear_signatures, clear_stand_ins, insert_entry_moves, put_signature, put_stand_in, signatures_of,
    stand_ins_of,
};
use utoipa::ToSchema;

/// What a move needs beside its code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = EntryMoveInput)]
pub struct MoveAsked {
    /// Why; some moves need it.
    #[serde(default)]
    #[schema(required = false)]
    pub reason: String,
    /// With several states to go back to: which.
    #[serde(default)]
    #[schema(required = false)]
    pub to: Option<String>,
    /// To hand over: who keeps it from now on.
    #[serde(default)]
    #[schema(required = false, value_type = Option<String>)]
    pub organisation_id: Option<Id>,
    /// To delegate: who stands in.
    #[serde(default)]
    #[schema(required = false, value_type = Option<String>)]
    pub user_id: Option<Id>,
    /// To extend: by how many days.
    #[serde(default)]
    #[schema(required = false)]
    pub days: Option<u32>,
}

/// Makes one move of an entry's life cycle.
#[derive(Clone, Debug, Serialize)]
pub struct MoveEntry {
    /// The installed ledgers.
    #[serde(skip)]
    pub books: Arc<Books>,
    /// The language of those who are told what is wrong.
    #[serde(skip)]
    pub language: Language,
    /// Code of the ledger.
    pub ledger: String,
    /// The entry.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// Code of the move.
    pub code: String,
    /// What it needs.
    pub asked: MoveAsked,
}

impl Command for MoveEntry {
    const VERB: &'static str = "move_entry";
    const ACTION: Action = Action::MoveEntry;
    type Answer = i64;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<i64, Stop> {
        let book = self.books.book(&self.ledger)?;
        let around = Surroundings::of(tx, &self.books, self.language)?;
        move_entry(grant, tx, book, &around, self.id, self.version, &self.code, &self.asked)
    }
}

/// One move of one entry; bulk moves call it for each.
#[expect(clippy::too_many_arguments, reason = "who, where, what and how of one move, for single and bulk moves alike")]
pub(crate) fn move_entry(
    grant: &Grant,
    tx: &mut Tx<'_>,
    book: &Book,
    around: &Surroundings,
    id: Id,
    version: i64,
    code: &str,
    asked: &MoveAsked,
) -> Result<i64, Stop> {
    let reach = Reach::new(grant, around, &book.ledger);
    let mut body = EntryBody::read(tx, book, id)?.ok_or_else(Refusal::not_found)?;
    grant.require(&facts_of(&body.row, &reach))?;
    tx.about("entry", id);
    if body.row.version != version {
        return Err(Refusal::stale().into());
    }
    let one = book.cycle(body.row.cycle).find_move(code).cloned().ok_or_else(Refusal::not_found)?;
    if !one.from.contains(&body.row.state) || one.kind == MoveKind::Automatic {
        return Err(Refusal::conflict("work.entry.not_now").into());
    }
    if !body.is_turn_of(grant, tx, around, &reach, &one.who)? {
        return Err(Refusal::forbidden().into());
    }
    let mut faults = Fields::default();
    let reason = if one.reason || one.kind == MoveKind::SendBack || one.kind == MoveKind::Revoke {
        faults.reason(&asked.reason)
    } else {
        faults.text_if("reason", &asked.reason, crate::check::REASON)
    };
    check_ready(book, around, &body, &one, &mut faults)?;
    faults.done()?;
    let from = body.row.state.clone();
    let other = act(grant, tx, book, around, &reach, &mut body, &one, asked)?;
    finish(grant, tx, book, body, &one, from, other, &reason)
}

/// Refuses a step forward with something missing: required cells, files, the guard of the move.
fn check_ready(
    book: &Book,
    around: &Surroundings,
    body: &EntryBody,
    one: &Move,
    faults: &mut Fields,
) -> Result<(), Stop> {
    if matches!(one.kind, MoveKind::Forward | MoveKind::Countersign) {
        body.content.check_whole(book, faults);
    }
    for field in one.evidence.iter().filter(|field| !body.content.files.contains_key(*field)) {
        let path = format!("evidence.{field}");
        if !faults.names(&path) {
            faults.fault(path, Sentence::new("work.entry.file_missing"));
        }
    }
    if let Some(said) = blocked(book, body, one, around.language()) {
        return Err(Refusal::new(RefusalKind::Conflict, said).into());
    }
    Ok(())
}

/// Why the guard of a move does not let it through, in the pack's words.
pub(crate) fn blocked(book: &Book, body: &EntryBody, one: &Move, language: Language) -> Option<Sentence> {
    if book.expressions.lets_pass(body.row.cycle, one, &body.content.facts()) {
        return None;
    }
    Some(Sentence::new("rules.ledger.guard_refuses").with("says", said(&one.guard_says, language)))
}

/// Does what the kind of the move says; answers the organisation or person it concerns.
#[expect(clippy::too_many_arguments, reason = "the arguments of the move that it carries out")]
fn act(
    grant: &Grant,
    tx: &mut Tx<'_>,
    book: &Book,
    around: &Surroundings,
    reach: &Reach,
    body: &mut EntryBody,
    one: &Move,
    asked: &MoveAsked,
) -> Result<Option<Id>, Stop> {
    let today = day_of(tx.now());
    match one.kind {
        MoveKind::Forward | MoveKind::Withdraw => body.row.state = only_target(one)?,
        MoveKind::SendBack => body.row.state = chosen_target(one, asked)?,
        MoveKind::Revoke => {
            let files: Vec<String> =
                store::evidence::evidence_digests(tx, &[body.row.id])?.into_iter().map(|(_, digest)| digest).collect();
            let marks = [marks_of(book, &body.row), file_marks(book, &body.row, &files)].concat();
            body.row.state = only_target(one)?;
            body.row.natural_key = None;
            replace_marks(tx, book, marks, marks_of(book, &body.row))?;
        }
        MoveKind::Countersign => countersign(grant, tx, around, reach, body, one)?,
        MoveKind::HandOver => {
            let keeper = asked.organisation_id.unwrap_or(Id(0));
            if keeper == body.row.organisation || !around.organisation(keeper).is_some_and(|row| book.may_keep(row)) {
                return Err(Refusal::field("organisation_id", Sentence::new("work.entry.not_a_keeper")).into());
            }
            body.row.organisation = keeper;
            return Ok(Some(keeper));
        }
        MoveKind::Delegate => {
            let user = asked.user_id.unwrap_or(Id(0));
            let known = store::account::account_by_id(tx, user)?.filter(|account| !account.disabled);
            let Some(account) = known else {
                return Err(Refusal::field("user_id", Sentence::new("base.required")).into());
            };
            put_stand_in(tx, body.row.id, account.id, grant.person()?.user)?;
            return Ok(Some(account.id));
        }
        MoveKind::Remind | MoveKind::Automatic => {}
        MoveKind::Extend => clock::extend(tx, book, body, asked.days.unwrap_or(0))?,
        MoveKind::StopClock => {
            clock::stop_clock(tx, book, body, today)?;
            body.row.state = one.to.first().unwrap_or(&body.row.state).clone();
        }
        MoveKind::ResumeClock => {
            body.row.state = one.to.first().unwrap_or(&body.row.state).clone();
            clock::resume_clock(tx, book, body, today)?;
        }
    }
    Ok(None)
}

fn only_target(one: &Move) -> Result<String, Stop> {
    one.to.first().cloned().ok_or_else(|| Refusal::conflict("work.entry.not_now").into())
}

/// The step that was chosen to go back to; the only one where there is one.
fn chosen_target(one: &Move, asked: &MoveAsked) -> Result<String, Stop> {
    match (&asked.to, one.to.as_slice()) {
        (Some(to), known) if known.contains(to) => Ok(to.clone()),
        (None, [only]) => Ok(only.clone()),
        _ => Err(Refusal::field("to", Sentence::new("base.required")).into()),
    }
}

/// One of several organisations agrees; the entry goes on when all of them have.
fn countersign(
    grant: &Grant,
    tx: &mut Tx<'_>,
    around: &Surroundings,
    reach: &Reach,
    body: &mut EntryBody,
    one: &Move,
) -> Result<(), Stop> {
    let wanted = one.signers.as_ref().and_then(|cell| body.content.values.get(cell));
    let wanted = organisations_in(wanted, around);
    let stand_ins = stand_ins_of(tx, body.row.id)?;
    let signing = {
        let named = |cell: &str| organisations_in(body.content.values.get(cell), around);
        let seat = Seat { keeper: body.row.organisation, owner: reach.owner, named: &named, stand_ins: &stand_ins };
        signs_for(grant, &one.who, &seat)
    };
    for organisation in signing {
        put_signature(tx, body.row.id, &body.row.state, organisation, grant.user())?;
    }
    let signed = signatures_of(tx, body.row.id, &body.row.state)?;
    if wanted.iter().all(|id| signed.contains(id)) {
        body.row.state = only_target(one)?;
    }
    Ok(())
}

/// Writes the row, the step and the revision; a new state starts its clock and ends who stood in.
#[expect(clippy::too_many_arguments, reason = "the arguments of the move that it writes down")]
fn finish(
    grant: &Grant,
    tx: &mut Tx<'_>,
    book: &Book,
    mut body: EntryBody,
    one: &Move,
    from: String,
    other: Option<Id>,
    reason: &str,
) -> Result<i64, Stop> {
    if body.row.state != from {
        // A clock that was stopped waits in the state in which something is made good, and runs on after it.
        if !matches!(one.kind, MoveKind::StopClock | MoveKind::ResumeClock) {
            clock::enter_state(tx, book, &mut body, day_of(tx.now()))?;
        }
        clear_stand_ins(tx, body.row.id)?;
        if one.kind == MoveKind::SendBack {
            clear_signatures(tx, body.row.id)?;
        }
    }
    if !update_entry(tx, &book.shape, &body.row)? {
        return Err(Refusal::stale().into());
    }
    body.row.version += 1;
    let step = EntryMoveRow {
        entry: body.row.id,
        ledger: book.ledger.code.clone(),
        code: one.code.clone(),
        kind: one.kind.code().to_owned(),
        from,
        to: body.row.state.clone(),
        actor: grant.user(),
        actor_name: super::create::actor_name(grant),
        reason: reason.to_owned(),
        other,
        day: body.row.due,
        at: tx.now(),
    };
    insert_entry_moves(tx, &[step])?;
    body.revise(tx, book, reason)?;
    Ok(body.row.version)
}
