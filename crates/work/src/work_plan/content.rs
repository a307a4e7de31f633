//! What stands in a work plan, as it is sent and shown.

use crate::check::Fields;
use crate::duty::check_handler;
use base::{Day, Fault, Id, Sentence};
use rules::milestones::{Bounds, MilestoneDraft, WorkPlanDraft, faults_when_saved, faults_when_submitted};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::Tx;
use store::organisation::organisations;
use store::work_plan_content::WorkPlanContentRow;
use utoipa::ToSchema;

/// A dated step with its share of the whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Milestone {
    /// What is reached.
    pub title: String,
    /// By which day; "" while it is being written.
    pub due: String,
    /// Share of the whole in per cent, 1 to 100; 0 while it is being written.
    pub weight: i64,
}

/// What a responsible organisation must do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Part {
    /// Which organisation.
    #[schema(value_type = String)]
    pub organisation_id: Id,
    /// Its name; ignored when sent.
    #[serde(default)]
    pub name: String,
    /// What.
    pub what: String,
}

/// The content of a work plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorkPlanContent {
    /// What is done.
    pub measures: Vec<String>,
    /// Steps.
    pub milestones: Vec<Milestone>,
    /// The deputy leader in charge.
    pub deputy_leader: String,
    /// The division that works on it.
    #[schema(required = true, value_type = Option<String>)]
    pub division_id: Option<Id>,
    /// The person who works on it.
    #[schema(required = true, value_type = Option<String>)]
    pub handler_id: Option<Id>,
    /// What the responsible organisations must do.
    pub parts: Vec<Part>,
}

impl WorkPlanContent {
    /// As kept, with the names of the organisations.
    pub(crate) fn of_row(tx: &Tx<'_>, row: WorkPlanContentRow) -> Result<Self, Fault> {
        let mut names: BTreeMap<Id, String> = BTreeMap::new();
        if !row.parts.is_empty() {
            names = organisations(tx)?.into_iter().map(|one| (one.id, one.short_name)).collect();
        }
        let milestones = row.milestones.into_iter().map(|(title, due, weight)| Milestone {
            title,
            due: due.map(|day| day.to_string()).unwrap_or_default(),
            weight,
        });
        let parts = row.parts.into_iter().map(|(organisation_id, what)| Part {
            organisation_id,
            name: names.remove(&organisation_id).unwrap_or_default(),
            what,
        });
        Ok(Self {
            milestones: milestones.collect(),
            parts: parts.collect(),
            measures: row.measures,
            deputy_leader: row.deputy_leader,
            division_id: row.division,
            handler_id: row.handler,
        })
    }

    /// As it is kept.
    pub(crate) fn row(&self) -> WorkPlanContentRow {
        let milestones = self.milestones.iter().map(|one| (one.title.trim().to_owned(), one.day(), one.weight));
        WorkPlanContentRow {
            measures: self.measures.iter().map(|measure| measure.trim().to_owned()).collect(),
            milestones: milestones.collect(),
            parts: self.parts.iter().map(|part| (part.organisation_id, part.what.trim().to_owned())).collect(),
            deputy_leader: self.deputy_leader.trim().to_owned(),
            division: self.division_id,
            handler: self.handler_id,
        }
    }

    /// For the rules.
    pub(crate) fn draft(&self) -> WorkPlanDraft<'_> {
        let milestones =
            self.milestones.iter().map(|one| MilestoneDraft { title: &one.title, due: one.day(), weight: one.weight });
        WorkPlanDraft {
            measures: self.measures.iter().map(String::as_str).collect(),
            milestones: milestones.collect(),
            deputy_leader: &self.deputy_leader,
            parts: self.parts.iter().map(|part| (part.organisation_id, part.what.as_str())).collect(),
        }
    }

    /// What is wrong with it: with `bounds` as it must be to be handed in, without as it may be kept.
    pub(crate) fn check(
        &self,
        tx: &Tx<'_>,
        fields: &mut Fields,
        organisation: Id,
        bounds: Option<&Bounds>,
    ) -> Result<(), Fault> {
        for (at, milestone) in self.milestones.iter().enumerate() {
            if !milestone.due.is_empty() && milestone.day().is_none() {
                fields.fault(format!("content.milestones[{at}].due"), Sentence::new("base.not_a_day"));
            }
        }
        let draft = self.draft();
        let found = bounds.map_or_else(|| faults_when_saved(&draft), |bounds| faults_when_submitted(&draft, bounds));
        for (path, sentence) in found {
            fields.fault(path, sentence);
        }
        check_handler(tx, fields, "content.", organisation, self.division_id, self.handler_id)
    }
}

impl Milestone {
    fn day(&self) -> Option<Day> {
        self.due.parse().ok()
    }
}
