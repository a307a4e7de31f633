//! Sub-assignments (分办): a duty passed on to a division and a handler inside the organisation.

use crate::tx::Tx;
use crate::value::{Value, values};
use base::{Fault, Id, Moment};
use std::collections::BTreeMap;

/// To whom a duty was passed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentRow {
    /// Its id.
    pub id: Id,
    /// The division.
    pub division: (Id, String),
    /// The person.
    pub handler: Option<(Id, String)>,
    /// What was said with it.
    pub note: String,
    /// Who passed it on.
    pub by: Option<(Id, String)>,
    /// When.
    pub at: Moment,
}

/// Passes a duty on and answers the id of that.
pub fn insert_assignment(
    tx: &mut Tx<'_>,
    duty: Id,
    division: Id,
    handler: Option<Id>,
    note: &str,
    by: Option<Id>,
) -> Result<Id, Fault> {
    let id = tx.new_id();
    let args = values![tx.site(), id, duty, division, handler, note, by, tx.now()];
    tx.execute(
        "INSERT INTO sub_assignment (site, id, duty, division, handler, note, by_user, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &args,
    )?;
    tx.execute("UPDATE duty SET version = version + 1 WHERE site = $1 AND id = $2", &values![tx.site(), duty])?;
    Ok(id)
}

/// To whom duties were passed on, by duty, the last one last.
pub fn assignments_of(tx: &Tx<'_>, duties: &[Id]) -> Result<BTreeMap<Id, Vec<AssignmentRow>>, Fault> {
    let mut found: BTreeMap<Id, Vec<AssignmentRow>> = BTreeMap::new();
    for chunk in duties.chunks(500) {
        let mut args = values![tx.site()];
        args.extend(chunk.iter().map(|id| Value::from(*id)));
        let places: Vec<String> = (2..=args.len()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "SELECT a.duty, a.id, a.division, division.name, a.handler, handler.name, a.note, a.by_user, giver.name, a.at \
             FROM sub_assignment a JOIN division ON division.site = a.site AND division.id = a.division \
             LEFT JOIN user_account handler ON handler.site = a.site AND handler.id = a.handler \
             LEFT JOIN user_account giver ON giver.site = a.site AND giver.id = a.by_user \
             WHERE a.site = $1 AND a.duty IN ({}) ORDER BY a.id",
            places.join(", ")
        );
        for row in tx.query(&sql, &args)? {
            let assignment = AssignmentRow {
                id: row.id(1)?,
                division: (row.id(2)?, row.text(3)?),
                handler: row.opt_id(4)?.zip(row.opt_text(5)?),
                note: row.text(6)?,
                by: row.opt_id(7)?.zip(row.opt_text(8)?),
                at: row.moment(9)?,
            };
            found.entry(row.id(0)?).or_default().push(assignment);
        }
    }
    Ok(found)
}
