//! The one door. Nothing reaches the store except through [`perform`] and [`ask`]: they find the actor from the
//! session, ask `access` for a grant inside the transaction, run the use case with it, and write the audit row.

use crate::App;
use crate::app::{Read, day_of};
use access::{Action, Actor, Grant, grant};
use base::{Fault, Id, Moment, Refusal, RefusalKind, Sentence, Stop};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::sync::Arc;
use store::Tx;
use store::audit::{AuditEntry, insert_audit};
use store::digest::sm3_hex;
use store::{idempotency, session};

/// A session ends after half an hour without use,
const IDLE_SECONDS: i64 = 30 * 60;
/// and after twelve hours in any case.
const ABSOLUTE_SECONDS: i64 = 12 * 60 * 60;
/// Use is noted at most once a minute, so that reading does not write.
const TOUCH_SECONDS: i64 = 60;

/// A change.
pub trait Command: Serialize + Send + Sync + 'static {
    /// The name of the change in the audit: same verb on every floor.
    const VERB: &'static str;
    /// The right it needs.
    const ACTION: Action;
    /// Open to a person who must first change the password?
    const BEFORE_PASSWORD_CHANGE: bool = false;
    /// Does it deal with many rows that versions and unique indexes guard? Then what it reads need not be guarded too, and
    /// nobody's own change is undone because of it.
    const MANY_ROWS: bool = false;
    /// Has it slow work to do first? Only then is it [`prepare`](Self::prepare)d.
    const PREPARES: bool = false;
    /// What it answers; kept under the idempotency key, so it holds no secrets that may not be kept.
    type Answer: Serialize + DeserializeOwned + Send + 'static;

    /// Slow work before the transaction: hashing, parsing, storing a file.
    fn prepare(&mut self, _app: &App) -> impl Future<Output = Result<(), Stop>> + Send {
        async { Ok(()) }
    }

    /// The change itself: no IO but the transaction, safe to repeat, short.
    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Self::Answer, Stop>;

    /// What a refusal leaves behind, in a transaction of its own (counting failed sign-ins).
    fn refused(&self, _tx: &mut Tx<'_>) -> Result<(), Fault> {
        Ok(())
    }

    /// The name under which nobody's attempts are recorded (the login that was tried).
    fn attempted_name(&self) -> &str {
        ""
    }
}

/// A question.
pub trait Query: Send + 'static {
    /// The right it needs.
    const ACTION: Action;
    /// Open to a person who must first change the password?
    const BEFORE_PASSWORD_CHANGE: bool = false;
    /// The verb under which asking is noted in the audit: downloads and personal data.
    const LOGGED: Option<&'static str> = None;
    /// What it answers, masked for the reader.
    type Answer: Send + 'static;

    /// The answer, from one snapshot.
    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<Self::Answer, Stop>;
}

/// Who knocks, as far as the request tells.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    /// The session token of the cookie.
    pub token: Option<String>,
    /// The CSRF token of the header.
    pub csrf: Option<String>,
    /// The idempotency key of the header.
    pub idempotency_key: Option<String>,
    /// The address, for the audit.
    pub address: String,
    /// The city's own machine, from the command line; never set by `web`.
    pub machine: bool,
}

impl Caller {
    /// The command line of the city's own machine.
    pub fn machine() -> Self {
        Self { machine: true, address: "localhost".to_owned(), ..Self::default() }
    }
}

/// The answer of a change.
#[derive(Clone, Debug)]
pub struct Performed<T> {
    /// What was answered.
    pub answer: T,
    /// The key had been used: nothing was done again.
    pub repeated: bool,
}

/// Runs a change through the door.
pub async fn perform<C: Command>(app: &App, caller: Caller, mut command: C) -> Result<Performed<C::Answer>, Stop> {
    let now = app.now();
    if let Err(refusal) = check_key(&caller) {
        return Err(refusal.into());
    }
    let prepared = if C::PREPARES { prepare(app, now, &caller, &mut command).await } else { Ok(()) };
    let outcome = match prepared {
        Ok(()) => run(app, now, &caller, Arc::new(command)).await,
        Err(stop) => (Err(stop), Some(Arc::new(command))),
    };
    match outcome {
        (Err(Stop::Refusal(refusal)), Some(command)) => {
            record_refusal(app, now, caller, command, &refusal).await?;
            Err(refusal.into())
        }
        (outcome, _) => outcome,
    }
}

