//! Routes of work plans.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::Id;
use serde::Deserialize;
use utoipa::ToSchema;
use work::App;
use work::work_plan::{
    AcceptWorkPlan, AmendWorkPlan, ApproveWorkPlan, CreateWorkPlan, OneWorkPlan, ReturnWorkPlan, SaveWorkPlan,
    SendBackWorkPlan, SubmitWorkPlan, WithdrawWorkPlan, WorkPlanAsked, WorkPlanContent, WorkPlanSummary, WorkPlanView,
    WorkPlans,
};

use crate::body::{Asked, At, Body};
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// Work plans inside the reader's view: of the own organisation and accepted ones of others, or all.
#[utoipa::path(get, path = "/work-plans", params(WorkPlanAsked), tag = "work_plan",
    responses((status = 200, body = Vec<WorkPlanSummary>), (status = "default", body = Problem)))]
pub(crate) async fn work_plans(
    State(app): State<App>,
    knock: Knock,
    Asked(asked): Asked<WorkPlanAsked>,
) -> Result<Json<Vec<WorkPlanSummary>>, Failure> {
    Ok(Json(knock.ask(&app, WorkPlans { asked }).await?))
}

/// Who begins it.
#[derive(Deserialize, ToSchema)]
#[schema(as = StartWorkPlan)]
pub(crate) struct CreateWorkPlanBody {
    /// The lead organisation that writes.
    #[schema(value_type = String)]
    organisation_id: Id,
}

/// Begins the work plan of a task with what is known already.
#[utoipa::path(post, path = "/plans/{plan}/tasks/{item}/work-plans", tag = "work_plan",
    params(("plan" = String, Path), ("item" = String, Path)), request_body = CreateWorkPlanBody,
    responses((status = 201, body = WorkPlanView), (status = "default", body = Problem)))]
pub(crate) async fn create_work_plan(
    State(app): State<App>,
    knock: Knock,
    At((plan, item)): At<(Id, Id)>,
    Body(body): Body<CreateWorkPlanBody>,
) -> Result<(StatusCode, Json<WorkPlanView>), Failure> {
    let id = knock.perform(&app, CreateWorkPlan { plan, item, organisation: body.organisation_id }).await?;
    Ok((StatusCode::CREATED, shown(&app, &knock, id).await?))
}

/// One work plan.
#[utoipa::path(get, path = "/work-plans/{id}", params(("id" = String, Path)), tag = "work_plan",
    responses((status = 200, body = WorkPlanView), (status = "default", body = Problem)))]
pub(crate) async fn work_plan(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
) -> Result<Json<WorkPlanView>, Failure> {
    shown(&app, &knock, id).await
}

/// What stands in it now.
#[derive(Deserialize, ToSchema)]
#[schema(as = SaveWorkPlan)]
pub(crate) struct SaveWorkPlanBody {
    /// As it was shown.
    version: i64,
    /// What stands in it now; it may be unfinished.
    content: WorkPlanContent,
}

/// Saves a draft or returned work plan.
#[utoipa::path(put, path = "/work-plans/{id}", params(("id" = String, Path)), request_body = SaveWorkPlanBody,
    tag = "work_plan", responses((status = 200, body = WorkPlanView), (status = "default", body = Problem)))]
pub(crate) async fn save_work_plan(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<SaveWorkPlanBody>,
) -> Result<Json<WorkPlanView>, Failure> {
    knock.perform(&app, SaveWorkPlan { id, version: body.version, content: body.content }).await?;
    shown(&app, &knock, id).await
}

/// The version that was shown and a reason; `send_back` and `return` need one.
#[derive(Deserialize, ToSchema)]
#[schema(as = MoveWorkPlan)]
pub(crate) struct MoveBody {
    /// As it was shown.
    version: i64,
    /// Why.
    #[serde(default)]
    #[schema(required = false)]
    reason: String,
}

/// Hands a work plan to the head of the organisation.
#[utoipa::path(post, path = "/work-plans/{id}/submit", params(("id" = String, Path)), request_body = MoveBody,
    tag = "work_plan", responses((status = 200, body = WorkPlanView), (status = "default", body = Problem)))]
