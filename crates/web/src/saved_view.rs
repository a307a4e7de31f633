//! Routes of saved views of lists.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::Id;
use serde::Deserialize;
use utoipa::ToSchema;
use work::App;
use work::saved_view::{CreateView, DeleteView, EditView, ListViews, SavedView, SavedViewContent, SetDefaultView};

use crate::body::{At, Body};
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// The reader's own views of a ledger, and those shared with the reader's organisations.
#[utoipa::path(get, path = "/ledgers/{ledger}/views", params(("ledger" = String, Path)), tag = "view",
    responses((status = 200, body = Vec<SavedView>), (status = "default", body = Problem)))]
pub(crate) async fn views(
    State(app): State<App>,
    knock: Knock,
    At(ledger): At<String>,
) -> Result<Json<Vec<SavedView>>, Failure> {
    listed(&app, &knock, ledger).await
}

/// A view to keep.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewSavedView)]
pub(crate) struct CreateViewBody {
    /// Under which name.
    name: String,
    /// The organisation that it is shared with.
    #[serde(default)]
    #[schema(required = false, value_type = Option<String>)]
    organisation_id: Option<Id>,
    /// What it does.
    content: SavedViewContent,
}

/// Keeps a view; answers with all views of the ledger that the reader may open, the new one last.
#[utoipa::path(post, path = "/ledgers/{ledger}/views", params(("ledger" = String, Path)), tag = "view",
    request_body = CreateViewBody,
    responses((status = 201, body = Vec<SavedView>), (status = "default", body = Problem)))]
pub(crate) async fn create_view(
    State(app): State<App>,
    knock: Knock,
    At(ledger): At<String>,
    Body(body): Body<CreateViewBody>,
) -> Result<(StatusCode, Json<Vec<SavedView>>), Failure> {
    let command = CreateView {
        books: app.books(),
        ledger: ledger.clone(),
        name: body.name,
        organisation: body.organisation_id,
        content: body.content,
    };
    knock.perform(&app, command).await?;
    Ok((StatusCode::CREATED, listed(&app, &knock, ledger).await?))
}

/// A view as it becomes.
#[derive(Deserialize, ToSchema)]
#[schema(as = ChangedSavedView)]
pub(crate) struct EditViewBody {
    /// As it was shown.
    version: i64,
    /// Its name.
    name: String,
    /// The organisation that it is shared with.
    #[serde(default)]
    #[schema(required = false, value_type = Option<String>)]
    organisation_id: Option<Id>,
    /// What it does; as before where absent.
    #[serde(default)]
    #[schema(required = false)]
    content: Option<SavedViewContent>,
}

/// Renames a view, shares it or not, or lets it keep another list.
#[utoipa::path(put, path = "/ledgers/{ledger}/views/{id}", tag = "view",
    params(("ledger" = String, Path), ("id" = String, Path)), request_body = EditViewBody,
    responses((status = 200, body = Vec<SavedView>), (status = "default", body = Problem)))]
pub(crate) async fn edit_view(
    State(app): State<App>,
    knock: Knock,
    At((ledger, id)): At<(String, Id)>,
    Body(body): Body<EditViewBody>,
) -> Result<Json<Vec<SavedView>>, Failure> {
    let command = EditView {
        books: app.books(),
        ledger: ledger.clone(),
        id,
        version: body.version,
        name: body.name,
        organisation: body.organisation_id,
        content: body.content,
    };
    knock.perform(&app, command).await?;
    listed(&app, &knock, ledger).await
}

/// Removes a view.
#[utoipa::path(delete, path = "/ledgers/{ledger}/views/{id}", tag = "view",
    params(("ledger" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = Vec<SavedView>), (status = "default", body = Problem)))]
pub(crate) async fn delete_view(
    State(app): State<App>,
    knock: Knock,
    At((ledger, id)): At<(String, Id)>,
) -> Result<Json<Vec<SavedView>>, Failure> {
    knock.perform(&app, DeleteView { ledger: ledger.clone(), id }).await?;
    listed(&app, &knock, ledger).await
}

/// The view with which the ledger opens.
#[derive(Deserialize, ToSchema)]
#[schema(as = DefaultView)]
pub(crate) struct DefaultViewBody {
    /// The view; none where absent.
    #[serde(default)]
    #[schema(required = false, value_type = Option<String>)]
    view_id: Option<Id>,
}

/// Chooses with which view the ledger opens for the reader.
#[utoipa::path(put, path = "/ledgers/{ledger}/default-view", params(("ledger" = String, Path)), tag = "view",
    request_body = DefaultViewBody,
    responses((status = 200, body = Vec<SavedView>), (status = "default", body = Problem)))]
pub(crate) async fn set_default_view(
    State(app): State<App>,
    knock: Knock,
    At(ledger): At<String>,
    Body(body): Body<DefaultViewBody>,
) -> Result<Json<Vec<SavedView>>, Failure> {
    knock.perform(&app, SetDefaultView { ledger: ledger.clone(), view: body.view_id }).await?;
    listed(&app, &knock, ledger).await
}

async fn listed(app: &App, knock: &Knock, ledger: String) -> Result<Json<Vec<SavedView>>, Failure> {
    Ok(Json(knock.ask(app, ListViews { books: app.books(), ledger, language: knock.language }).await?))
}
