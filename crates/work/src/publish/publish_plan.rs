//! Publish a plan and hand its duties out, all or nothing.

use crate::Command;
use crate::item::Board;
use crate::publish::readiness::Readiness;
use access::{Action, Grant};
use base::{Fault, Id, Refusal, RefusalKind, Sentence, Stop};
use rules::fan_out::DutyDraft;
use rules::word::PlanState;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Tx;
use store::duty::{NewDuty, insert_duties};
use store::plan::plan_by_id;
use store::publish::publish_plan;
use utoipa::ToSchema;

/// Publishes a draft.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct PublishPlan {
    /// Which.
    pub plan: Id,
    /// As it was shown.
    pub version: i64,
}

/// A plan that was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Published {
    /// The plan.
    #[schema(value_type = String)]
    pub plan_id: Id,
    /// How many duties went out.
    pub duties: usize,
    /// To how many organisations.
    pub organisations: usize,
}

impl Command for PublishPlan {
    const VERB: &'static str = "publish_plan";
    const ACTION: Action = Action::PublishPlan;
    type Answer = Published;

    fn run(&self, grant: &Grant, tx: &mut Tx<'_>) -> Result<Published, Stop> {
        let plan = plan_by_id(tx, self.plan)?.ok_or_else(Refusal::not_found)?;
        tx.about("plan", plan.id);
        if plan.state == PlanState::Published.code() {
            return Err(Refusal::conflict("work.publish.already_published").into());
        }
        if plan.version != self.version {
            return Err(Refusal::stale().into());
        }
        let readiness = Readiness::of(tx, &plan, &Board::of_plan(tx, plan.id)?)?;
        if !readiness.blocking.is_empty() {
            let sentence = Sentence::new("work.publish.not_ready").with("count", readiness.blocking.len());
            return Err(Refusal::new(RefusalKind::Conflict, sentence).into());
        }
        hand_out(tx, plan.id, &readiness.duties)?;
        publish_plan(tx, plan.id, grant.user())?;
        let (duties, organisations) = (readiness.duties.len(), readiness.organisations());
        let state = json!({ "state": "published", "duties": duties, "organisations": organisations });
        tx.revise("plan", plan.id, plan.version + 1, &state)?;
        Ok(Published { plan_id: plan.id, duties, organisations })
    }
}

/// Writes duties, and keeps each as the first state of its history.
pub(crate) fn hand_out(tx: &mut Tx<'_>, plan: Id, drafts: &[DutyDraft]) -> Result<(), Fault> {
    let new_duty = |draft: &DutyDraft| NewDuty {
        id: tx.new_id(),
        plan,
        item: draft.item,
        organisation: draft.organisation,
        role: draft.role.code(),
        ordinal: draft.ordinal,
        via_group: draft.via_group,
    };
    let duties: Vec<NewDuty> = drafts.iter().map(new_duty).collect();
    insert_duties(tx, &duties)?;
    for duty in &duties {
        let state =
            json!({ "item": duty.item, "organisation": duty.organisation, "role": duty.role, "state": "issued" });
        tx.revise("duty", duty.id, 1, &state)?;
    }
    Ok(())
}