pub(crate) async fn submit_work_plan(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(MoveBody { version, reason }): Body<MoveBody>,
) -> Result<Json<WorkPlanView>, Failure> {
    knock.perform(&app, SubmitWorkPlan { id, version, reason }).await?;
    shown(&app, &knock, id).await
}

/// Takes a submitted work plan back.
#[utoipa::path(post, path = "/work-plans/{id}/withdraw", params(("id" = String, Path)), request_body = MoveBody,
    tag = "work_plan", responses((status = 200, body = WorkPlanView), (status = "default", body = Problem)))]
pub(crate) async fn withdraw_work_plan(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(MoveBody { version, reason }): Body<MoveBody>,
) -> Result<Json<WorkPlanView>, Failure> {
    knock.perform(&app, WithdrawWorkPlan { id, version, reason }).await?;
    shown(&app, &knock, id).await
}

/// The head approves a submitted work plan.
#[utoipa::path(post, path = "/work-plans/{id}/approve", params(("id" = String, Path)), request_body = MoveBody,
    tag = "work_plan", responses((status = 200, body = WorkPlanView), (status = "default", body = Problem)))]
pub(crate) async fn approve_work_plan(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(MoveBody { version, reason }): Body<MoveBody>,
) -> Result<Json<WorkPlanView>, Failure> {
    knock.perform(&app, ApproveWorkPlan { id, version, reason }).await?;
    shown(&app, &knock, id).await
}

/// The head sends a submitted work plan back, with a reason.
#[utoipa::path(post, path = "/work-plans/{id}/send_back", params(("id" = String, Path)), request_body = MoveBody,
    tag = "work_plan", responses((status = 200, body = WorkPlanView), (status = "default", body = Problem)))]
pub(crate) async fn send_back_work_plan(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(MoveBody { version, reason }): Body<MoveBody>,
) -> Result<Json<WorkPlanView>, Failure> {
    knock.perform(&app, SendBackWorkPlan { id, version, reason }).await?;
    shown(&app, &knock, id).await
}

/// The office accepts an approved work plan.
#[utoipa::path(post, path = "/work-plans/{id}/accept", params(("id" = String, Path)), request_body = MoveBody,
    tag = "work_plan", responses((status = 200, body = WorkPlanView), (status = "default", body = Problem)))]
pub(crate) async fn accept_work_plan(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(MoveBody { version, reason }): Body<MoveBody>,
) -> Result<Json<WorkPlanView>, Failure> {
    knock.perform(&app, AcceptWorkPlan { id, version, reason }).await?;
    shown(&app, &knock, id).await
}

/// The office returns an approved work plan, with a reason.
#[utoipa::path(post, path = "/work-plans/{id}/return", params(("id" = String, Path)), request_body = MoveBody,
    tag = "work_plan", responses((status = 200, body = WorkPlanView), (status = "default", body = Problem)))]
pub(crate) async fn return_work_plan(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(MoveBody { version, reason }): Body<MoveBody>,
) -> Result<Json<WorkPlanView>, Failure> {
    knock.perform(&app, ReturnWorkPlan { id, version, reason }).await?;
    shown(&app, &knock, id).await
}

/// What stands in it now, and why.
#[derive(Deserialize, ToSchema)]
#[schema(as = AmendWorkPlan)]
pub(crate) struct AmendWorkPlanBody {
    /// As it was shown.
    version: i64,
    /// What stands in it now.
    content: WorkPlanContent,
    /// Why.
    reason: String,
}

/// Changes an accepted work plan, with a reason; it stays accepted.
#[utoipa::path(post, path = "/work-plans/{id}/amend", params(("id" = String, Path)), request_body = AmendWorkPlanBody,
    tag = "work_plan", responses((status = 200, body = WorkPlanView), (status = "default", body = Problem)))]
pub(crate) async fn amend_work_plan(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(AmendWorkPlanBody { version, content, reason }): Body<AmendWorkPlanBody>,
) -> Result<Json<WorkPlanView>, Failure> {
    knock.perform(&app, AmendWorkPlan { id, version, content, reason }).await?;
    shown(&app, &knock, id).await
}

async fn shown(app: &App, knock: &Knock, id: Id) -> Result<Json<WorkPlanView>, Failure> {
    Ok(Json(knock.ask(app, OneWorkPlan { id, language: knock.language }).await?))
}