/// The right is asked before any slow work, and again inside the transaction that counts.
async fn prepare<C: Command>(app: &App, now: Moment, caller: &Caller, command: &mut C) -> Result<(), Stop> {
    let knocking = caller.clone();
    let may = move |tx: &mut Tx<'_>| {
        let visitor = visit(tx, &knocking)?;
        visitor.check::<C>(&knocking)?;
        Ok(grant(&visitor.actor, C::ACTION).map(|_| ())?)
    };
    app.store.read(now, may).await?;
    command.prepare(app).await
}

type Outcome<C> = (Result<Performed<<C as Command>::Answer>, Stop>, Option<Arc<C>>);

async fn run<C: Command>(app: &App, now: Moment, caller: &Caller, command: Arc<C>) -> Outcome<C> {
    let digest = match serde_json::to_string(&*command) {
        Ok(body) => sm3_hex(format!("{}\n{body}", C::VERB).as_bytes()),
        Err(error) => return (Err(Fault::broken(error).into()), None),
    };
    let (running, caller) = (Arc::clone(&command), caller.clone());
    let transaction = move |tx: &mut Tx<'_>| {
        if C::MANY_ROWS {
            tx.read_unguarded()?;
        }
        transact(tx, &caller, &*running, &digest)
    };
    let outcome = app.store.write(now, transaction).await;
    (outcome, Some(command))
}

fn transact<C: Command>(
    tx: &mut Tx<'_>,
    caller: &Caller,
    command: &C,
    digest: &str,
) -> Result<Performed<C::Answer>, Stop> {
    let visitor = visit(tx, caller)?;
    visitor.check::<C>(caller)?;
    let grant = grant(&visitor.actor, C::ACTION)?;
    // Somebody who is only signing in has no keys to remember.
    let key = caller.idempotency_key.as_deref().filter(|_| visitor.token_hash.is_some());
    let owner = visitor.actor.user().unwrap_or(Id(0));
    let kept = key.map(|key| idempotency::kept_answer(tx, owner, key)).transpose()?.flatten();
    if let Some((kept, answer)) = kept {
        if kept != digest {
            return Err(Refusal::conflict("work.key_reused").into());
        }
        let answer = serde_json::from_str(&answer).map_err(Fault::broken)?;
        return Ok(Performed { answer, repeated: true });
    }
    tx.arm_fail_point(C::VERB);
    let answer = command.run(&grant, tx)?;
    if let Some(key) = key {
        let kept = serde_json::to_string(&answer).map_err(Fault::broken)?;
        idempotency::keep_answer(tx, owner, key, digest, &kept)?;
    }
    let entry = AuditEntry {
        actor: visitor.actor.user(),
        actor_name: visitor.name(command.attempted_name()),
        address: &caller.address,
        verb: C::VERB,
        outcome: "done",
        code: "",
    };
    insert_audit(tx, &entry)?;
    visitor.touch(tx)?;
    Ok(Performed { answer, repeated: false })
}

async fn record_refusal<C: Command>(
    app: &App,
    now: Moment,
    caller: Caller,
    command: Arc<C>,
    refusal: &Refusal,
) -> Result<(), Stop> {
    let code = refusal.sentence.code.clone();
    // A form that is filled in wrongly is no event; a missing right, a locked door and a forged token are.
    if !matches!(refusal.kind, RefusalKind::NotSignedIn | RefusalKind::Forbidden | RefusalKind::TooOften) {
        return Ok(());
    }
    app.store
        .write(now, move |tx| {
            let visitor = visit(tx, &caller)?;
            command.refused(tx)?;
            let entry = AuditEntry {
                actor: visitor.actor.user(),
                actor_name: visitor.name(command.attempted_name()),
                address: &caller.address,
                verb: C::VERB,
                outcome: "refused",
                code: &code,
            };
            if store::audit::refusals_since(tx, &caller.address, tx.now().plus_seconds(-60))? < REFUSALS_A_MINUTE {
                insert_audit(tx, &entry)?;
            }
            Ok(())
        })
        .await
}

/// More refusals than this from one address in a minute are not recorded one by one.
const REFUSALS_A_MINUTE: i64 = 60;

