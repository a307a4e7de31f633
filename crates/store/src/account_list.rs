//! Lists of accounts: scoped, filtered, paged by key; a masked telephone number neither shows nor filters.

use crate::account::{Account, COLUMNS, account};
use crate::scope::{ScopeColumns, scope_condition};
use crate::tx::Tx;
use crate::value::{Value, values};
use access::Scope;
use base::{Fault, Id};
use std::collections::BTreeMap;

/// Which accounts, as far as they may be seen.
#[derive(Clone, Debug)]
pub struct AccountFilter<'a> {
    /// Rows that the reader may see.
    pub scope: &'a Scope,
    /// Rows whose telephone number the reader may see.
    pub phone_scope: &'a Scope,
    /// Part of a login or name, or of a telephone number that may be seen.
    pub text: Option<&'a str>,
    /// Home organisation.
    pub organisation: Option<Id>,
    /// One account.
    pub id: Option<Id>,
    /// Logins after this one.
    pub after: Option<&'a str>,
    /// How many at most.
    pub limit: usize,
}

const SCOPED: ScopeColumns<'_> = ScopeColumns {
    owner: Some("u.id"),
    organisation: Some("u.organisation"),
    task_item: None,
    state: None,
    site: "u.site",
    row: None,
    naming: &[],
};

/// Accounts in order of login, each with whether its telephone number may be seen.
pub fn accounts(tx: &Tx<'_>, filter: &AccountFilter<'_>) -> Result<Vec<(Account, bool)>, Fault> {
    let mut args = values![tx.site()];
    let mut conditions = vec![scope_condition(filter.scope, &SCOPED, &mut args)];
    let phone = scope_condition(filter.phone_scope, &SCOPED, &mut args);
    if let Some(text) = filter.text.filter(|text| !text.is_empty()) {
        args.push(Value::from(contains(text)));
        let (place, like) = (args.len(), tx.dialect().like());
        conditions.push(format!(
            "(u.login {like} ${place} ESCAPE '\\' OR u.name {like} ${place} ESCAPE '\\' \
             OR (({phone}) AND u.phone {like} ${place} ESCAPE '\\'))"
        ));
    }
    if let Some(organisation) = filter.organisation {
        args.push(Value::from(organisation));
        conditions.push(format!("u.organisation = ${}", args.len()));
    }
    if let Some(id) = filter.id {
        args.push(Value::from(id));
        conditions.push(format!("u.id = ${}", args.len()));
    }
    if let Some(after) = filter.after {
        args.push(Value::from(after));
        conditions.push(format!("u.login > ${}", args.len()));
    }
    args.push(Value::from(filter.limit));
    let columns: Vec<String> = COLUMNS.split(", ").map(|column| format!("u.{}", column.trim())).collect();
    let sql = format!(
        "SELECT {}, CASE WHEN {phone} THEN 1 ELSE 0 END FROM user_account u WHERE u.site = $1 AND {} \
         ORDER BY u.login LIMIT ${}",
        columns.join(", "),
        conditions.join(" AND "),
        args.len()
    );
    let width = columns.len();
    tx.query(&sql, &args)?
        .into_iter()
        .map(|row| {
            let visible = row.truth(width)?;
            Ok((account(row)?, visible))
        })
        .collect()
}

/// A pattern for text anywhere in a column.
fn contains(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

/// How many open accounts each organisation has.
pub fn people_by_organisation(tx: &Tx<'_>) -> Result<BTreeMap<Id, i64>, Fault> {
    let rows = tx.query(
        "SELECT organisation, COUNT(*) FROM user_account WHERE site = $1 AND disabled = 0 AND organisation IS NOT NULL \
         GROUP BY organisation ORDER BY organisation",
        &values![tx.site()],
    )?;
    rows.into_iter().map(|row| Ok((row.id(0)?, row.int(1)?))).collect()
}
