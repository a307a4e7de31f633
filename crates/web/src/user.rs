//! Routes of accounts.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::{Id, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use work::App;
use work::user::{
    CreateUser, CreatedUser, EditUser, GrantRole, Guard, GuardAccount, ResetPassword, RevokeRole, UserPage, UserView,
    Users,
};

use crate::body::{Asked, At, Body};
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// Which accounts.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// Part of login, name or visible telephone number.
    q: Option<String>,
    /// Home organisation.
    #[param(value_type = Option<String>)]
    organisation: Option<Id>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// How many.
    limit: Option<usize>,
}

/// A page of accounts in order of login.
#[utoipa::path(get, path = "/users", params(Filter), tag = "user",
    responses((status = 200, body = UserPage), (status = "default", body = Problem)))]
pub(crate) async fn users(
    State(app): State<App>,
    knock: Knock,
    Asked(filter): Asked<Filter>,
) -> Result<Json<UserPage>, Failure> {
    let Filter { q, organisation, cursor, limit } = filter;
    Ok(Json(knock.ask(&app, Users { text: q, organisation, id: None, cursor, limit }).await?))
}

/// An account with its first password, which is shown once.
#[derive(Serialize, ToSchema)]
pub(crate) struct UserWithPassword {
    /// The account.
    user: UserView,
    /// The first password; absent when the same request is answered again.
    first_password: Option<String>,
}

/// Creates an account.
#[utoipa::path(post, path = "/users", request_body = CreateUser, tag = "user",
    responses((status = 201, body = UserWithPassword), (status = "default", body = Problem)))]
pub(crate) async fn create_user(
    State(app): State<App>,
    knock: Knock,
    Body(body): Body<CreateUser>,
) -> Result<(StatusCode, Json<UserWithPassword>), Failure> {
    let created = knock.perform(&app, body).await?;
    Ok((StatusCode::CREATED, with_password(&app, &knock, created).await?))
}

/// Name and telephone.
#[derive(Deserialize, ToSchema)]
pub(crate) struct UserBody {
    /// The version shown.
    version: i64,
    /// The name.
    name: String,
    /// Telephone, or "".
    phone: String,
}

/// Changes an account.
#[utoipa::path(put, path = "/users/{id}", request_body = UserBody, tag = "user", params(("id" = String, Path)),
    responses((status = 200, body = UserView), (status = "default", body = Problem)))]
pub(crate) async fn edit_user(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<UserBody>,
) -> Result<Json<UserView>, Failure> {
    let UserBody { version, name, phone } = body;
    knock.perform(&app, EditUser { id, version, name, phone }).await?;
    one(&app, &knock, id).await
}

/// A role at an organisation.
#[derive(Deserialize, ToSchema)]
pub(crate) struct RoleBody {
    /// The version shown.
    version: i64,
    /// Where.
    #[schema(value_type = String)]
    organisation_id: Id,
    /// In which division.
    #[schema(value_type = Option<String>)]
    division_id: Option<Id>,
    /// As what.
    role: String,
}

/// Gives a role.
#[utoipa::path(post, path = "/users/{id}/memberships", request_body = RoleBody, tag = "user",
    params(("id" = String, Path)), responses((status = 201, body = UserView), (status = "default", body = Problem)))]
pub(crate) async fn grant_role(
    State(app): State<App>,
    knock: Knock,
    At(user): At<Id>,
    Body(body): Body<RoleBody>,
) -> Result<(StatusCode, Json<UserView>), Failure> {
    let RoleBody { version, organisation_id, division_id, role } = body;
    let command = GrantRole { user, version, organisation: organisation_id, division: division_id, role };
    knock.perform(&app, command).await?;
    Ok((StatusCode::CREATED, one(&app, &knock, user).await?))
}

/// The version of the account that was shown.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Shown {
    /// The version shown.
    version: i64,
}

/// Takes a role.
#[utoipa::path(delete, path = "/users/{id}/memberships/{membership}", tag = "user",
    params(("id" = String, Path), ("membership" = String, Path), Shown),
    responses((status = 200, body = UserView), (status = "default", body = Problem)))]
pub(crate) async fn revoke_role(
    State(app): State<App>,
    knock: Knock,
    At((user, membership)): At<(Id, Id)>,
    Asked(shown): Asked<Shown>,
) -> Result<Json<UserView>, Failure> {
    knock.perform(&app, RevokeRole { user, version: shown.version, membership }).await?;
    one(&app, &knock, user).await
}

/// The version shown.
#[derive(Deserialize, ToSchema)]
pub(crate) struct VersionBody {
    /// The version shown.
    pub(crate) version: i64,
}

/// Forgets failed sign-ins.
#[utoipa::path(post, path = "/users/{id}/unlock", request_body = VersionBody, tag = "user", params(("id" = String, Path)),
    responses((status = 200, body = UserView), (status = "default", body = Problem)))]
pub(crate) async fn unlock_user(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<VersionBody>,
) -> Result<Json<UserView>, Failure> {
    guard(&app, &knock, GuardAccount { id, version: body.version, guard: Guard::Unlock }).await
}

/// Closes an account and ends its sessions.
#[utoipa::path(post, path = "/users/{id}/disable", request_body = VersionBody, tag = "user", params(("id" = String, Path)),
    responses((status = 200, body = UserView), (status = "default", body = Problem)))]
pub(crate) async fn disable_user(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<VersionBody>,
) -> Result<Json<UserView>, Failure> {
    guard(&app, &knock, GuardAccount { id, version: body.version, guard: Guard::Disable }).await
}

/// Opens an account again.
#[utoipa::path(post, path = "/users/{id}/enable", request_body = VersionBody, tag = "user", params(("id" = String, Path)),
    responses((status = 200, body = UserView), (status = "default", body = Problem)))]
pub(crate) async fn enable_user(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<VersionBody>,
) -> Result<Json<UserView>, Failure> {
    guard(&app, &knock, GuardAccount { id, version: body.version, guard: Guard::Enable }).await
}

/// Gives a new first password.
#[utoipa::path(post, path = "/users/{id}/reset-password", request_body = VersionBody, tag = "user",
    params(("id" = String, Path)), responses((status = 200, body = UserWithPassword), (status = "default", body = Problem)))]
pub(crate) async fn reset_password(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<VersionBody>,
) -> Result<Json<UserWithPassword>, Failure> {
    let created = knock.perform(&app, ResetPassword::new(id, body.version)).await?;
    with_password(&app, &knock, created).await
}

async fn guard(app: &App, knock: &Knock, command: GuardAccount) -> Result<Json<UserView>, Failure> {
    let id = command.id;
    knock.perform(app, command).await?;
    one(app, knock, id).await
}

async fn with_password(app: &App, knock: &Knock, created: CreatedUser) -> Result<Json<UserWithPassword>, Failure> {
    let Json(user) = one(app, knock, created.id).await?;
    Ok(Json(UserWithPassword { user, first_password: created.first_password }))
}

async fn one(app: &App, knock: &Knock, id: Id) -> Result<Json<UserView>, Failure> {
    let page = knock.ask(app, Users { id: Some(id), ..Users::default() }).await?;
    page.items.into_iter().next().map(Json).ok_or_else(|| Failure::new(Refusal::not_found(), knock.language))
}
