//! A reading as rows of a draft: items in source order, bodies with whom they mean, targets with their tasks.

use super::gather::{Indicators, gather};
use crate::item::{LEAD, RESPONSIBLE, STEP, body_rows, lookup, resolve};
use access::Grant;
use base::{Id, Span, Stop};
use notice::reading::{Clause, Indicator, Reading, Task};
use notice::source::{Format, Source};
use pack::Pack;
use rules::word::{ItemKind, ItemState, PlanState};
use std::collections::BTreeSet;
use store::Tx;
use store::indicator::IndicatorRow;
use store::item::ItemRow;
use store::item_body::ItemBodyRow;
use store::open_decision::OpenDecisionRow;
use store::plan::PlanRow;
use store::plan_name::PlanNameRow;
use store::target::TargetRow;

/// What a draft is made of.
pub(super) struct Sources<'a> {
    pub(super) year: i16,
    pub(super) source: &'a Source,
    pub(super) reading: &'a Reading,
    pub(super) pack: Option<&'a Pack>,
    pub(super) digest: &'a str,
    pub(super) file_name: &'a str,
}

/// All rows of a draft.
pub(super) struct Draft {
    pub(super) plan: PlanRow,
    pub(super) items: Vec<ItemRow>,
    pub(super) bodies: Vec<ItemBodyRow>,
    pub(super) names: Vec<PlanNameRow>,
    pub(super) targets: Vec<TargetRow>,
    pub(super) indicators: Vec<IndicatorRow>,
    pub(super) decisions: Vec<OpenDecisionRow>,
}

impl Draft {
    /// Makes the rows; writes nothing.
    pub(super) fn build(tx: &Tx<'_>, grant: &Grant, from: &Sources<'_>) -> Result<Self, Stop> {
        let plan = plan_row(tx, grant, from);
        let reading = from.reading;
        let mut items: Vec<ItemRow> = Vec::new();
        let mut bodies = Vec::new();
        for task in &reading.tasks {
            let item = task_row(tx, plan.id, task);
            bodies.extend(body_rows(plan.id, item.id, LEAD, &once(&task.lead)));
            bodies.extend(body_rows(plan.id, item.id, RESPONSIBLE, &once(&task.responsible)));
            items.push(item);
        }
        items.extend(reading.goals.iter().map(|one| clause_row(tx, plan.id, ItemKind::Goal, one)));
        items.extend(reading.safeguards.iter().map(|one| clause_row(tx, plan.id, ItemKind::Safeguard, one)));
        let holders = items.clone();
        let mut targets = Vec::new();
        for one in &reading.indicators {
            let item = target_item(tx, plan.id, one);
            targets.push(target_row(&item, one, holder_of(&holders, one)));
            items.push(item);
        }
        // What stands earlier comes first; a task stands before the targets that it begins with.
        items
            .sort_by_key(|item| (item.span.map_or(0, |span| span.from), item.kind == ItemKind::Target.code(), item.id));
        for (place, item) in (1_i64..).zip(items.iter_mut()) {
            item.position = place * STEP;
        }
        let names = resolve(&lookup(tx)?, &bodies, |_| false);
        let Indicators { indicators, decisions, mentioned } =
            gather(tx, grant, from, &items, &bodies, &names, &targets)?;
        for (target, indicator) in targets.iter_mut().zip(mentioned) {
            target.indicator = Some(indicator);
        }
        Ok(Self { plan, items, bodies, names, targets, indicators, decisions })
    }
}

fn plan_row(tx: &Tx<'_>, grant: &Grant, from: &Sources<'_>) -> PlanRow {
    let reading = from.reading;
    let named = |title: &str| if title.is_empty() { from.file_name.to_owned() } else { title.to_owned() };
    PlanRow {
        id: tx.new_id(),
        year: from.year,
        title: if reading.title.is_empty() { named(&reading.attachment_title) } else { reading.title.clone() },
        attachment_title: reading.attachment_title.clone(),
        doc_number: reading.doc_number.clone(),
        issuer: reading.issuer.clone(),
        issued_on: reading.date.clone(),
        addressees: reading.addressees.clone(),
        copies_to: reading.copies_to.clone(),
        state: PlanState::Draft.code().to_owned(),
        file_digest: from.digest.to_owned(),
        file_name: from.file_name.to_owned(),
        format: format_code(from.source.format).to_owned(),
        created_at: tx.now(),
        created_by: grant.user(),
        published_at: None,
        published_by: None,
        version: 1,
    }
}

