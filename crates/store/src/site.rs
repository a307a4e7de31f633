//! The site: one city, installed from its pack.

use crate::tx::Tx;
use crate::value::values;
use base::Fault;

/// The installed city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRow {
    /// Code of its pack.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its time zone.
    pub time_zone: String,
    /// The plan year that is shown first.
    pub year: i16,
    /// Synthetic people and rows, marked on every page.
    pub demonstration: bool,
}

/// The installed site, if one is.
pub fn installed_site(tx: &Tx<'_>) -> Result<Option<SiteRow>, Fault> {
    let row =
        tx.one("SELECT code, name, time_zone, year, demonstration FROM site WHERE site = $1", &values![tx.site()])?;
    row.map(|row| {
        Ok(SiteRow {
            code: row.text(0)?,
            name: row.text(1)?,
            time_zone: row.text(2)?,
            year: row.small(3)?,
            demonstration: row.truth(4)?,
        })
    })
    .transpose()
}

/// Installs the site.
pub fn insert_site(tx: &mut Tx<'_>, site: &SiteRow) -> Result<(), Fault> {
    let args = values![tx.site(), &site.code, &site.name, &site.time_zone, site.year, site.demonstration, tx.now()];
    tx.execute(
        "INSERT INTO site (site, code, name, time_zone, year, demonstration, installed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &args,
    )?;
    Ok(())
}
