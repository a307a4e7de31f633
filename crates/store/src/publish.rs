//! What publishing reads and writes besides the duties: the plan's state, its rivals, who belongs to a group on a day.

use crate::tx::Tx;
use crate::value::values;
use base::{Day, Fault, Id};
use std::collections::BTreeMap;

/// Title of the plan of a year that is published already.
pub fn published_plan_of_year(tx: &Tx<'_>, year: i16) -> Result<Option<(Id, String)>, Fault> {
    let row = tx.one(
        "SELECT id, title FROM plan WHERE site = $1 AND year = $2 AND state = 'published' ORDER BY id",
        &values![tx.site(), year],
    )?;
    row.map(|row| Ok((row.id(0)?, row.text(1)?))).transpose()
}

/// Marks a draft as published; the caller has compared the version.
pub fn publish_plan(tx: &mut Tx<'_>, plan: Id, user: Option<Id>) -> Result<(), Fault> {
    let args = values![tx.site(), plan, tx.now(), user];
    tx.execute(
        "UPDATE plan SET state = 'published', published_at = $3, published_by = $4, version = version + 1 \
         WHERE site = $1 AND id = $2",
        &args,
    )?;
    Ok(())
}

/// Members of every group that exist on a day, in their order.
pub fn members_on(tx: &Tx<'_>, day: Day) -> Result<BTreeMap<Id, Vec<Id>>, Fault> {
    let rows = tx.query(
        "SELECT m.organisation_group, m.organisation FROM group_member m \
         JOIN organisation o ON o.site = m.site AND o.id = m.organisation \
         WHERE m.site = $1 AND (o.valid_from IS NULL OR o.valid_from <= $2) \
         AND (o.valid_until IS NULL OR o.valid_until >= $2) ORDER BY m.organisation_group, m.position, m.organisation",
        &values![tx.site(), day],
    )?;
    let mut members: BTreeMap<Id, Vec<Id>> = BTreeMap::new();
    for row in rows {
        members.entry(row.id(0)?).or_default().push(row.id(1)?);
    }
    Ok(members)
}