/// The word of a format in tables and on the wire.
fn format_code(format: Option<Format>) -> &'static str {
    match format {
        None | Some(Format::Text) => "text",
        Some(Format::Markdown) => "markdown",
        Some(Format::Html) => "html",
        Some(Format::Docx) => "docx",
        Some(Format::Pdf) => "pdf",
    }
}

fn row(tx: &Tx<'_>, plan: Id, kind: ItemKind, key: &str, span: Span) -> ItemRow {
    ItemRow {
        id: tx.new_id(),
        plan,
        kind: kind.code().to_owned(),
        key: key.to_owned(),
        position: 0,
        number: String::new(),
        title: String::new(),
        body: String::new(),
        deadline: String::new(),
        span: Some(span),
        value_span: None,
        section: Vec::new(),
        confidence: None,
        reasons: Vec::new(),
        state: ItemState::Pending.code().to_owned(),
        merged_into: None,
        version: 1,
    }
}

fn task_row(tx: &Tx<'_>, plan: Id, task: &Task) -> ItemRow {
    ItemRow {
        number: task.number.clone(),
        title: task.title.clone(),
        body: task.text.clone(),
        deadline: task.deadline.clone(),
        section: task.section.clone(),
        confidence: Some(task.confidence.into()),
        reasons: task.reasons.clone(),
        ..row(tx, plan, ItemKind::Task, &task.key, task.span)
    }
}

fn clause_row(tx: &Tx<'_>, plan: Id, kind: ItemKind, clause: &Clause) -> ItemRow {
    ItemRow {
        number: clause.number.clone(),
        title: clause.title.clone(),
        body: clause.text.clone(),
        ..row(tx, plan, kind, &clause.key, clause.span)
    }
}

fn target_item(tx: &Tx<'_>, plan: Id, one: &Indicator) -> ItemRow {
    ItemRow {
        title: one.subject.clone(),
        body: one.text.clone(),
        value_span: Some(one.value_span),
        confidence: Some(one.confidence.into()),
        reasons: one.reasons.clone(),
        ..row(tx, plan, ItemKind::Target, &one.key, one.span)
    }
}

fn target_row(item: &ItemRow, one: &Indicator, holder: Option<&ItemRow>) -> TargetRow {
    TargetRow {
        item: item.id,
        plan: item.plan,
        indicator: None,
        subject: one.subject.clone(),
        op: pack::comparator(one.op).code().to_owned(),
        value: one.value,
        value_max: one.value_max,
        unit: one.unit.clone(),
        kind: kind_code(one.kind).to_owned(),
        aspiration: one.aspiration,
        time: one.time.clone(),
        task_item: holder.map(|holder| holder.id),
    }
}

/// The task or goal a target stands in: of its number, and around it where several parts share the number.
fn holder_of<'a>(holders: &'a [ItemRow], one: &Indicator) -> Option<&'a ItemRow> {
    let of_number = || holders.iter().filter(|holder| !one.task.is_empty() && holder.number == one.task);
    let around = of_number().find(|holder| holder.span.is_some_and(|span| span.contains(one.value_span)));
    around.or_else(|| of_number().next())
}

/// Each printed name once: a reader may find a body twice in one bracket.
fn once(printed: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    printed.iter().filter(|name| seen.insert(base::fold_name(name))).cloned().collect()
}

fn kind_code(kind: notice::reading::Kind) -> &'static str {
    use notice::reading::Kind;
    use rules::word::TargetKind as Word;
    match kind {
        Kind::Absolute => Word::Absolute,
        Kind::Increment => Word::Increment,
        Kind::Growth => Word::Growth,
        Kind::Share => Word::Share,
        Kind::Rate => Word::Rate,
        Kind::Ratio => Word::Ratio,
        Kind::Coverage => Word::Coverage,
        Kind::Attribute => Word::Attribute,
        Kind::Parameter => Word::Parameter,
    }
    .code()
}