/// Runs a question through the door.
pub async fn ask<Q: Query>(app: &App, caller: Caller, query: Q) -> Result<Q::Answer, Stop> {
    let now = app.now();
    let address = caller.address.clone();
    let (answer, asker) = app
        .store
        .read(now, move |tx| {
            let visitor = visit(tx, &caller)?;
            if visitor.must_change_password && !Q::BEFORE_PASSWORD_CHANGE {
                return Err(Refusal::new(RefusalKind::Forbidden, Sentence::new("work.must_change_password")).into());
            }
            let grant = grant(&visitor.actor, Q::ACTION)?;
            Ok((query.run(&grant, tx)?, visitor))
        })
        .await?;
    if let Some(verb) = Q::LOGGED {
        app.note_read(Read { actor: asker.actor.user(), actor_name: asker.name("").to_owned(), address, verb });
    }
    if let Some(token_hash) = asker.token_hash.clone().filter(|_| asker.wants_touch(now)) {
        app.store.write(now, move |tx| Ok(session::touch_session(tx, &token_hash)?)).await?;
    }
    Ok(answer)
}

/// Who came in.
struct Visitor {
    actor: Actor,
    must_change_password: bool,
    token_hash: Option<String>,
    csrf: String,
    last_seen: Option<Moment>,
}

impl Visitor {
    fn check<C: Command>(&self, caller: &Caller) -> Result<(), Refusal> {
        if C::ACTION == Action::SignIn || caller.machine {
            return Ok(());
        }
        if self.token_hash.is_some() && caller.csrf.as_deref() != Some(self.csrf.as_str()) {
            return Err(Refusal::new(RefusalKind::Forbidden, Sentence::new("work.forged_request")));
        }
        if self.must_change_password && !C::BEFORE_PASSWORD_CHANGE {
            return Err(Refusal::new(RefusalKind::Forbidden, Sentence::new("work.must_change_password")));
        }
        Ok(())
    }

    fn name<'a>(&'a self, attempted: &'a str) -> &'a str {
        match &self.actor {
            Actor::Person(person) => &person.name,
            Actor::Machine => "luoshi",
            Actor::Nobody => attempted,
        }
    }

    fn wants_touch(&self, now: Moment) -> bool {
        self.last_seen.is_some_and(|seen| seen.plus_seconds(TOUCH_SECONDS) <= now)
    }

    fn touch(&self, tx: &mut Tx<'_>) -> Result<(), Fault> {
        match &self.token_hash {
            Some(token_hash) if self.wants_touch(tx.now()) => session::touch_session(tx, token_hash),
            _ => Ok(()),
        }
    }
}

/// Finds out who asks. An unknown, idle or overlong session is nobody.
fn visit(tx: &Tx<'_>, caller: &Caller) -> Result<Visitor, Stop> {
    let nobody =
        |actor| Visitor { actor, must_change_password: false, token_hash: None, csrf: String::new(), last_seen: None };
    if caller.machine {
        return Ok(nobody(Actor::Machine));
    }
    let Some(token) = &caller.token else { return Ok(nobody(Actor::Nobody)) };
    let token_hash = sm3_hex(token.as_bytes());
    let now = tx.now();
    let Some((found, person, must_change_password)) = session::session_with_person(tx, &token_hash, day_of(now))?
    else {
        return Ok(nobody(Actor::Nobody));
    };
    if found.last_seen.plus_seconds(IDLE_SECONDS) <= now || found.created_at.plus_seconds(ABSOLUTE_SECONDS) <= now {
        return Ok(nobody(Actor::Nobody));
    }
    Ok(Visitor {
        actor: Actor::Person(person),
        must_change_password,
        token_hash: Some(token_hash),
        csrf: found.csrf,
        last_seen: Some(found.last_seen),
    })
}

/// Every change carries a key, so that a double click or a dropped line does nothing twice.
fn check_key(caller: &Caller) -> Result<(), Refusal> {
    if caller.machine {
        return Ok(());
    }
    match caller.idempotency_key.as_deref() {
        Some(key) if (8..=100).contains(&key.len()) && key.is_ascii() => Ok(()),
        _ => Err(Refusal::new(RefusalKind::Malformed, Sentence::new("work.key_missing"))),
    }
}
