//! Routes of amendments.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::Id;
use serde::Deserialize;
use utoipa::ToSchema;
use work::App;
use work::amendment::{AmendItem, AmendmentView, Amendments, OneAmendment};
use work::item::{TargetFields, TaskFields};

use crate::body::{At, Body};
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// What an item of a published plan is now, and why.
#[derive(Deserialize, ToSchema)]
#[schema(as = AmendItem)]
pub(crate) struct AmendItemBody {
    /// Which item.
    #[schema(value_type = String)]
    item_id: Id,
    /// As it was shown.
    version: i64,
    /// What it is now, for goals, tasks and safeguards.
    task: Option<TaskFields>,
    /// What it is now, for targets.
    target: Option<TargetFields>,
    /// Why.
    reason: String,
}

/// Changes an item of a published plan, with a reason; duties follow the bodies of a task.
#[utoipa::path(post, path = "/plans/{plan}/amendments", params(("plan" = String, Path)), request_body = AmendItemBody,
    tag = "amendment", responses((status = 201, body = AmendmentView), (status = "default", body = Problem)))]
pub(crate) async fn amend_item(
    State(app): State<App>,
    knock: Knock,
    At(plan): At<Id>,
    Body(body): Body<AmendItemBody>,
) -> Result<(StatusCode, Json<AmendmentView>), Failure> {
    let AmendItemBody { item_id: item, version, task, target, reason } = body;
    let id = knock.perform(&app, AmendItem { plan, item, version, task, target, reason }).await?;
    Ok((StatusCode::CREATED, Json(knock.ask(&app, OneAmendment { id }).await?)))
}

/// Amendments of a plan and of its work plans, the last first.
#[utoipa::path(get, path = "/plans/{plan}/amendments", params(("plan" = String, Path)), tag = "amendment",
    responses((status = 200, body = Vec<AmendmentView>), (status = "default", body = Problem)))]
pub(crate) async fn amendments(
    State(app): State<App>,
    knock: Knock,
    At(plan): At<Id>,
) -> Result<Json<Vec<AmendmentView>>, Failure> {
    Ok(Json(knock.ask(&app, Amendments { plan }).await?))
}
