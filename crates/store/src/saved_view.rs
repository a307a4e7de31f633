//! Saved views of lists, and with which one a list opens for somebody.

use crate::scope::{ScopeColumns, scope_condition};
use crate::tx::Tx;
use crate::value::{Row, values};
use access::Scope;
use base::{Fault, Id};

/// A view under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedViewRow {
    /// Its id.
    pub id: Id,
    /// Code of the ledger.
    pub ledger: String,
    /// Who keeps it.
    pub owner: Id,
    /// Whose name that is; written nowhere.
    pub owner_name: String,
    /// With whom it is shared.
    pub organisation: Option<Id>,
    /// Its name.
    pub name: String,
    /// Words that must be found.
    pub search: String,
    /// The filters, as JSON.
    pub filters: String,
    /// What is sorted by, as a list takes it.
    pub sort: String,
    /// Codes of the fields that are columns, as JSON.
    pub columns: String,
    /// For optimistic locking.
    pub version: i64,
}

const SELECT: &str = "SELECT v.id, v.ledger, v.owner, owner.name, v.organisation, v.name, v.search, v.filters, v.sort, \
                      v.columns, v.version FROM saved_view v LEFT JOIN user_account owner ON owner.site = v.site \
                      AND owner.id = v.owner WHERE v.site = $1";

const SCOPED: ScopeColumns<'_> = ScopeColumns {
    owner: Some("v.owner"),
    organisation: Some("v.organisation"),
    task_item: None,
    state: None,
    site: "v.site",
    row: None,
    naming: &[],
};

fn saved_view(row: Row) -> Result<SavedViewRow, Fault> {
    Ok(SavedViewRow {
        id: row.id(0)?,
        ledger: row.text(1)?,
        owner: row.id(2)?,
        owner_name: row.opt_text(3)?.unwrap_or_default(),
        organisation: row.opt_id(4)?,
        name: row.text(5)?,
        search: row.text(6)?,
        filters: row.text(7)?,
        sort: row.text(8)?,
        columns: row.text(9)?,
        version: row.int(10)?,
    })
}

/// The views of a ledger that lie within a scope, in the order in which they were kept.
pub fn saved_views(tx: &Tx<'_>, ledger: &str, scope: &Scope) -> Result<Vec<SavedViewRow>, Fault> {
    let mut args = values![tx.site(), ledger];
    let within = scope_condition(scope, &SCOPED, &mut args);
    let sql = format!("{SELECT} AND v.ledger = $2 AND {within} ORDER BY v.id");
    tx.query(&sql, &args)?.into_iter().map(saved_view).collect()
}

/// One view.
pub fn saved_view_by_id(tx: &Tx<'_>, id: Id) -> Result<Option<SavedViewRow>, Fault> {
    tx.one(&format!("{SELECT} AND v.id = $2"), &values![tx.site(), id])?.map(saved_view).transpose()
}

/// How many views somebody keeps, of all ledgers.
pub fn saved_view_count(tx: &Tx<'_>, owner: Id) -> Result<i64, Fault> {
    tx.count("SELECT COUNT(*) FROM saved_view WHERE site = $1 AND owner = $2", &values![tx.site(), owner])
}

/// Keeps a view.
pub fn insert_saved_view(tx: &mut Tx<'_>, one: &SavedViewRow) -> Result<(), Fault> {
    let args = values![
        tx.site(),
        one.id,
        &one.ledger,
        one.owner,
        one.organisation,
        &one.name,
        &one.search,
        &one.filters,
        &one.sort,
        &one.columns,
        tx.now(),
        one.version,
    ];
    tx.execute(
        "INSERT INTO saved_view (site, id, ledger, owner, organisation, name, search, filters, sort, columns, created_at, \
         updated_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)",
        &args,
    )?;
    Ok(())
}

/// Writes a view over the version it was read at. Answers whether it was written.
pub fn update_saved_view(tx: &mut Tx<'_>, one: &SavedViewRow) -> Result<bool, Fault> {
    let args = values![
        tx.site(),
        one.id,
        one.version,
        one.organisation,
        &one.name,
        &one.search,
        &one.filters,
        &one.sort,
        &one.columns,
        tx.now(),
    ];
    let changed = tx.execute(
        "UPDATE saved_view SET organisation = $4, name = $5, search = $6, filters = $7, sort = $8, columns = $9, \
         updated_at = $10, version = version + 1 WHERE site = $1 AND id = $2 AND version = $3",
        &args,
    )?;
    Ok(changed == 1)
}

/// Removes a view; lists that opened with it open without one again.
pub fn delete_saved_view(tx: &mut Tx<'_>, id: Id) -> Result<(), Fault> {
    let args = values![tx.site(), id];
    tx.execute("DELETE FROM default_view WHERE site = $1 AND view = $2", &args)?;
    tx.execute("DELETE FROM saved_view WHERE site = $1 AND id = $2", &args)?;
    Ok(())
}

/// The view with which a ledger opens for somebody.
pub fn default_view(tx: &Tx<'_>, user: Id, ledger: &str) -> Result<Option<Id>, Fault> {
    let sql = "SELECT view FROM default_view WHERE site = $1 AND user_id = $2 AND ledger = $3";
    tx.one(sql, &values![tx.site(), user, ledger])?.map(|row| row.id(0)).transpose()
}

/// Opens a ledger with a view for somebody from now on, or with none.
pub fn set_default_view(tx: &mut Tx<'_>, user: Id, ledger: &str, view: Option<Id>) -> Result<(), Fault> {
    let args = values![tx.site(), user, ledger];
    tx.execute("DELETE FROM default_view WHERE site = $1 AND user_id = $2 AND ledger = $3", &args)?;
    if let Some(view) = view {
        let args = values![tx.site(), user, ledger, view];
        tx.execute("INSERT INTO default_view (site, user_id, ledger, view) VALUES ($1, $2, $3, $4)", &args)?;
    }
    Ok(())
}
