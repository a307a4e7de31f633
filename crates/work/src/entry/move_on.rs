//! Move an entry through its life: every verb of the pack's life cycles, one rule for all ledgers.

use crate::Command;
use crate::app::day_of;
use crate::check::Fields;
use crate::entry::content::tell;
use crate::entry::create::actor_name;
use crate::entry::marks::{file_marks, marks_of, replace_marks};
use crate::entry::page::facts_of;
use crate::entry::reach::Reach;
use crate::entry::turn::organisations_in;
use crate::entry::{EntryBody, clock};
use crate::ledger::{Book, Books, Surroundings};
use access::{Action, Grant, Person};
use base::{Id, Language, Refusal, RefusalKind, Sentence, Stop};
use rules::ledger::{Move, MoveKind, Obstacle};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;
use store::Tx;
use store::entry::update_entry;
use store::entry_call::{EntryCallRow, clear_calls, insert_call};
use store::entry_move::{
    EntryMoveRow, clear_signatures, clear_stand_ins, insert_entry_moves, put_signature, put_stand_in, signatures_of,
};
use store::session::person_on;
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
        Mover::new(grant, tx, book, &around).make(self.id, self.version, &self.code, &self.asked)
    }
}

/// Everything that stands between an entry and a move: the page says it before, a refusal after.
pub(crate) fn obstacles(book: &Book, body: &EntryBody, one: &Move) -> Vec<Obstacle> {
    book.expressions.obstacles(&book.ledger, body.row.cycle, one, &body.content.facts())
}

/// Moves entries of one ledger in one transaction, for whoever holds the grant.
pub(crate) struct Mover<'a, 't> {
    grant: &'a Grant,
    tx: &'a mut Tx<'t>,
    book: &'a Book,
    around: &'a Surroundings,
    reach: Reach,
}

impl<'a, 't> Mover<'a, 't> {
    /// In a ledger.
    pub(crate) fn new(grant: &'a Grant, tx: &'a mut Tx<'t>, book: &'a Book, around: &'a Surroundings) -> Self {
        let reach = Reach::new(grant, around, book);
        Self { grant, tx, book, around, reach }
    }

    /// One move of one entry, as it was shown. Everything is checked before anything is written, so a refused move leaves
    /// nothing behind in the transaction. Answers the entry's new version.
    pub(crate) fn make(&mut self, id: Id, version: i64, code: &str, asked: &MoveAsked) -> Result<i64, Stop> {
        let body = EntryBody::read(self.tx, self.book, id)?.ok_or_else(Refusal::not_found)?;
        self.grant.require(&facts_of(&body.row, &self.reach))?;
        self.tx.about("entry", id);
        if body.row.version != version {
            return Err(Refusal::stale().into());
        }
        let cycle = self.book.cycle(body.row.cycle);
        let one = cycle.find_move(code).ok_or_else(Refusal::not_found)?;
        if !cycle.moves_by_hand(&body.row.state).any(|open| open.code == code) {
            return Err(Refusal::conflict("work.entry.not_now").into());
        }
        if !body.is_turn_of(self.grant, self.tx, self.around, &self.reach, &one.who)? {
            return Err(Refusal::forbidden().into());
        }
        let mut faults = Fields::default();
        let reason = if one.needs_reason() {
            faults.reason(&asked.reason)
        } else {
            faults.text_if("reason", &asked.reason, crate::check::REASON)
        };
        self.check_ready(&body, one, &mut faults)?;
        faults.done()?;
        self.carry_out(body, one, asked, &reason)
    }

    /// The move that happens to an entry by itself, a day being over. Answers whether there was one: an entry that moved
    /// on meanwhile, or whose move has a guard that does not hold, stays where it is.
    pub(crate) fn make_by_itself(&mut self, id: Id) -> Result<bool, Stop> {
        let Some(body) = EntryBody::read(self.tx, self.book, id)? else { return Ok(false) };
        self.tx.about("entry", id);
        let (cycle, today) = (self.book.cycle(body.row.cycle), day_of(self.tx.now()));
        let Some(one) = cycle.due_by_itself(&body.row.state, &body.content.values, today) else { return Ok(false) };
        if !obstacles(self.book, &body, one).is_empty() {
            return Ok(false);
        }
        self.carry_out(body, one, &MoveAsked::default(), "")?;
        Ok(true)
    }

