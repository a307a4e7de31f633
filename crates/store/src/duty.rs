//! Duties: one for each organisation, task and role of a published plan.

use crate::scope::{ScopeColumns, scope_condition};
use crate::tx::Tx;
use crate::value::{Row, Value, values};
use access::Scope;
use base::{Fault, Id, Moment};
use std::collections::BTreeSet;

/// A duty to hand out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDuty {
    /// Its id.
    pub id: Id,
    /// The plan.
    pub plan: Id,
    /// The task.
    pub item: Id,
    /// Who gets it.
    pub organisation: Id,
    /// `lead` or `responsible`.
    pub role: &'static str,
    /// The place of the name by which it was named, from 1.
    pub ordinal: i64,
    /// The group through which it was named.
    pub via_group: Option<Id>,
}

/// A duty as kept, with the names that are shown beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRow {
    /// Its id.
    pub id: Id,
    /// The plan.
    pub plan: Id,
    /// The task.
    pub item: Id,
    /// Number of the task.
    pub task_number: String,
    /// Title of the task.
    pub task_title: String,
    /// Deadline of the task as printed.
    pub task_deadline: String,
    /// Whose it is.
    pub organisation: (Id, String),
    /// What sort of body that is.
    pub organisation_kind: String,
    /// `lead` or `responsible`.
    pub role: String,
    /// The place of the name by which it was named, from 1.
    pub ordinal: i64,
    /// The group through which it was named.
    pub via_group: Option<(Id, String)>,
    /// `issued`, `received` or `withdrawn`.
    pub state: String,
    /// When it was handed out.
    pub issued_at: Moment,
    /// Who acknowledged it.
    pub received_by: Option<(Id, String)>,
    /// When.
    pub received_at: Option<Moment>,
    /// For optimistic locking.
    pub version: i64,
}

/// Which duties are asked for; an absent part asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyFilter {
    /// Of a plan.
    pub plan: Option<Id>,
    /// Of a task.
    pub item: Option<Id>,
    /// Of an organisation.
    pub organisation: Option<Id>,
    /// In a state; where absent, all but those withdrawn.
    pub state: Option<String>,
    /// With a role.
    pub role: Option<String>,
    /// After this id.
    pub after: Option<Id>,
}

const SELECT: &str = "SELECT duty.id, duty.plan, duty.item, item.number, item.title, item.deadline, duty.organisation, \
    organisation.short_name, organisation.kind, duty.role, duty.position, duty.via_group, organisation_group.name, \
    duty.state, duty.issued_at, duty.received_by, user_account.name, duty.received_at, duty.version FROM duty \
    JOIN item ON item.site = duty.site AND item.id = duty.item \
    JOIN organisation ON organisation.site = duty.site AND organisation.id = duty.organisation \
    LEFT JOIN organisation_group ON organisation_group.site = duty.site AND organisation_group.id = duty.via_group \
    LEFT JOIN user_account ON user_account.site = duty.site AND user_account.id = duty.received_by";

fn duty(row: Row) -> Result<DutyRow, Fault> {
    Ok(DutyRow {
        id: row.id(0)?,
        plan: row.id(1)?,
        item: row.id(2)?,
        task_number: row.text(3)?,
        task_title: row.text(4)?,
        task_deadline: row.text(5)?,
        organisation: (row.id(6)?, row.text(7)?),
        organisation_kind: row.text(8)?,
        role: row.text(9)?,
        ordinal: row.int(10)?,
        via_group: row.opt_id(11)?.zip(row.opt_text(12)?),
        state: row.text(13)?,
        issued_at: row.moment(14)?,
        received_by: row.opt_id(15)?.zip(row.opt_text(16)?),
        received_at: row.opt_moment(17)?,
        version: row.int(18)?,
    })
}

/// How the facts of a duty stand in its row.
const FACTS: ScopeColumns<'_> = ScopeColumns {
    owner: None,
    organisation: Some("duty.organisation"),
    task_item: Some("duty.item"),
    state: Some("duty.state"),
    site: "duty.site",
    row: None,
    naming: &[],
};

/// Hands duties out, in the order given.
pub fn insert_duties(tx: &mut Tx<'_>, duties: &[NewDuty]) -> Result<(), Fault> {
    let now = tx.now();
    let rows: Vec<_> = duties
        .iter()
        .map(|one| {
            values![
                tx.site(),
                one.id,
                one.plan,
                one.item,
                one.organisation,
                one.role,
                one.ordinal,
                one.via_group,
                "issued",
                now,
                1
            ]
        })
        .collect();
    tx.insert_many(
        "INSERT INTO duty (site, id, plan, item, organisation, role, position, via_group, state, issued_at, version)",
        &rows,
    )
}

/// The duty of an id.
pub fn duty_by_id(tx: &Tx<'_>, id: Id) -> Result<Option<DutyRow>, Fault> {
    let sql = format!("{SELECT} WHERE duty.site = $1 AND duty.id = $2");
    tx.one(&sql, &values![tx.site(), id])?.map(duty).transpose()
}

