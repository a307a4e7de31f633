//! Keep what was written in a work plan.

use crate::Command;
use crate::check::Fields;
use crate::work_plan::WorkPlanContent;
use crate::work_plan::move_on::ready_for;
use access::{Action, Grant};
use base::{Id, Stop};
use rules::life_cycle::MoveVerb;
use serde::Serialize;
use store::Tx;
use store::work_plan::insert_move;
use store::work_plan_content::write_content;

/// Saves the content of a draft or returned work plan; it may be unfinished.
#[derive(Clone, Debug, Serialize)]
pub struct SaveWorkPlan {
    /// Which.
    pub id: Id,
    /// As it was shown.
    pub version: i64,
    /// What stands in it now.
    pub content: WorkPlanContent,
}

impl Command for SaveWorkPlan {
    const VERB: &'static str = "save_work_plan";
    const ACTION: Action = Action::WriteWorkPlan;
    type Answer = ();

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<(), Stop> {
        let (row, _) = ready_for(grant, tx, self.id, self.version, MoveVerb::Save)?;
        let mut fields = Fields::default();
        self.content.check(tx, &mut fields, row.organisation.0, None)?;
        for (at, part) in self.content.parts.iter().enumerate() {
            let known = store::organisation::organisation_by_id(tx, part.organisation_id)?;
            fields.exists(&format!("content.parts[{at}].organisation_id"), part.organisation_id, known);
        }
        fields.done()?;
        write_content(tx, self.id, &self.content.row())?;
        insert_move(tx, self.id, MoveVerb::Save.code(), grant.user(), None)?;
        Ok(tx.revise("work_plan", self.id, self.version + 1, &self.content)?)
    }
}
