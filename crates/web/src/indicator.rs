//! Routes of indicators.

use axum::Json;
use axum::extract::State;
use base::{Id, Refusal};
use serde::Deserialize;
use utoipa::ToSchema;
use work::App;
use work::indicator::{IndicatorView, Indicators, JoinIndicators, Requires, SeparateIndicator, SetRequires};
use work::item::ItemVersion;

use crate::body::{At, Body};
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// The indicators of a plan, each with all its mentions.
#[utoipa::path(get, path = "/plans/{plan}/indicators", params(("plan" = String, Path)), tag = "indicator",
    responses((status = 200, body = Vec<IndicatorView>), (status = "default", body = Problem)))]
pub(crate) async fn indicators(
    State(app): State<App>,
    knock: Knock,
    At(plan): At<Id>,
) -> Result<Json<Vec<IndicatorView>>, Failure> {
    Ok(Json(knock.ask(&app, Indicators { plan, language: knock.language }).await?))
}

/// Indicators that are the same target.
#[derive(Deserialize, ToSchema)]
#[schema(as = JoinIndicators)]
pub(crate) struct JoinIndicatorsBody {
    /// At least two, with the versions shown.
    indicators: Vec<ItemVersion>,
    /// What they are called together.
    name: String,
}

/// Joins indicators into the first of them.
#[utoipa::path(post, path = "/plans/{plan}/indicators/join", params(("plan" = String, Path)), tag = "indicator",
    request_body = JoinIndicatorsBody,
    responses((status = 200, body = IndicatorView), (status = "default", body = Problem)))]
pub(crate) async fn join_indicators(
    State(app): State<App>,
    knock: Knock,
    At(plan): At<Id>,
    Body(body): Body<JoinIndicatorsBody>,
) -> Result<Json<IndicatorView>, Failure> {
    let id = knock.perform(&app, JoinIndicators { plan, indicators: body.indicators, name: body.name }).await?;
    one(&app, &knock, plan, id).await
}

/// The mention that becomes an indicator of its own.
#[derive(Deserialize, ToSchema)]
#[schema(as = SeparateIndicator)]
pub(crate) struct SeparateIndicatorBody {
    /// The version shown.
    version: i64,
    /// An item of the kind target.
    #[schema(value_type = String)]
    item_id: Id,
}

/// Makes an indicator of its own from one mention; answers the new one.
#[utoipa::path(post, path = "/plans/{plan}/indicators/{indicator}/separate", tag = "indicator",
    params(("plan" = String, Path), ("indicator" = String, Path)), request_body = SeparateIndicatorBody,
    responses((status = 200, body = IndicatorView), (status = "default", body = Problem)))]
pub(crate) async fn separate_indicator(
    State(app): State<App>,
    knock: Knock,
    At((plan, indicator)): At<(Id, Id)>,
    Body(body): Body<SeparateIndicatorBody>,
) -> Result<Json<IndicatorView>, Failure> {
    let SeparateIndicatorBody { version, item_id: item } = body;
    let id = knock.perform(&app, SeparateIndicator { plan, indicator, version, item }).await?;
    one(&app, &knock, plan, id).await
}

/// What is required of a result.
#[derive(Deserialize, ToSchema)]
#[schema(as = SetRequires)]
pub(crate) struct SetRequiresBody {
    /// The version shown.
    version: i64,
    /// What the result must do.
    requires: Requires,
    /// How far 左右 reaches, if that is known.
    tolerance: Option<String>,
}

/// Decides what the result must do.
#[utoipa::path(post, path = "/plans/{plan}/indicators/{indicator}/requires", tag = "indicator",
    params(("plan" = String, Path), ("indicator" = String, Path)), request_body = SetRequiresBody,
    responses((status = 200, body = IndicatorView), (status = "default", body = Problem)))]
pub(crate) async fn set_requires(
    State(app): State<App>,
    knock: Knock,
    At((plan, indicator)): At<(Id, Id)>,
    Body(body): Body<SetRequiresBody>,
) -> Result<Json<IndicatorView>, Failure> {
    let SetRequiresBody { version, requires, tolerance } = body;
    knock.perform(&app, SetRequires { plan, indicator, version, requires, tolerance }).await?;
    one(&app, &knock, plan, indicator).await
}

async fn one(app: &App, knock: &Knock, plan: Id, id: Id) -> Result<Json<IndicatorView>, Failure> {
    let all = knock.ask(app, Indicators { plan, language: knock.language }).await?;
    let found = all.into_iter().find(|one| one.id == id);
    Ok(Json(found.ok_or_else(|| Failure::new(Refusal::not_found(), knock.language))?))
}
