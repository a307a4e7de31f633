//! One work plan, with its life so far and what the reader may do with it now.

use crate::Query;
use crate::amendment::amendment_views;
use crate::word::{doer, word};
use crate::work_plan::move_on::{action_of, facts_of, responsible_of, still_leads};
use crate::work_plan::{MoveView, WorkPlanContent, WorkPlanRemark, WorkPlanView, summary};
use access::{Action, Grant};
use base::{Fault, Id, Language, Refusal, Sentence, Stop};
use rules::life_cycle::{MoveVerb, WorkPlanState};
use rules::milestones::without_part;
use std::collections::BTreeSet;
use store::Tx;
use store::organisation::organisation_ref;
use store::work_plan::{WorkPlanRow, moves_of, work_plan_by_id};
use store::work_plan_content::content_of;

/// Asks for a work plan.
#[derive(Clone, Copy, Debug)]
pub struct OneWorkPlan {
    /// Which.
    pub id: Id,
    /// In which language.
    pub language: Language,
}

impl Query for OneWorkPlan {
    const ACTION: Action = Action::SeeWorkPlan;
    type Answer = WorkPlanView;

    fn run(self, grant: &Grant, tx: &Tx<'_>) -> Result<WorkPlanView, Stop> {
        let row = work_plan_by_id(tx, self.id)?.ok_or_else(Refusal::not_found)?;
        grant.require(&facts_of(&row))?;
        let content = WorkPlanContent::of_row(tx, content_of(tx, self.id)?)?;
        let moves = moves_of(tx, self.id)?
            .into_iter()
            .map(|step| Ok(MoveView { verb: word(&step.verb)?, by: doer(step.by), at: step.at, reason: step.reason }));
        Ok(WorkPlanView {
            summary: summary(&row)?,
            moves: moves.collect::<Result<_, Fault>>()?,
            amendments: amendment_views(tx, row.plan, |one| one.subject == self.id)?,
            remarks: self.remarks(tx, &row, &content)?,
            may: verbs(grant, tx, &row)?,
            content,
            year: row.year,
            task_deadline: row.task_deadline,
            deputy_leader: row.deputy_leader,
            division: row.division.map(Into::into),
            handler: row.handler.map(Into::into),
        })
    }
}

impl OneWorkPlan {
    fn remarks(self, tx: &Tx<'_>, row: &WorkPlanRow, content: &WorkPlanContent) -> Result<Vec<WorkPlanRemark>, Fault> {
        let responsible: BTreeSet<Id> = responsible_of(tx, row.item, row.organisation.0)?.into_iter().collect();
        let mut remarks = Vec::new();
        for organisation in without_part(&content.draft(), &responsible) {
            let name = organisation_ref(tx, Some(organisation))?.map(|(_, name)| name).unwrap_or_default();
            let sentence = Sentence::new("work.work_plan.part_missing").with("organisation", name);
            remarks.push(WorkPlanRemark { message: sentence.render(self.language), code: sentence.code });
        }
        Ok(remarks)
    }
}

/// The verbs that the life of a work plan and the reader's rights allow now.
fn verbs(grant: &Grant, tx: &Tx<'_>, row: &WorkPlanRow) -> Result<Vec<MoveVerb>, Fault> {
    if !still_leads(tx, row)? {
        return Ok(Vec::new());
    }
    let (state, facts): (WorkPlanState, _) = (word(&row.state)?, facts_of(row));
    let open = |verb: &&MoveVerb| state.after(**verb).is_some() && grant.may(action_of(**verb), &facts);
    Ok(MoveVerb::ALL.iter().filter(open).copied().collect())
}