    /// Refuses a move that something stands against.
    fn check_ready(&self, body: &EntryBody, one: &Move, faults: &mut Fields) -> Result<(), Stop> {
        let language = self.around.language();
        let obstacles = obstacles(self.book, body, one);
        tell(&obstacles, faults, language);
        if let Some(guard) = obstacles.iter().find(|one| matches!(one, Obstacle::Guard(_))) {
            return Err(Refusal::new(RefusalKind::Conflict, guard.sentence(language)).into());
        }
        Ok(())
    }

    fn carry_out(&mut self, mut body: EntryBody, one: &Move, asked: &MoveAsked, reason: &str) -> Result<i64, Stop> {
        let from = body.row.state.clone();
        let other = self.act(&mut body, one, asked)?;
        if body.row.state != from {
            self.enter(&mut body, one)?;
        }
        if matches!(one.kind, MoveKind::Remind | MoveKind::SendBack) {
            self.call(&body, one, reason)?;
        }
        if !update_entry(self.tx, &self.book.shape, &body.row)? {
            return Err(Refusal::stale().into());
        }
        body.row.version += 1;
        let step = EntryMoveRow {
            entry: body.row.id,
            ledger: self.book.ledger.code.clone(),
            code: one.code.clone(),
            kind: one.kind.code().to_owned(),
            from,
            to: body.row.state.clone(),
            actor: self.grant.user(),
            actor_name: actor_name(self.grant),
            reason: reason.to_owned(),
            other,
            day: body.row.due,
            at: self.tx.now(),
        };
        insert_entry_moves(self.tx, &[step])?;
        body.revise(self.tx, self.book, reason)?;
        Ok(body.row.version)
    }

    /// Does what the kind of the move says; answers the organisation or person it concerns.
    fn act(&mut self, body: &mut EntryBody, one: &Move, asked: &MoveAsked) -> Result<Option<Id>, Stop> {
        let today = day_of(self.tx.now());
        match one.kind {
            MoveKind::Forward | MoveKind::Withdraw | MoveKind::Automatic => body.row.state = only_target(one)?,
            MoveKind::SendBack => body.row.state = self.chosen_target(body, one, asked)?,
            MoveKind::Revoke => {
                let files = store::evidence::evidence_digests(self.tx, &[body.row.id])?.into_iter();
                let files: Vec<String> = files.map(|(_, digest)| digest).collect();
                let marks = [marks_of(self.book, &body.row), file_marks(self.book, &body.row, &files)].concat();
                body.row.state = only_target(one)?;
                body.row.natural_key = None;
                replace_marks(self.tx, self.book, marks, marks_of(self.book, &body.row))?;
            }
            MoveKind::Countersign => self.countersign(body, one)?,
            MoveKind::HandOver => return self.hand_over(body, asked).map(Some),
            MoveKind::Delegate => return self.delegate(body, asked).map(Some),
            MoveKind::Remind => {}
            MoveKind::Extend => clock::extend(self.tx, self.book, body, asked.days.unwrap_or(0))?,
            MoveKind::StopClock => {
                clock::stop_clock(self.tx, self.book, body, today)?;
                body.row.state = one.to.first().unwrap_or(&body.row.state).clone();
            }
            MoveKind::ResumeClock => {
                body.row.state = one.to.first().unwrap_or(&body.row.state).clone();
                clock::resume_clock(self.tx, self.book, body, today)?;
            }
        }
        Ok(None)
    }

