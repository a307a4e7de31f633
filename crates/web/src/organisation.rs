//! Routes of organisations and groups.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::{Id, Refusal};
use serde::Deserialize;
use utoipa::IntoParams;
use work::App;
use work::organisation::{
    AddDivision, CreateOrganisation, EditOrganisation, EndOrganisation, GroupView, Groups, HandlerView, Handlers,
    OrganisationView, Organisations, SetGroupMembers,
};

use crate::body::{Asked, At, Body};
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// Which organisations.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// Part of a name.
    q: Option<String>,
    /// A kind.
    kind: Option<String>,
}

/// Organisations in their order.
#[utoipa::path(get, path = "/organisations", params(Filter), tag = "organisation",
    responses((status = 200, body = Vec<OrganisationView>), (status = "default", body = Problem)))]
pub(crate) async fn organisations(
    State(app): State<App>,
    knock: Knock,
    Asked(filter): Asked<Filter>,
) -> Result<Json<Vec<OrganisationView>>, Failure> {
    Ok(Json(knock.ask(&app, Organisations { text: filter.q, kind: filter.kind }).await?))
}

/// Creates an organisation.
#[utoipa::path(post, path = "/organisations", request_body = CreateOrganisation, tag = "organisation",
    responses((status = 201, body = OrganisationView), (status = "default", body = Problem)))]
pub(crate) async fn create_organisation(
    State(app): State<App>,
    knock: Knock,
    Body(body): Body<CreateOrganisation>,
) -> Result<(StatusCode, Json<OrganisationView>), Failure> {
    let id = knock.perform(&app, body).await?;
    Ok((StatusCode::CREATED, Json(one(&app, &knock, id).await?)))
}

/// Changes an organisation.
#[utoipa::path(put, path = "/organisations/{id}", request_body = EditOrganisation, tag = "organisation",
    params(("id" = String, Path)), responses((status = 200, body = OrganisationView), (status = "default", body = Problem)))]
pub(crate) async fn edit_organisation(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<EditOrganisation>,
) -> Result<Json<OrganisationView>, Failure> {
    knock.perform(&app, EditOrganisation { id, ..body }).await?;
    Ok(Json(one(&app, &knock, id).await?))
}

/// Ends an organisation on a day.
#[utoipa::path(post, path = "/organisations/{id}/end", request_body = EndOrganisation, tag = "organisation",
    params(("id" = String, Path)), responses((status = 200, body = OrganisationView), (status = "default", body = Problem)))]
pub(crate) async fn end_organisation(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<EndOrganisation>,
) -> Result<Json<OrganisationView>, Failure> {
    knock.perform(&app, EndOrganisation { id, ..body }).await?;
    Ok(Json(one(&app, &knock, id).await?))
}

/// Adds a division.
#[utoipa::path(post, path = "/organisations/{id}/divisions", request_body = AddDivision, tag = "organisation",
    params(("id" = String, Path)), responses((status = 201, body = OrganisationView), (status = "default", body = Problem)))]
pub(crate) async fn add_division(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<AddDivision>,
) -> Result<(StatusCode, Json<OrganisationView>), Failure> {
    knock.perform(&app, AddDivision { organisation: id, ..body }).await?;
    Ok((StatusCode::CREATED, Json(one(&app, &knock, id).await?)))
}

/// Who can handle a duty there.
#[utoipa::path(get, path = "/organisations/{id}/handlers", tag = "organisation", params(("id" = String, Path)),
    responses((status = 200, body = Vec<HandlerView>), (status = "default", body = Problem)))]
pub(crate) async fn handlers(
    State(app): State<App>,
    knock: Knock,
    At(organisation): At<Id>,
) -> Result<Json<Vec<HandlerView>>, Failure> {
    Ok(Json(knock.ask(&app, Handlers { organisation }).await?))
}

/// All groups.
#[utoipa::path(get, path = "/groups", tag = "organisation",
    responses((status = 200, body = Vec<GroupView>), (status = "default", body = Problem)))]
pub(crate) async fn groups(State(app): State<App>, knock: Knock) -> Result<Json<Vec<GroupView>>, Failure> {
    Ok(Json(knock.ask(&app, Groups).await?))
}

/// Says who belongs to a group.
#[utoipa::path(put, path = "/groups/{id}", request_body = SetGroupMembers, tag = "organisation",
    params(("id" = String, Path)), responses((status = 200, body = GroupView), (status = "default", body = Problem)))]
pub(crate) async fn set_group_members(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<SetGroupMembers>,
) -> Result<Json<GroupView>, Failure> {
    knock.perform(&app, SetGroupMembers { id, ..body }).await?;
    let found = knock.ask(&app, Groups).await?.into_iter().find(|group| group.id == id);
    found.map(Json).ok_or_else(|| Failure::new(Refusal::not_found(), knock.language))
}

async fn one(app: &App, knock: &Knock, id: Id) -> Result<OrganisationView, Failure> {
    let found = knock.ask(app, Organisations::default()).await?.into_iter().find(|one| one.id == id);
    found.ok_or_else(|| Failure::new(Refusal::not_found(), knock.language))
}
