//! What keeps a plan from being published, what its publisher should know, and the duties that would go out.

use crate::app::day_of;
use crate::indicator::indicator_views;
use crate::item::{Board, LEAD};
use crate::word::word;
use base::{Fault, Id, Language, Sentence};
use rules::fan_out::{BodyOnTask, DutyDraft, Means, fan_out};
use rules::word::{DecisionState, ItemKind, ItemState, PlanState};
use std::collections::BTreeSet;
use store::Tx;
use store::item::ItemRow;
use store::organisation::organisations;
use store::plan::PlanRow;
use store::plan_name::Named;
use store::publish::{members_on, published_plan_of_year};

/// A remark on a plan, and the item it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remark {
    pub(crate) item: Option<Id>,
    pub(crate) sentence: Sentence,
}

/// How ready a plan is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Readiness {
    /// What must be mended first.
    pub(crate) blocking: Vec<Remark>,
    /// The duties that go out.
    pub(crate) duties: Vec<DutyDraft>,
}

impl Readiness {
    /// Of a plan as it stands now.
    pub(crate) fn of(tx: &Tx<'_>, plan: &PlanRow, board: &Board) -> Result<Self, Fault> {
        let mut blocking = faults_of_plan(tx, plan)?;
        blocking.extend(faults_of_items(board));
        Ok(Self { blocking, duties: duties_of_board(tx, board)? })
    }

    /// What the publisher should know and what blocks nothing.
    pub(crate) fn warnings(
        &self,
        tx: &Tx<'_>,
        plan: &PlanRow,
        board: &Board,
        language: Language,
    ) -> Result<Vec<Remark>, Fault> {
        let mut warnings = warnings_of_indicators(tx, board, language)?;
        warnings.extend(warnings_of_organisations(tx, plan.year, &self.duties)?);
        Ok(warnings)
    }

    /// How many organisations get a duty.
    pub(crate) fn organisations(&self) -> usize {
        self.duties.iter().map(|duty| duty.organisation).collect::<BTreeSet<_>>().len()
    }
}

/// The duties that the live tasks of a plan make, groups with the members of today.
pub(crate) fn duties_of_board(tx: &Tx<'_>, board: &Board) -> Result<Vec<DutyDraft>, Fault> {
    let members = members_on(tx, day_of(tx.now()))?;
    let mut bodies = Vec::new();
    for task in live_tasks(board) {
        for body in board.bodies.get(&task.id).into_iter().flatten() {
            let means = match board.named(body) {
                Some(Named::Organisation(id)) => Means::Organisation(id),
                Some(Named::Group(id)) => Means::Group(id),
                None => continue,
            };
            bodies.push(BodyOnTask { item: task.id, role: word(&body.role)?, ordinal: body.position, means });
        }
    }
    Ok(fan_out(&bodies, &members))
}

fn live_tasks(board: &Board) -> impl Iterator<Item = &ItemRow> {
    board.live().filter(|item| item.kind == ItemKind::Task.code())
}

fn faults_of_plan(tx: &Tx<'_>, plan: &PlanRow) -> Result<Vec<Remark>, Fault> {
    let of_plan = |sentence| Remark { item: None, sentence };
    if plan.state == PlanState::Published.code() {
        return Ok(vec![of_plan(Sentence::new("work.publish.already_published"))]);
    }
    let other = published_plan_of_year(tx, plan.year)?;
    let rival = other
        .map(|(_, title)| Sentence::new("work.publish.year_is_published").with("year", plan.year).with("title", title));
    Ok(rival.map(of_plan).into_iter().collect())
}

fn faults_of_items(board: &Board) -> Vec<Remark> {
    let of_item = |item: &ItemRow, sentence| Remark { item: Some(item.id), sentence };
    let mut found = Vec::new();
    for item in board.live().filter(|item| item.state == ItemState::Pending.code()) {
        // Only tasks have a number that people know; a goal's is the reader's own.
        let title = if item.kind == ItemKind::Task.code() {
            format!("{} {}", item.number, item.title)
        } else {
            item.title.clone()
        };
        let sentence = Sentence::new("work.publish.pending").with("title", title);
        found.push(of_item(item, sentence));
    }
    let mut tasks = 0_usize;
    for task in live_tasks(board) {
        tasks += 1;
        if board.bodies_as(task.id, LEAD).next().is_none() {
            let sentence =
                Sentence::new("work.publish.no_lead").with("number", &task.number).with("title", &task.title);
            found.push(of_item(task, sentence));
        }
        for body in board.bodies.get(&task.id).into_iter().flatten().filter(|body| board.named(body).is_none()) {
            let sentence =
                Sentence::new("work.publish.unknown_name").with("name", &body.printed).with("number", &task.number);
            found.push(of_item(task, sentence));
        }
    }
    if tasks == 0 {
        found.push(Remark { item: None, sentence: Sentence::new("work.publish.no_task") });
    }
    found
}

/// An open decision blocks light and score of its indicator, never the plan.
fn warnings_of_indicators(tx: &Tx<'_>, board: &Board, language: Language) -> Result<Vec<Remark>, Fault> {
    let mut found = Vec::new();
    for one in indicator_views(tx, board, language)? {
        let item = one.mentions.first().map(|mention| mention.item_id);
        if one.owner_provisional {
            let sentence = Sentence::new("work.publish.provisional_owner").with("indicator", &one.name);
            found.push(Remark { item, sentence });
        }
        for decision in one.decisions.into_iter().filter(|decision| decision.state == DecisionState::Open) {
            let sentence = Sentence::new("work.publish.open_decision")
                .with("indicator", &one.name)
                .with("question", decision.question)
                .with("due", decision.due);
            found.push(Remark { item, sentence });
        }
    }
    Ok(found)
}

fn warnings_of_organisations(tx: &Tx<'_>, year: i16, duties: &[DutyDraft]) -> Result<Vec<Remark>, Fault> {
    let with_duty: BTreeSet<Id> = duties.iter().map(|duty| duty.organisation).collect();
    let mut found = Vec::new();
    for one in organisations(tx)?.into_iter().filter(|one| with_duty.contains(&one.id)) {
        if let Some(last) = one.valid_until.filter(|last| last.year() <= year) {
            let sentence =
                Sentence::new("work.publish.organisation_ends").with("organisation", &one.short_name).with("day", last);
            found.push(Remark { item: None, sentence });
        }
    }
    Ok(found)
}
