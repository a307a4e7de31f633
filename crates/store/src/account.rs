//! Accounts and their passwords.

use crate::tx::Tx;
use crate::value::{Row, values};
use base::{Fault, Id, Moment};

/// An account as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: Id,
    /// What the person types.
    pub login: String,
    /// Name for people.
    pub name: String,
    /// Telephone, or "".
    pub phone: String,
    /// Home organisation.
    pub organisation: Option<Id>,
    /// Home division.
    pub division: Option<Id>,
    /// Closed by an administrator.
    pub disabled: bool,
    /// The password was set by somebody else.
    pub must_change_password: bool,
    /// Failed sign-ins in a row.
    pub failures: u32,
    /// Closed until then after failures.
    pub locked_until: Option<Moment>,
    /// Last sign-in.
    pub last_sign_in: Option<Moment>,
    /// For optimistic locking.
    pub version: i64,
}

pub(crate) const COLUMNS: &str = "id, login, name, phone, organisation, division, disabled, must_change_password, failures, \
                       locked_until, last_sign_in, version";

pub(crate) fn account(row: Row) -> Result<Account, Fault> {
    Ok(Account {
        id: row.id(0)?,
        login: row.text(1)?,
        name: row.text(2)?,
        phone: row.text(3)?,
        organisation: row.opt_id(4)?,
        division: row.opt_id(5)?,
        disabled: row.truth(6)?,
        must_change_password: row.truth(7)?,
        failures: row.small(8)?,
        locked_until: row.opt_moment(9)?,
        last_sign_in: row.opt_moment(10)?,
        version: row.int(11)?,
    })
}

/// The account of a login.
pub fn account_by_login(tx: &Tx<'_>, login: &str) -> Result<Option<Account>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM user_account WHERE site = $1 AND login = $2");
    tx.one(&sql, &values![tx.site(), login])?.map(account).transpose()
}

/// The account of an id.
pub fn account_by_id(tx: &Tx<'_>, id: Id) -> Result<Option<Account>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM user_account WHERE site = $1 AND id = $2");
    tx.one(&sql, &values![tx.site(), id])?.map(account).transpose()
}

/// Creates an account; `version` of the argument is ignored and starts at 1.
pub fn insert_account(tx: &mut Tx<'_>, account: &Account) -> Result<(), Fault> {
    let args = values![
        tx.site(),
        account.id,
        &account.login,
        &account.name,
        &account.phone,
        account.organisation,
        account.division,
        account.disabled,
        account.must_change_password,
        tx.now()
    ];
    tx.execute(
        "INSERT INTO user_account (site, id, login, name, phone, organisation, division, disabled, must_change_password, \
         failures, locked_until, last_sign_in, created_at, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, NULL, NULL, $10, 1)",
        &args,
    )?;
    Ok(())
}

/// The kept hash of a password.
pub fn password_hash(tx: &Tx<'_>, user: Id) -> Result<Option<String>, Fault> {
    let row = tx.one(
        "SELECT secret FROM credential WHERE site = $1 AND user_id = $2 AND kind = 'password'",
        &values![tx.site(), user],
    )?;
    row.map(|row| row.text(0)).transpose()
}

/// Sets the hash of a password; `by_another` asks for a change at the next sign-in.
pub fn set_password_hash(tx: &mut Tx<'_>, user: Id, hash: &str, by_another: bool) -> Result<(), Fault> {
    let args = values![tx.site(), user, hash, tx.now()];
    tx.execute(
        "INSERT INTO credential (site, user_id, kind, secret, changed_at) VALUES ($1, $2, 'password', $3, $4) \
         ON CONFLICT (site, user_id, kind) DO UPDATE SET secret = excluded.secret, changed_at = excluded.changed_at",
        &args,
    )?;
    tx.execute(
        "UPDATE user_account SET must_change_password = $3, failures = 0, locked_until = NULL, version = version + 1 \
         WHERE site = $1 AND id = $2",
        &values![tx.site(), user, by_another],
    )?;
    Ok(())
}

/// Notes a failed sign-in.
pub fn count_failure(tx: &mut Tx<'_>, user: Id, failures: u32, locked_until: Option<Moment>) -> Result<(), Fault> {
    tx.execute(
        "UPDATE user_account SET failures = $3, locked_until = $4 WHERE site = $1 AND id = $2",
        &values![tx.site(), user, failures, locked_until],
    )?;
    Ok(())
}

/// Notes a sign-in that worked.
pub fn note_sign_in(tx: &mut Tx<'_>, user: Id) -> Result<(), Fault> {
    tx.execute(
        "UPDATE user_account SET failures = 0, locked_until = NULL, last_sign_in = $3 WHERE site = $1 AND id = $2",
        &values![tx.site(), user, tx.now()],
    )?;
    Ok(())
}

/// Writes name and telephone, if the version is still the one shown; answers whether it was.
pub fn update_account(tx: &mut Tx<'_>, id: Id, version: i64, name: &str, phone: &str) -> Result<bool, Fault> {
    let changed = tx.execute(
        "UPDATE user_account SET name = $4, phone = $5, version = version + 1 WHERE site = $1 AND id = $2 AND version = $3",
        &values![tx.site(), id, version, name, phone],
    )?;
    Ok(changed == 1)
}

/// Counts the version up, if it is still the one shown: a change to what belongs to the account.
pub fn touch_account(tx: &mut Tx<'_>, id: Id, version: i64) -> Result<bool, Fault> {
    let changed = tx.execute(
        "UPDATE user_account SET version = version + 1 WHERE site = $1 AND id = $2 AND version = $3",
        &values![tx.site(), id, version],
    )?;
    Ok(changed == 1)
}

/// Opens or closes an account, and forgets its failures.
pub fn set_disabled(tx: &mut Tx<'_>, id: Id, disabled: bool) -> Result<(), Fault> {
    tx.execute(
        "UPDATE user_account SET disabled = $3, failures = 0, locked_until = NULL WHERE site = $1 AND id = $2",
        &values![tx.site(), id, disabled],
    )?;
    Ok(())
}