    /// The step that was chosen to go back to, among the earlier ones; the only one where there is one.
    fn chosen_target(&self, body: &EntryBody, one: &Move, asked: &MoveAsked) -> Result<String, Stop> {
        let earlier = self.book.cycle(body.row.cycle).targets(one, &body.row.state);
        match (asked.to.as_deref(), earlier.as_slice()) {
            (Some(to), known) if known.contains(&to) => Ok(to.to_owned()),
            (None, [only]) => Ok((*only).to_owned()),
            _ => Err(Refusal::field("to", Sentence::new("base.required")).into()),
        }
    }

    /// One of several organisations agrees; the entry goes on when all of them have.
    fn countersign(&mut self, body: &mut EntryBody, one: &Move) -> Result<(), Stop> {
        let wanted = one.signers.as_ref().and_then(|cell| body.content.values.get(cell));
        let wanted = organisations_in(wanted, self.around);
        let signing = body.signs_for(self.grant, self.tx, self.around, &one.who)?;
        for organisation in signing {
            put_signature(self.tx, body.row.id, &body.row.state, organisation, self.grant.user())?;
        }
        let signed = signatures_of(self.tx, body.row.id, &body.row.state)?;
        if wanted.iter().all(|id| signed.contains(id)) {
            body.row.state = only_target(one)?;
        }
        Ok(())
    }

    fn hand_over(&self, body: &mut EntryBody, asked: &MoveAsked) -> Result<Id, Stop> {
        let keeper = asked.organisation_id.unwrap_or(Id(0));
        let may_keep = self.around.organisation(keeper).is_some_and(|row| self.book.may_keep(row));
        if keeper == body.row.organisation || !may_keep {
            return Err(Refusal::field("organisation_id", Sentence::new("work.entry.not_a_keeper")).into());
        }
        body.row.organisation = keeper;
        Ok(keeper)
    }

    /// A colleague stands in, until the entry moves on. Somebody of another organisation would act where the one who
    /// delegates has nothing to give.
    fn delegate(&mut self, body: &EntryBody, asked: &MoveAsked) -> Result<Id, Stop> {
        let giver = self.grant.person()?;
        let user = asked.user_id.unwrap_or(Id(0));
        let taker = person_on(self.tx, user, day_of(self.tx.now()))?.map(|(person, _)| person);
        let homes = |person: &Person| person.memberships.iter().map(|one| one.organisation).collect::<BTreeSet<_>>();
        let colleague = taker.filter(|taker| taker.user != giver.user && !homes(taker).is_disjoint(&homes(giver)));
        let Some(taker) = colleague else {
            return Err(Refusal::field("user_id", Sentence::new("work.entry.not_a_colleague")).into());
        };
        put_stand_in(self.tx, body.row.id, taker.user, giver.user)?;
        Ok(taker.user)
    }

    /// Calls on those whose turn it is now.
    fn call(&mut self, body: &EntryBody, one: &Move, reason: &str) -> Result<(), Stop> {
        let row = EntryCallRow {
            ledger: self.book.ledger.code.clone(),
            entry: body.row.id,
            kind: one.kind.code().to_owned(),
            actor: self.grant.user(),
            actor_name: actor_name(self.grant),
            reason: reason.to_owned(),
        };
        Ok(insert_call(self.tx, &row)?)
    }

    /// A new state starts its clock and ends who stood in.
    fn enter(&mut self, body: &mut EntryBody, one: &Move) -> Result<(), Stop> {
        // A clock that was stopped waits in the state in which something is made good, and runs on after it.
        if !matches!(one.kind, MoveKind::StopClock | MoveKind::ResumeClock) {
            let today = day_of(self.tx.now());
            clock::enter_state(self.tx, self.book, body, today)?;
        }
        clear_stand_ins(self.tx, body.row.id)?;
        clear_calls(self.tx, &self.book.ledger.code, body.row.id)?;
        if one.kind == MoveKind::SendBack {
            clear_signatures(self.tx, body.row.id)?;
        }
        Ok(())
    }
}

fn only_target(one: &Move) -> Result<String, Stop> {
    one.to.first().cloned().ok_or_else(|| Refusal::conflict("work.entry.not_now").into())
}
