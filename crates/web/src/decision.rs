//! Routes of open decisions.

use axum::Json;
use axum::extract::State;
use base::Id;
use serde::Deserialize;
use utoipa::ToSchema;
use work::App;
use work::decision::{
    AssignDecision, OpenDecisionView, OpenDecisions, PercentReading, SettleDecision, ShowOpenDecision,
};

use crate::body::{At, Body};
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// The open decisions of a plan, by due day.
#[utoipa::path(get, path = "/plans/{plan}/open-decisions", params(("plan" = String, Path)), tag = "decision",
    responses((status = 200, body = Vec<OpenDecisionView>), (status = "default", body = Problem)))]
pub(crate) async fn open_decisions(
    State(app): State<App>,
    knock: Knock,
    At(plan): At<Id>,
) -> Result<Json<Vec<OpenDecisionView>>, Failure> {
    Ok(Json(knock.ask(&app, OpenDecisions { plan, language: knock.language }).await?))
}

/// Who is to answer, by when.
#[derive(Deserialize, ToSchema)]
#[schema(as = AssignDecision)]
pub(crate) struct AssignDecisionBody {
    /// The version shown.
    version: i64,
    /// Who is to answer.
    #[schema(value_type = String)]
    organisation_id: Id,
    /// By when.
    due: String,
}

/// Has another organisation answer.
#[utoipa::path(post, path = "/open-decisions/{id}/assign", params(("id" = String, Path)), tag = "decision",
    request_body = AssignDecisionBody,
    responses((status = 200, body = OpenDecisionView), (status = "default", body = Problem)))]
pub(crate) async fn assign_decision(
    State(app): State<App>,
    knock: Knock,
    At(decision): At<Id>,
    Body(body): Body<AssignDecisionBody>,
) -> Result<Json<OpenDecisionView>, Failure> {
    let AssignDecisionBody { version, organisation_id: organisation, due } = body;
    knock.perform(&app, AssignDecision { decision, version, organisation, due }).await?;
    Ok(Json(knock.ask(&app, ShowOpenDecision { decision, language: knock.language }).await?))
}

/// An answer: an organisation, a value or a reading, as it was asked.
#[derive(Deserialize, ToSchema)]
#[schema(as = SettleDecision)]
pub(crate) struct SettleDecisionBody {
    /// The version shown.
    version: i64,
    /// Who owns the indicator.
    #[schema(value_type = Option<String>)]
    organisation_id: Option<Id>,
    /// The base year's value, or the tolerance.
    value: Option<String>,
    /// How the percentage is read.
    reading: Option<PercentReading>,
    /// Why.
    reason: String,
}

/// Settles a decision.
#[utoipa::path(post, path = "/open-decisions/{id}/settle", params(("id" = String, Path)), tag = "decision",
    request_body = SettleDecisionBody,
    responses((status = 200, body = OpenDecisionView), (status = "default", body = Problem)))]
pub(crate) async fn settle_decision(
    State(app): State<App>,
    knock: Knock,
    At(decision): At<Id>,
    Body(body): Body<SettleDecisionBody>,
) -> Result<Json<OpenDecisionView>, Failure> {
    let SettleDecisionBody { version, organisation_id: organisation, value, reading, reason } = body;
    knock.perform(&app, SettleDecision { decision, version, organisation, value, reading, reason }).await?;
    Ok(Json(knock.ask(&app, ShowOpenDecision { decision, language: knock.language }).await?))
}
