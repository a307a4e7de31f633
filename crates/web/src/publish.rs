//! Routes of publishing.

use axum::Json;
use axum::extract::State;
use base::Id;
use work::App;
use work::publish::{PublishCheck, PublishCheckView, PublishPlan, Published};

use crate::body::{At, Body};
use crate::caller::Knock;
use crate::duty::VersionBody;
use crate::problem::{Failure, Problem};

/// Is the plan ready? What blocks it, what should be known, how many duties would go out.
#[utoipa::path(get, path = "/plans/{plan}/publish-check", params(("plan" = String, Path)), tag = "plan",
    responses((status = 200, body = PublishCheckView), (status = "default", body = Problem)))]
pub(crate) async fn publish_check(
    State(app): State<App>,
    knock: Knock,
    At(plan): At<Id>,
) -> Result<Json<PublishCheckView>, Failure> {
    Ok(Json(knock.ask(&app, PublishCheck { plan, language: knock.language }).await?))
}

/// Publishes a plan and hands its duties out (确认并交办), all or nothing.
#[utoipa::path(post, path = "/plans/{plan}/publish", params(("plan" = String, Path)), request_body = VersionBody,
    tag = "plan", responses((status = 200, body = Published), (status = "default", body = Problem)))]
pub(crate) async fn publish_plan(
    State(app): State<App>,
    knock: Knock,
    At(plan): At<Id>,
    Body(VersionBody { version }): Body<VersionBody>,
) -> Result<Json<Published>, Failure> {
    Ok(Json(knock.perform(&app, PublishPlan { plan, version }).await?))
}