/// Duties inside a scope, in the order in which they were handed out: by task, leads first.
pub fn duties(tx: &Tx<'_>, scope: &Scope, filter: &DutyFilter, limit: usize) -> Result<Vec<DutyRow>, Fault> {
    let mut args = values![tx.site()];
    let mut conditions = vec!["duty.site = $1".to_owned(), scope_condition(scope, &FACTS, &mut args)];
    let mut equal = |column: &str, word: &str, value: Option<Value>| {
        if let Some(value) = value {
            args.push(value);
            conditions.push(format!("{column} {word} ${}", args.len()));
        }
    };
    equal("duty.plan", "=", filter.plan.map(Value::from));
    equal("duty.item", "=", filter.item.map(Value::from));
    equal("duty.organisation", "=", filter.organisation.map(Value::from));
    equal("duty.role", "=", filter.role.as_ref().map(Value::from));
    equal("duty.id", ">", filter.after.map(Value::from));
    match &filter.state {
        Some(state) => equal("duty.state", "=", Some(Value::from(state))),
        None => equal("duty.state", "<>", Some(Value::from("withdrawn"))),
    }
    args.push(Value::from(limit));
    let sql = format!("{SELECT} WHERE {} ORDER BY duty.id LIMIT ${}", conditions.join(" AND "), args.len());
    tx.query(&sql, &args)?.into_iter().map(duty).collect()
}

/// Received duties inside a scope that nobody has passed on inside yet.
pub fn duties_to_assign(tx: &Tx<'_>, scope: &Scope) -> Result<Vec<DutyRow>, Fault> {
    received_duties(
        tx,
        scope,
        "NOT EXISTS (SELECT 1 FROM sub_assignment WHERE sub_assignment.site = duty.site AND sub_assignment.duty = duty.id)",
    )
}

/// Received lead duties inside a scope whose work plan nobody has submitted yet.
pub fn duties_to_plan(tx: &Tx<'_>, scope: &Scope) -> Result<Vec<DutyRow>, Fault> {
    received_duties(
        tx,
        scope,
        "duty.role = 'lead' AND NOT EXISTS (SELECT 1 FROM work_plan WHERE work_plan.site = duty.site \
         AND work_plan.item = duty.item AND work_plan.organisation = duty.organisation AND work_plan.state <> 'draft')",
    )
}

fn received_duties(tx: &Tx<'_>, scope: &Scope, condition: &str) -> Result<Vec<DutyRow>, Fault> {
    let mut args = values![tx.site()];
    let inside = scope_condition(scope, &FACTS, &mut args);
    let sql = format!(
        "{SELECT} WHERE duty.site = $1 AND {inside} AND duty.state = 'received' AND {condition} ORDER BY duty.id"
    );
    tx.query(&sql, &args)?.into_iter().map(duty).collect()
}

/// All duties of a task, those withdrawn included.
pub fn duties_of_item(tx: &Tx<'_>, item: Id) -> Result<Vec<DutyRow>, Fault> {
    let sql = format!("{SELECT} WHERE duty.site = $1 AND duty.item = $2 ORDER BY duty.role, duty.position, duty.id");
    tx.query(&sql, &values![tx.site(), item])?.into_iter().map(duty).collect()
}

/// All duties of a plan that were not withdrawn: by organisation, then by task.
pub fn duties_of_plan(tx: &Tx<'_>, plan: Id) -> Result<Vec<DutyRow>, Fault> {
    let sql = format!(
        "{SELECT} WHERE duty.site = $1 AND duty.plan = $2 AND duty.state <> 'withdrawn' \
         ORDER BY organisation.position, organisation.id, item.position, duty.role, duty.id"
    );
    tx.query(&sql, &values![tx.site(), plan])?.into_iter().map(duty).collect()
}

/// The organisations that lead a task.
pub fn leads_of_item(tx: &Tx<'_>, item: Id) -> Result<BTreeSet<Id>, Fault> {
    let rows = tx.query(
        "SELECT organisation FROM duty WHERE site = $1 AND item = $2 AND role = 'lead' AND state <> 'withdrawn' \
         ORDER BY organisation",
        &values![tx.site(), item],
    )?;
    rows.into_iter().map(|row| row.id(0)).collect()
}

/// Acknowledges a duty; the caller has compared the version.
pub fn receive_duty(tx: &mut Tx<'_>, id: Id, user: Option<Id>) -> Result<(), Fault> {
    let args = values![tx.site(), id, user, tx.now()];
    tx.execute(
        "UPDATE duty SET state = 'received', received_by = $3, received_at = $4, version = version + 1 \
         WHERE site = $1 AND id = $2",
        &args,
    )?;
    Ok(())
}

/// Takes duties back.
pub fn withdraw_duty(tx: &mut Tx<'_>, id: Id) -> Result<(), Fault> {
    tx.execute(
        "UPDATE duty SET state = 'withdrawn', version = version + 1 WHERE site = $1 AND id = $2",
        &values![tx.site(), id],
    )?;
    Ok(())
}

/// Hands a withdrawn duty out again.
pub fn reissue_duty(tx: &mut Tx<'_>, id: Id, ordinal: i64, via_group: Option<Id>) -> Result<(), Fault> {
    let args = values![tx.site(), id, ordinal, via_group, tx.now()];
    tx.execute(
        "UPDATE duty SET state = 'issued', position = $3, via_group = $4, issued_at = $5, received_by = NULL, \
         received_at = NULL, version = version + 1 WHERE site = $1 AND id = $2",
        &args,
    )?;
    Ok(())
}

/// Notes that a duty is named in another place; nothing else of it changes.
pub fn place_duty(tx: &mut Tx<'_>, id: Id, ordinal: i64, via_group: Option<Id>) -> Result<(), Fault> {
    tx.execute(
        "UPDATE duty SET position = $3, via_group = $4, version = version + 1 WHERE site = $1 AND id = $2",
        &values![tx.site(), id, ordinal, via_group],
    )?;
    Ok(())
}
