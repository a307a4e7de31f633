//! What stands in a work plan: measures, milestones, parts of the others, who works on it.

use crate::tx::Tx;
use crate::value::values;
use base::{Day, Fault, Id};

/// The content of a work plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkPlanContentRow {
    /// What is done.
    pub measures: Vec<String>,
    /// Steps: title, day (none while it is being written), share in per cent.
    pub milestones: Vec<(String, Option<Day>, i64)>,
    /// What each responsible organisation must do.
    pub parts: Vec<(Id, String)>,
    /// The deputy leader in charge.
    pub deputy_leader: String,
    /// The division that works on it.
    pub division: Option<Id>,
    /// The person who works on it.
    pub handler: Option<Id>,
}

/// The content of a work plan, rows in their order.
pub fn content_of(tx: &Tx<'_>, work_plan: Id) -> Result<WorkPlanContentRow, Fault> {
    let args = values![tx.site(), work_plan];
    let head = tx.one("SELECT deputy_leader, division, handler FROM work_plan WHERE site = $1 AND id = $2", &args)?;
    let Some(head) = head else { return Ok(WorkPlanContentRow::default()) };
    let measures =
        tx.query("SELECT body FROM work_plan_measure WHERE site = $1 AND work_plan = $2 ORDER BY position", &args)?;
    let milestones = tx.query(
        "SELECT title, due, weight FROM work_plan_milestone WHERE site = $1 AND work_plan = $2 ORDER BY position",
        &args,
    )?;
    let parts = tx.query(
        "SELECT organisation, what FROM work_plan_part WHERE site = $1 AND work_plan = $2 ORDER BY position",
        &args,
    )?;
    Ok(WorkPlanContentRow {
        measures: measures.into_iter().map(|row| row.text(0)).collect::<Result<_, _>>()?,
        milestones: milestones
            .into_iter()
            .map(|row| Ok((row.text(0)?, row.text(1)?.parse().ok(), row.int(2)?)))
            .collect::<Result<_, Fault>>()?,
        parts: parts.into_iter().map(|row| Ok((row.id(0)?, row.text(1)?))).collect::<Result<_, Fault>>()?,
        deputy_leader: head.text(0)?,
        division: head.opt_id(1)?,
        handler: head.opt_id(2)?,
    })
}

/// Writes the content of a work plan over what stood there and counts its version up.
pub fn write_content(tx: &mut Tx<'_>, work_plan: Id, content: &WorkPlanContentRow) -> Result<(), Fault> {
    let args = values![tx.site(), work_plan, &content.deputy_leader, content.division, content.handler, tx.now()];
    tx.execute(
        "UPDATE work_plan SET deputy_leader = $3, division = $4, handler = $5, updated_at = $6, version = version + 1 \
         WHERE site = $1 AND id = $2",
        &args,
    )?;
    delete_rows(tx, work_plan)?;
    insert_rows(tx, work_plan, content)
}

fn delete_rows(tx: &mut Tx<'_>, work_plan: Id) -> Result<(), Fault> {
    let args = values![tx.site(), work_plan];
    tx.execute("DELETE FROM work_plan_measure WHERE site = $1 AND work_plan = $2", &args)?;
    tx.execute("DELETE FROM work_plan_milestone WHERE site = $1 AND work_plan = $2", &args)?;
    tx.execute("DELETE FROM work_plan_part WHERE site = $1 AND work_plan = $2", &args)?;
    Ok(())
}

fn insert_rows(tx: &mut Tx<'_>, work_plan: Id, content: &WorkPlanContentRow) -> Result<(), Fault> {
    let site = tx.site();
    let measures: Vec<_> =
        content.measures.iter().enumerate().map(|(at, body)| values![site, work_plan, at, body]).collect();
    tx.insert_many("INSERT INTO work_plan_measure (site, work_plan, position, body)", &measures)?;
    let milestones: Vec<_> = content
        .milestones
        .iter()
        .enumerate()
        .map(|(at, (title, due, weight))| {
            let due = due.map(|day| day.to_string()).unwrap_or_default();
            values![site, work_plan, at, title, due, *weight]
        })
        .collect();
    tx.insert_many("INSERT INTO work_plan_milestone (site, work_plan, position, title, due, weight)", &milestones)?;
    let parts: Vec<_> = content
        .parts
        .iter()
        .enumerate()
        .map(|(at, (organisation, what))| values![site, work_plan, *organisation, at, what])
        .collect();
    tx.insert_many("INSERT INTO work_plan_part (site, work_plan, organisation, position, what)", &parts)
}
