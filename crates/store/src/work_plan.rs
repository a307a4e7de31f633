//! Work plans: what the lead of a task promises. One for each task and lead organisation.

use crate::scope::{ScopeColumns, scope_condition};
use crate::tx::Tx;
use crate::value::{Row, Value, values};
use access::Scope;
use base::{Fault, Id, Moment};

/// A work plan as kept, with the names that are shown beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkPlanRow {
    /// Its id.
    pub id: Id,
    /// The plan.
    pub plan: Id,
    /// The year of the plan.
    pub year: i16,
    /// The task.
    pub item: Id,
    /// Number of the task.
    pub task_number: String,
    /// Title of the task.
    pub task_title: String,
    /// Deadline of the task as printed.
    pub task_deadline: String,
    /// Who promises.
    pub organisation: (Id, String),
    /// `draft`, `submitted`, `approved`, `accepted` or `returned`.
    pub state: String,
    /// The deputy leader in charge.
    pub deputy_leader: String,
    /// The division that works on it.
    pub division: Option<(Id, String)>,
    /// The person who works on it.
    pub handler: Option<(Id, String)>,
    /// When it was last changed or moved.
    pub updated_at: Moment,
    /// For optimistic locking.
    pub version: i64,
}

/// Which work plans are asked for; an absent part asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkPlanFilter {
    /// Of a plan.
    pub plan: Option<Id>,
    /// Of a task.
    pub item: Option<Id>,
    /// Of an organisation.
    pub organisation: Option<Id>,
    /// In a state.
    pub state: Option<String>,
}

const SELECT: &str = "SELECT work_plan.id, work_plan.plan, plan.year, work_plan.item, item.number, item.title, \
    item.deadline, work_plan.organisation, organisation.short_name, work_plan.state, work_plan.deputy_leader, \
    work_plan.division, division.name, work_plan.handler, user_account.name, work_plan.updated_at, work_plan.version \
    FROM work_plan JOIN plan ON plan.site = work_plan.site AND plan.id = work_plan.plan \
    JOIN item ON item.site = work_plan.site AND item.id = work_plan.item \
    JOIN organisation ON organisation.site = work_plan.site AND organisation.id = work_plan.organisation \
    LEFT JOIN division ON division.site = work_plan.site AND division.id = work_plan.division \
    LEFT JOIN user_account ON user_account.site = work_plan.site AND user_account.id = work_plan.handler";

fn work_plan(row: Row) -> Result<WorkPlanRow, Fault> {
    Ok(WorkPlanRow {
        id: row.id(0)?,
        plan: row.id(1)?,
        year: row.small(2)?,
        item: row.id(3)?,
        task_number: row.text(4)?,
        task_title: row.text(5)?,
        task_deadline: row.text(6)?,
        organisation: (row.id(7)?, row.text(8)?),
        state: row.text(9)?,
        deputy_leader: row.text(10)?,
        division: row.opt_id(11)?.zip(row.opt_text(12)?),
        handler: row.opt_id(13)?.zip(row.opt_text(14)?),
        updated_at: row.moment(15)?,
        version: row.int(16)?,
    })
}

/// How the facts of a work plan stand in its row.
const FACTS: ScopeColumns<'_> = ScopeColumns {
    owner: None,
    organisation: Some("work_plan.organisation"),
    task_item: Some("work_plan.item"),
    state: Some("work_plan.state"),
    site: "work_plan.site",
    row: None,
    naming: &[],
};

/// Begins a work plan as a draft and answers its id.
pub fn insert_work_plan(tx: &mut Tx<'_>, plan: Id, item: Id, organisation: Id) -> Result<Id, Fault> {
    let id = tx.new_id();
    let args = values![tx.site(), id, plan, item, organisation, tx.now()];
    tx.execute(
        "INSERT INTO work_plan (site, id, plan, item, organisation, state, deputy_leader, division, handler, created_at, \
         updated_at, version) VALUES ($1, $2, $3, $4, $5, 'draft', '', NULL, NULL, $6, $6, 1)",
        &args,
    )?;
    Ok(id)
}

/// The work plan of an id.
pub fn work_plan_by_id(tx: &Tx<'_>, id: Id) -> Result<Option<WorkPlanRow>, Fault> {
    let sql = format!("{SELECT} WHERE work_plan.site = $1 AND work_plan.id = $2");
    tx.one(&sql, &values![tx.site(), id])?.map(work_plan).transpose()
}

/// Work plans inside a scope, in the order of their tasks.
pub fn work_plans(tx: &Tx<'_>, scope: &Scope, filter: &WorkPlanFilter) -> Result<Vec<WorkPlanRow>, Fault> {
    let mut args = values![tx.site()];
    let mut conditions = vec!["work_plan.site = $1".to_owned(), scope_condition(scope, &FACTS, &mut args)];
    let mut equal = |column: &str, value: Option<Value>| {
        if let Some(value) = value {
            args.push(value);
            conditions.push(format!("{column} = ${}", args.len()));
        }
    };
    equal("work_plan.plan", filter.plan.map(Value::from));
    equal("work_plan.item", filter.item.map(Value::from));
    equal("work_plan.organisation", filter.organisation.map(Value::from));
    equal("work_plan.state", filter.state.as_ref().map(Value::from));
    let sql = format!(
        "{SELECT} WHERE {} ORDER BY plan.year DESC, work_plan.plan, item.position, item.id, organisation.position, \
         work_plan.id",
        conditions.join(" AND ")
    );
    tx.query(&sql, &args)?.into_iter().map(work_plan).collect()
}

/// Moves a work plan to a state; the caller has compared the version.
pub fn set_work_plan_state(tx: &mut Tx<'_>, id: Id, state: &str) -> Result<(), Fault> {
    let args = values![tx.site(), id, state, tx.now()];
    tx.execute(
        "UPDATE work_plan SET state = $3, updated_at = $4, version = version + 1 WHERE site = $1 AND id = $2",
        &args,
    )?;
    Ok(())
}

/// A step in the life of a work plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveRow {
    /// What was done.
    pub verb: String,
    /// By whom.
    pub by: Option<(Id, String)>,
    /// When.
    pub at: Moment,
    /// Why.
    pub reason: Option<String>,
}

/// Notes a step.
pub fn insert_move(
    tx: &mut Tx<'_>,
    work_plan: Id,
    verb: &str,
    by: Option<Id>,
    reason: Option<&str>,
) -> Result<(), Fault> {
    let args = values![tx.site(), tx.new_id(), work_plan, verb, by, tx.now(), reason];
    tx.execute(
        "INSERT INTO work_plan_move (site, id, work_plan, verb, by_user, at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &args,
    )?;
    Ok(())
}

/// The steps of a work plan, the first first.
pub fn moves_of(tx: &Tx<'_>, work_plan: Id) -> Result<Vec<MoveRow>, Fault> {
    let rows = tx.query(
        "SELECT m.verb, m.by_user, u.name, m.at, m.reason FROM work_plan_move m \
         LEFT JOIN user_account u ON u.site = m.site AND u.id = m.by_user \
         WHERE m.site = $1 AND m.work_plan = $2 ORDER BY m.id",
        &values![tx.site(), work_plan],
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(MoveRow {
                verb: row.text(0)?,
                by: row.opt_id(1)?.zip(row.opt_text(2)?),
                at: row.moment(3)?,
                reason: row.opt_text(4)?,
            })
        })
        .collect()
}
