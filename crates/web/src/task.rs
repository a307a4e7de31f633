//! Routes of a published task and of a plan by organisation.

use axum::Json;
use axum::extract::State;
use base::Id;
use work::App;
use work::task::{ByOrganisation, OrganisationShare, TaskPage, TaskPageView};

use crate::body::At;
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// A task with everything that hangs on it, as far as the reader may see it.
#[utoipa::path(get, path = "/plans/{plan}/tasks/{item}", params(("plan" = String, Path), ("item" = String, Path)),
    tag = "plan", responses((status = 200, body = TaskPageView), (status = "default", body = Problem)))]
pub(crate) async fn task_page(
    State(app): State<App>,
    knock: Knock,
    At((plan, item)): At<(Id, Id)>,
) -> Result<Json<TaskPageView>, Failure> {
    Ok(Json(knock.ask(&app, TaskPage { plan, item, language: knock.language }).await?))
}

/// Who leads what and takes part in what, as far as the reader may see it.
#[utoipa::path(get, path = "/plans/{plan}/by-organisation", params(("plan" = String, Path)), tag = "plan",
    responses((status = 200, body = Vec<OrganisationShare>), (status = "default", body = Problem)))]
pub(crate) async fn by_organisation(
    State(app): State<App>,
    knock: Knock,
    At(plan): At<Id>,
) -> Result<Json<Vec<OrganisationShare>>, Failure> {
    Ok(Json(knock.ask(&app, ByOrganisation { plan }).await?))
}
