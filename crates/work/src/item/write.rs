//! Writing what was decided about an item: its row, its bodies and names, its target, and the decision itself.

use super::board::{LEAD, RESPONSIBLE, filled};
use super::fields::CheckedTarget;
use super::view::TaskFields;
use access::Grant;
use base::{Fault, Id, Refusal, Stop, fold_name};
use rules::word::{ItemKind, PlanState};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::item::{ItemRow, item_by_id};
use store::item_body::{ItemBodyRow, bodies_of_item, delete_bodies, insert_bodies};
use store::item_decision::{ItemDecisionRow, insert_item_decisions};
use store::plan::{PlanRow, plan_by_id};
use store::plan_name::{Named, PlanNameRow, insert_names, known_names, names_of_plan};
use store::target::{TargetRow, target_of_item};

/// The state of an item before or after a decision, as its history shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemSnapshot {
    state: String,
    number: String,
    title: String,
    text: String,
    deadline: Option<String>,
    lead: Vec<String>,
    responsible: Vec<String>,
    target: Option<TargetSnapshot>,
    #[serde(skip_serializing_if = "Option::is_none")]
    merged_into: Option<Id>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct TargetSnapshot {
    subject: String,
    op: String,
    value: String,
    value_max: Option<String>,
    unit: String,
    kind: String,
    aspiration: bool,
    time: Option<String>,
    task_item_id: Option<Id>,
}

impl ItemSnapshot {
    /// An item as its rows stand now.
    pub fn of(tx: &Tx<'_>, item: &ItemRow) -> Result<Self, Fault> {
        let bodies = bodies_of_item(tx, item.id)?;
        let of_role = |role| bodies.iter().filter(|one| one.role == role).map(|one| one.printed.clone()).collect();
        let target = target_of_item(tx, item.id)?.map(|target| TargetSnapshot {
            subject: target.subject,
            op: target.op,
            value: target.value.to_string(),
            value_max: target.value_max.map(|value| value.to_string()),
            unit: target.unit,
            kind: target.kind,
            aspiration: target.aspiration,
            time: filled(&target.time),
            task_item_id: target.task_item,
        });
        Ok(Self {
            state: item.state.clone(),
            number: item.number.clone(),
            title: item.title.clone(),
            text: item.body.clone(),
            deadline: filled(&item.deadline),
            lead: of_role(LEAD),
            responsible: of_role(RESPONSIBLE),
            target,
            merged_into: item.merged_into,
        })
    }
}

/// A draft; a published plan is refused, since it changes only by an amendment.
pub(crate) fn draft(tx: &Tx<'_>, plan: Id) -> Result<PlanRow, Stop> {
    let plan = plan_by_id(tx, plan)?.ok_or_else(Refusal::not_found)?;
    if plan.state != PlanState::Draft.code() {
        return Err(Refusal::conflict("work.plan.is_published").into());
    }
    Ok(plan)
}

/// An item of a plan in the version that was shown.
pub(crate) fn item_as_shown(tx: &Tx<'_>, plan: Id, item: Id, version: i64) -> Result<ItemRow, Stop> {
    let row = item_by_id(tx, item)?.filter(|row| row.plan == plan).ok_or_else(Refusal::not_found)?;
    if row.version != version {
        return Err(Refusal::stale().into());
    }
    Ok(row)
}

/// Keeps a decision in the item's history and in the audit. `item` is the row after it.
pub(crate) fn keep_decision(
    tx: &mut Tx<'_>,
    grant: &Grant,
    verb: &str,
    reason: Option<&str>,
    before: Option<&ItemSnapshot>,
    item: &ItemRow,
) -> Result<(), Fault> {
    let after = ItemSnapshot::of(tx, item)?;
    let json = |one: &ItemSnapshot| serde_json::to_string(one).map_err(Fault::broken);
    let decision = ItemDecisionRow {
        item: item.id,
        verb: verb.to_owned(),
        by: grant.user().map(|user| (user, String::new())),
        at: tx.now(),
        reason: reason.and_then(filled),
        before: before.map(json).transpose()?,
        after: Some(json(&after)?),
    };
    insert_item_decisions(tx, std::slice::from_ref(&decision))?;
    tx.revise("item", item.id, item.version, &after)
}

/// Puts what a person says a task is into its row.
pub(crate) fn fill_task(item: &mut ItemRow, task: &TaskFields) {
    item.number.clone_from(&task.number);
    item.title.clone_from(&task.title);
    item.body.clone_from(&task.text);
    item.deadline = task.deadline.clone().unwrap_or_default();
}

/// Writes the bodies of a task in place of those it had. New names are looked up; nobody is created.
pub(crate) fn write_bodies(
    tx: &mut Tx<'_>,
    item: &ItemRow,
    lead: &[String],
    responsible: &[String],
) -> Result<(), Fault> {
    delete_bodies(tx, item.id)?;
    if item.kind != ItemKind::Task.code() {
        return Ok(());
    }
    let rows: Vec<ItemBodyRow> = body_rows(item.plan, item.id, LEAD, lead)
        .chain(body_rows(item.plan, item.id, RESPONSIBLE, responsible))
        .collect();
    insert_bodies(tx, &rows)?;
    let present = names_of_plan(tx, item.plan)?;
    let fresh = resolve(&lookup(tx)?, &rows, |folded| present.contains_key(folded));
    insert_names(tx, item.plan, &fresh)
}

/// Bodies of a role as rows, in order.
pub(crate) fn body_rows<'a>(
    plan: Id,
    item: Id,
    role: &'a str,
    printed: &'a [String],
) -> impl Iterator<Item = ItemBodyRow> + 'a {
    (1..).zip(printed).map(move |(position, printed)| ItemBodyRow {
        item,
        plan,
        role: role.to_owned(),
        position,
        printed: printed.clone(),
        folded: fold_name(printed),
    })
}

/// Whom the site knows by a folded name. The first of several wins: own names before groups, groups before aliases.
pub(crate) fn lookup(tx: &Tx<'_>) -> Result<BTreeMap<String, Named>, Fault> {
    let mut known = BTreeMap::new();
    for name in known_names(tx)? {
        known.entry(name.folded).or_insert(name.named);
    }
    Ok(known)
}

/// The names of bodies that are not yet names of the plan, each once, with whom they mean.
pub(crate) fn resolve(
    known: &BTreeMap<String, Named>,
    bodies: &[ItemBodyRow],
    is_present: impl Fn(&str) -> bool,
) -> Vec<PlanNameRow> {
    let mut seen = BTreeSet::new();
    let fresh = bodies.iter().filter(|body| !is_present(&body.folded) && seen.insert(body.folded.clone()));
    fresh
        .map(|body| PlanNameRow {
            folded: body.folded.clone(),
            printed: body.printed.clone(),
            named: known.get(&body.folded).copied(),
        })
        .collect()
}

/// Puts what a person says a target is into its rows; the sentence it was read from stays.
pub(crate) fn fill_target(item: &mut ItemRow, target: &mut TargetRow, checked: &CheckedTarget) {
    item.title.clone_from(&checked.subject);
    target.subject.clone_from(&checked.subject);
    target.op = checked.op.code().to_owned();
    target.value = checked.value;
    target.value_max = checked.value_max;
    target.unit.clone_from(&checked.unit);
    target.kind = checked.kind.code().to_owned();
    target.aspiration = checked.aspiration;
    target.time.clone_from(&checked.time);
    target.task_item = checked.task_item;
}
