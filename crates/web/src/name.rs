//! Routes of printed names.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::Id;
use serde::Deserialize;
use utoipa::ToSchema;
use work::App;
use work::name::{NameKind, Names, PrintedNameView, ResolveName};

use crate::body::{At, Body};
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// The printed names of a plan, unknown ones first, with suggestions.
#[utoipa::path(get, path = "/plans/{plan}/names", params(("plan" = String, Path)), tag = "name",
    responses((status = 200, body = Vec<PrintedNameView>), (status = "default", body = Problem)))]
pub(crate) async fn names(
    State(app): State<App>,
    knock: Knock,
    At(plan): At<Id>,
) -> Result<Json<Vec<PrintedNameView>>, Failure> {
    Ok(Json(knock.ask(&app, Names { plan }).await?))
}

/// Whom a name means.
#[derive(Deserialize, ToSchema)]
#[schema(as = ResolveName)]
pub(crate) struct ResolveNameBody {
    /// The name as printed.
    printed: String,
    /// Whether it is an organisation or a group.
    kind: NameKind,
    /// Whom it means.
    #[schema(value_type = String)]
    id: Id,
    /// Keep it as an alias.
    remember: bool,
}

/// Says whom a printed name means.
#[utoipa::path(post, path = "/plans/{plan}/names", params(("plan" = String, Path)), request_body = ResolveNameBody,
    tag = "name", responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn resolve_name(
    State(app): State<App>,
    knock: Knock,
    At(plan): At<Id>,
    Body(body): Body<ResolveNameBody>,
) -> Result<StatusCode, Failure> {
    let ResolveNameBody { printed, kind, id, remember } = body;
    knock.perform(&app, ResolveName { plan, printed, kind, id, remember }).await?;
    Ok(StatusCode::NO_CONTENT)
}
