//! Change an accepted work plan, with a reason.

use crate::Command;
use crate::check::Fields;
use crate::work_plan::WorkPlanContent;
use crate::work_plan::move_on::{check_whole, ready_for};
use access::{Action, Grant};
use base::{Fault, Id, Refusal, Sentence, Stop};
use rules::life_cycle::MoveVerb;
use serde::Serialize;
use store::Tx;
use store::amendment::{AmendmentRow, insert_amendment};
use store::work_plan::insert_move;
use store::work_plan_content::{content_of, write_content};

/// Amends an accepted work plan: it stays accepted, and both wordings are kept.
#[derive(Clone, Debug, Serialize)]
pub struct AmendWorkPlan {
    /// Which.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// What stands in it now.
    pub content: WorkPlanContent,
    /// Why.
    pub reason: String,
}

impl Command for AmendWorkPlan {
    const VERB: &'static str = "amend_work_plan";
    const ACTION: Action = Action::AmendWorkPlan;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let (row, _) = ready_for(grant, tx, self.id, self.version, MoveVerb::Amend)?;
        let mut fields = Fields::default();
        let reason = fields.reason(&self.reason);
        fields.done()?;
        check_whole(tx, &row, &self.content)?;
        let (before, after) = (content_of(tx, self.id)?, self.content.row());
        if before == after {
            return Err(Refusal::field("content", Sentence::new("work.nothing_changed")).into());
        }
        write_content(tx, self.id, &after)?;
        insert_move(tx, self.id, MoveVerb::Amend.code(), grant.user(), Some(&reason))?;
        let json = |row| {
            let content = WorkPlanContent::of_row(tx, row)?;
            serde_json::to_string(&content).map_err(Fault::broken)
        };
        let amendment = AmendmentRow {
            id: tx.new_id(),
            plan: row.plan,
            subject_kind: "work_plan".to_owned(),
            subject: self.id,
            title: format!("{} {}", row.task_number, row.task_title).trim().to_owned(),
            reason,
            by: grant.user().map(|user| (user, String::new())),
            at: tx.now(),
            before: json(before)?,
            after: json(after)?,
        };
        insert_amendment(tx, &amendment)?;
        Ok(tx.revise("work_plan", self.id, self.version + 1, &self.content)?)
    }
}
