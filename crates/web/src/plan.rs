//! Routes of plans and the notices they were read from.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base::Id;
use tokio_util::io::ReaderStream;
use work::App;
use work::file::open_file;
use work::plan::{Original, PlanSource, PlanSummaryView, PlanView, Plans, ShowPlan, SourceView};

use crate::body::At;
use crate::caller::Knock;
use crate::download::disposition;
use crate::problem::{Failure, Problem};

/// All plans that one may see, the latest first.
#[utoipa::path(get, path = "/plans", tag = "plan",
    responses((status = 200, body = Vec<PlanSummaryView>), (status = "default", body = Problem)))]
pub(crate) async fn plans(State(app): State<App>, knock: Knock) -> Result<Json<Vec<PlanSummaryView>>, Failure> {
    Ok(Json(knock.ask(&app, Plans).await?))
}

/// A plan with its items.
#[utoipa::path(get, path = "/plans/{plan}", params(("plan" = String, Path)), tag = "plan",
    responses((status = 200, body = PlanView), (status = "default", body = Problem)))]
pub(crate) async fn plan(State(app): State<App>, knock: Knock, At(plan): At<Id>) -> Result<Json<PlanView>, Failure> {
    Ok(Json(knock.ask(&app, ShowPlan { plan, language: knock.language }).await?))
}

/// The text of the notice, with pages, repairs and remarks.
#[utoipa::path(get, path = "/plans/{plan}/source", params(("plan" = String, Path)), tag = "plan",
    responses((status = 200, body = SourceView), (status = "default", body = Problem)))]
pub(crate) async fn plan_source(
    State(app): State<App>,
    knock: Knock,
    At(plan): At<Id>,
) -> Result<Json<SourceView>, Failure> {
    Ok(Json(knock.ask(&app, PlanSource { plan, language: knock.language }).await?))
}

/// The file as it was uploaded.
#[utoipa::path(get, path = "/plans/{plan}/original", params(("plan" = String, Path)), tag = "plan",
    responses((status = 200, content_type = "application/octet-stream", body = String),
        (status = "default", body = Problem)))]
pub(crate) async fn plan_original(State(app): State<App>, knock: Knock, At(plan): At<Id>) -> Result<Response, Failure> {
    let original = knock.ask(&app, Original { plan }).await?;
    let file = open_file(&app, &original.digest).await.map_err(|stop| Failure::new(stop, knock.language))?;
    // The browser is never to open a file from outside as a page of ours.
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, disposition("attachment", &original.name)),
    ];
    Ok((headers, Body::from_stream(ReaderStream::new(file))).into_response())
}
