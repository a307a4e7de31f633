//! The items of a plan put together from their rows: bodies with whom they mean, targets with their tasks.

use super::view::{BodyKind, BodyView, ItemView, ReasonView, TargetView};
use crate::word::word;
use base::{Fault, Id, Language, Sentence};
use rules::word::ItemState;
use std::collections::BTreeMap;
use store::Tx;
use store::item::{ItemRow, items_of_plan};
use store::item_body::{ItemBodyRow, bodies_of_plan};
use store::plan_name::{Named, PlanNameRow, known_names, names_of_plan};
use store::target::{TargetRow, targets_of_plan};

/// All items of a plan with what belongs to them, as of one snapshot.
pub struct Board {
    /// Items in source order, dropped ones too.
    pub items: Vec<ItemRow>,
    /// The plan.
    pub plan: Id,
    /// Bodies by task.
    pub bodies: BTreeMap<Id, Vec<ItemBodyRow>>,
    /// Targets by item.
    pub targets: BTreeMap<Id, TargetRow>,
    /// Names of the plan by their folded form.
    pub names: BTreeMap<String, PlanNameRow>,
    called: BTreeMap<Named, String>,
    numbers: BTreeMap<Id, String>,
}

impl Board {
    /// Reads the items of a plan.
    pub fn of_plan(tx: &Tx<'_>, plan: Id) -> Result<Self, Fault> {
        let items = items_of_plan(tx, plan)?;
        let mut bodies: BTreeMap<Id, Vec<ItemBodyRow>> = BTreeMap::new();
        for body in bodies_of_plan(tx, plan)? {
            bodies.entry(body.item).or_default().push(body);
        }
        let targets = targets_of_plan(tx, plan)?.into_iter().map(|target| (target.item, target)).collect();
        let called = known_names(tx)?.into_iter().map(|known| (known.named, known.name)).collect();
        let numbers = items.iter().map(|item| (item.id, item.number.clone())).collect();
        Ok(Self { plan, bodies, targets, names: names_of_plan(tx, plan)?, called, numbers, items })
    }

    /// Items that were not dropped.
    pub fn live(&self) -> impl Iterator<Item = &ItemRow> {
        self.items.iter().filter(|item| is_live(item))
    }

    /// One item.
    pub fn item(&self, id: Id) -> Option<&ItemRow> {
        self.items.iter().find(|item| item.id == id)
    }

    /// Whom a printed name of the plan means.
    pub fn named(&self, body: &ItemBodyRow) -> Option<Named> {
        self.names.get(&body.folded).and_then(|name| name.named)
    }

    /// How an organisation or group is called.
    pub fn called(&self, named: Named) -> Option<&str> {
        self.called.get(&named).map(String::as_str)
    }

    /// Bodies of a role at a task, in order.
    pub fn bodies_as<'a>(&'a self, item: Id, role: &'a str) -> impl Iterator<Item = &'a ItemBodyRow> {
        self.bodies.get(&item).into_iter().flatten().filter(move |body| body.role == role)
    }

    /// Printed names of live tasks that mean nobody yet, by their folded form.
    pub fn unknown_names(&self) -> BTreeMap<&str, &str> {
        let bodies = self.live().filter_map(|item| self.bodies.get(&item.id)).flatten();
        bodies
            .filter(|body| self.named(body).is_none())
            .map(|body| (body.folded.as_str(), body.printed.as_str()))
            .collect()
    }

    /// Every item as a reader sees it.
    pub fn views(&self, language: Language) -> Result<Vec<ItemView>, Fault> {
        self.items.iter().map(|item| self.view(item, language)).collect()
    }

    /// An item as a reader sees it.
    pub fn view(&self, item: &ItemRow, language: Language) -> Result<ItemView, Fault> {
        let reason = |code: &String| ReasonView { code: code.clone(), message: Sentence::new(code).render(language) };
        Ok(ItemView {
            id: item.id,
            kind: word(&item.kind)?,
            key: item.key.clone(),
            number: item.number.clone(),
            title: item.title.clone(),
            text: item.body.clone(),
            span: item.span,
            value_span: item.value_span,
            section: item.section.clone(),
            confidence: item.confidence,
            reasons: item.reasons.iter().map(reason).collect(),
            state: word(&item.state)?,
            version: item.version,
            deadline: filled(&item.deadline),
            lead: self.bodies_as(item.id, LEAD).map(|body| self.body_view(body)).collect(),
            responsible: self.bodies_as(item.id, RESPONSIBLE).map(|body| self.body_view(body)).collect(),
            target: self.targets.get(&item.id).map(|target| self.target_view(target)).transpose()?,
        })
    }

    fn body_view(&self, body: &ItemBodyRow) -> BodyView {
        let named = self.named(body);
        let (kind, id) = match named {
            Some(Named::Organisation(id)) => (BodyKind::Organisation, Some(id)),
            Some(Named::Group(id)) => (BodyKind::Group, Some(id)),
            None => (BodyKind::Unknown, None),
        };
        let name = named.and_then(|named| self.called(named)).map(str::to_owned);
        BodyView { printed: body.printed.clone(), kind, id, name }
    }

    fn target_view(&self, target: &TargetRow) -> Result<TargetView, Fault> {
        Ok(TargetView {
            subject: target.subject.clone(),
            op: word(&target.op)?,
            value: target.value,
            value_max: target.value_max,
            unit: target.unit.clone(),
            kind: word(&target.kind)?,
            aspiration: target.aspiration,
            time: filled(&target.time),
            task_item_id: target.task_item,
            task_number: self.number_of(target.task_item),
            indicator_id: target.indicator,
        })
    }

    /// The organisation that leads the task a target stands in: the first lead that is one organisation.
    pub fn lead_of_target(&self, target: Id) -> Option<Id> {
        self.lead_of_task(self.targets.get(&target)?.task_item?)
    }

    /// The organisation that leads a task: the first lead that is one organisation.
    pub fn lead_of_task(&self, task: Id) -> Option<Id> {
        let task = self.item(task).filter(|task| is_live(task))?;
        self.bodies_as(task.id, LEAD).find_map(|body| self.named(body)?.organisation())
    }

    /// The number of a task or goal, as printed.
    pub fn number_of(&self, task: Option<Id>) -> Option<String> {
        task.and_then(|task| self.numbers.get(&task)).filter(|number| !number.is_empty()).cloned()
    }
}

/// The role of a lead body in the tables.
pub const LEAD: &str = "lead";
/// The role of a responsible body in the tables.
pub const RESPONSIBLE: &str = "responsible";

/// Was the item not dropped?
pub fn is_live(item: &ItemRow) -> bool {
    item.state != ItemState::Dropped.code()
}

/// Text, or nothing where it is empty.
pub(crate) fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
