//! Routes of duties.

use axum::Json;
use axum::extract::State;
use base::Id;
use serde::Deserialize;
use utoipa::ToSchema;
use work::duty::{AssignDuty, Duties, DutyAsked, DutyPage, DutyView, OneDuty, ReceiveDuties, ReceiveDuty};
use work::{App, BulkResults};

use crate::body::{Asked, At, Body};
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// Duties inside the reader's view: of the own organisation and of tasks that it leads, or all.
#[utoipa::path(get, path = "/duties", params(DutyAsked), tag = "duty",
    responses((status = 200, body = DutyPage), (status = "default", body = Problem)))]
pub(crate) async fn duties(
    State(app): State<App>,
    knock: Knock,
    Asked(asked): Asked<DutyAsked>,
) -> Result<Json<DutyPage>, Failure> {
    Ok(Json(knock.ask(&app, Duties { asked }).await?))
}

/// The version that was shown.
#[derive(Deserialize, ToSchema)]
#[schema(as = Version)]
pub(crate) struct VersionBody {
    /// As it was shown.
    pub(crate) version: i64,
}

/// Acknowledges a duty (签收).
#[utoipa::path(post, path = "/duties/{id}/receive", params(("id" = String, Path)), request_body = VersionBody,
    tag = "duty", responses((status = 200, body = DutyView), (status = "default", body = Problem)))]
pub(crate) async fn receive_duty(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<VersionBody>,
) -> Result<Json<DutyView>, Failure> {
    knock.perform(&app, ReceiveDuty { id, version: body.version }).await?;
    Ok(Json(knock.ask(&app, OneDuty { id }).await?))
}

/// A row and the version that was shown.
#[derive(Deserialize, ToSchema)]
pub(crate) struct ShownDuty {
    /// Which.
    #[schema(value_type = String)]
    id: Id,
    /// As it was shown.
    version: i64,
}

/// Duties to acknowledge.
#[derive(Deserialize, ToSchema)]
pub(crate) struct ReceiveDutiesBody {
    /// Which, at most 500.
    items: Vec<ShownDuty>,
}

/// Acknowledges many duties, each for itself.
#[utoipa::path(post, path = "/duties/receive", request_body = ReceiveDutiesBody, tag = "duty",
    responses((status = 200, body = BulkResults), (status = "default", body = Problem)))]
pub(crate) async fn receive_duties(
    State(app): State<App>,
    knock: Knock,
    Body(body): Body<ReceiveDutiesBody>,
) -> Result<Json<BulkResults>, Failure> {
    let items = body.items.into_iter().map(|one| (one.id, one.version)).collect();
    let outcomes = knock.perform(&app, ReceiveDuties { items }).await?;
    Ok(Json(BulkResults::new(outcomes, knock.language)))
}

/// To whom a duty is passed on.
#[derive(Deserialize, ToSchema)]
#[schema(as = AssignDuty)]
pub(crate) struct AssignDutyBody {
    /// As it was shown.
    version: i64,
    /// The division.
    #[schema(value_type = String)]
    division_id: Id,
    /// The person there.
    #[schema(required = true, value_type = Option<String>)]
    handler_id: Option<Id>,
    /// What is said with it.
    note: String,
}

/// Passes a duty on to a division and a handler (分办).
#[utoipa::path(post, path = "/duties/{id}/assign", params(("id" = String, Path)), request_body = AssignDutyBody,
    tag = "duty", responses((status = 200, body = DutyView), (status = "default", body = Problem)))]
pub(crate) async fn assign_duty(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<AssignDutyBody>,
) -> Result<Json<DutyView>, Failure> {
    let AssignDutyBody { version, division_id: division, handler_id: handler, note } = body;
    knock.perform(&app, AssignDuty { id, version, division, handler, note }).await?;
    Ok(Json(knock.ask(&app, OneDuty { id }).await?))
}
