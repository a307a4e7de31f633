//! Sessions: rows under the digest of a token that only the browser knows.

use crate::entry_move::stood_in_by;
use crate::tx::Tx;
use crate::value::{Row, values};
use access::{Membership, Person, Role};
use base::{Day, Fault, Id, Moment};

/// A session as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Whose.
    pub user: Id,
    /// The token that every change must carry.
    pub csrf: String,
    /// When it began.
    pub created_at: Moment,
    /// When it was last used, to the minute.
    pub last_seen: Moment,
}

/// The session under a token's digest.
pub fn session_by_token_hash(tx: &Tx<'_>, token_hash: &str) -> Result<Option<Session>, Fault> {
    let row = tx.one(
        "SELECT user_id, csrf, created_at, last_seen FROM session WHERE site = $1 AND token_hash = $2",
        &values![tx.site(), token_hash],
    )?;
    row.map(|row| {
        Ok(Session { user: row.id(0)?, csrf: row.text(1)?, created_at: row.moment(2)?, last_seen: row.moment(3)? })
    })
    .transpose()
}

/// Opens a session.
pub fn insert_session(tx: &mut Tx<'_>, token_hash: &str, user: Id, csrf: &str) -> Result<(), Fault> {
    let args = values![tx.site(), token_hash, user, csrf, tx.now()];
    tx.execute(
        "INSERT INTO session (site, token_hash, user_id, csrf, created_at, last_seen) VALUES ($1, $2, $3, $4, $5, $5)",
        &args,
    )?;
    Ok(())
}

/// Notes that a session was used now.
pub fn touch_session(tx: &mut Tx<'_>, token_hash: &str) -> Result<(), Fault> {
    let args = values![tx.site(), token_hash, tx.now()];
    tx.execute("UPDATE session SET last_seen = $3 WHERE site = $1 AND token_hash = $2", &args)?;
    Ok(())
}

/// Ends one session.
pub fn delete_session(tx: &mut Tx<'_>, token_hash: &str) -> Result<(), Fault> {
    let args = values![tx.site(), token_hash];
    tx.execute("DELETE FROM session WHERE site = $1 AND token_hash = $2", &args)?;
    Ok(())
}

/// Ends all sessions of a user but one (or all, with an empty hash).
pub fn delete_other_sessions(tx: &mut Tx<'_>, user: Id, kept_token_hash: &str) -> Result<(), Fault> {
    let args = values![tx.site(), user, kept_token_hash];
    tx.execute("DELETE FROM session WHERE site = $1 AND user_id = $2 AND token_hash <> $3", &args)?;
    Ok(())
}

/// A session with the person it is of and the roles valid on a day; `None` where there is no session, or the account is
/// gone or disabled. Truth says that the password must be changed first.
pub fn session_with_person(tx: &Tx<'_>, token_hash: &str, day: Day) -> Result<Option<(Session, Person, bool)>, Fault> {
    let rows = tx.query(
        "SELECT s.user_id, s.csrf, s.created_at, s.last_seen, a.name, a.must_change_password, m.organisation, m.division, \
         m.role FROM session s JOIN user_account a ON a.site = s.site AND a.id = s.user_id AND a.disabled = 0 \
         LEFT JOIN membership m ON m.site = s.site AND m.user_id = s.user_id AND m.valid_from <= $3 \
         AND (m.valid_until IS NULL OR m.valid_until > $3) WHERE s.site = $1 AND s.token_hash = $2 ORDER BY m.id",
        &values![tx.site(), token_hash, day],
    )?;
    let Some(row) = rows.first() else { return Ok(None) };
    let session =
        Session { user: row.id(0)?, csrf: row.text(1)?, created_at: row.moment(2)?, last_seen: row.moment(3)? };
    let stands_in = stood_in_by(tx, session.user)?.into_iter().collect();
    let person = Person { user: session.user, name: row.text(4)?, memberships: memberships(&rows, 6)?, stands_in };
    Ok(Some((session, person, row.truth(5)?)))
}

/// A person with the roles valid on a day; `None` where the account is gone or disabled.
pub fn person_on(tx: &Tx<'_>, user: Id, day: Day) -> Result<Option<(Person, bool)>, Fault> {
    let account = tx.one(
        "SELECT name, must_change_password FROM user_account WHERE site = $1 AND id = $2 AND disabled = 0",
        &values![tx.site(), user],
    )?;
    let Some(account) = account else { return Ok(None) };
    let rows = tx.query(
        "SELECT organisation, division, role FROM membership WHERE site = $1 AND user_id = $2 AND valid_from <= $3 \
         AND (valid_until IS NULL OR valid_until > $3) ORDER BY id",
        &values![tx.site(), user, day],
    )?;
    let memberships = memberships(&rows, 0)?;
    let stands_in = stood_in_by(tx, user)?.into_iter().collect();
    Ok(Some((Person { user, name: account.text(0)?, memberships, stands_in }, account.truth(1)?)))
}

/// The roles that stand in rows, from a column on; a row may have none.
fn memberships(rows: &[Row], first: usize) -> Result<Vec<Membership>, Fault> {
    let mut memberships = Vec::new();
    for row in rows {
        // A role that this version does not know grants nothing.
        let role = row.opt_text(first + 2)?.and_then(|code| Role::from_code(&code));
        if let Some((role, organisation)) = role.zip(row.opt_id(first)?) {
            memberships.push(Membership { organisation, division: row.opt_id(first + 1)?, role });
        }
    }
    Ok(memberships)
}
