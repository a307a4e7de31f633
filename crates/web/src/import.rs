//! Routes of imports.

use axum::Json;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::{Id, Refusal, Sentence};
use serde::Deserialize;
use utoipa::ToSchema;
use work::App;
use work::file::Outgoing;
use work::import::{
    BeginImport, CancelImport, CheckImport, FILE_LIMIT, ImportErrors, ImportView, Imports, MapImport, MayImport,
    RunImport, ShowImport, run_imports,
};

use crate::body::{At, Body};
use crate::caller::Knock;
use crate::download::sent;
use crate::problem::{Failure, Problem};
use crate::upload::{FORM_BYTES, Form};

/// Largest body of an upload.
pub(crate) const UPLOAD_BYTES: usize = FILE_LIMIT + FORM_BYTES;

/// A workbook as a form sends it.
#[derive(Deserialize, ToSchema)]
pub(crate) struct ImportForm {
    /// XLSX, XLS or CSV; told by its content, at most 256 MiB.
    #[expect(dead_code, reason = "the form is read piece by piece; this type describes it")]
    #[schema(format = Binary, value_type = String)]
    file: String,
    /// Who keeps the entries.
    #[expect(dead_code, reason = "the form is read piece by piece; this type describes it")]
    organisation_id: String,
}

/// The imports of a ledger by the reader's organisations, the last first.
#[utoipa::path(get, path = "/ledgers/{ledger}/imports", params(("ledger" = String, Path)), tag = "import",
    responses((status = 200, body = Vec<ImportView>), (status = "default", body = Problem)))]
pub(crate) async fn imports(
    State(app): State<App>,
    knock: Knock,
    At(ledger): At<String>,
) -> Result<Json<Vec<ImportView>>, Failure> {
    Ok(Json(knock.ask(&app, Imports { books: app.books(), ledger, language: knock.language }).await?))
}

/// Takes in a workbook and matches its columns; nothing is written yet.
#[utoipa::path(post, path = "/ledgers/{ledger}/imports", params(("ledger" = String, Path)), tag = "import",
    request_body(content = ImportForm, content_type = "multipart/form-data"),
    responses((status = 201, body = ImportView), (status = "default", body = Problem)))]
pub(crate) async fn begin_import(
    State(app): State<App>,
    knock: Knock,
    At(ledger): At<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<(StatusCode, Json<ImportView>), Failure> {
    knock.ask(&app, MayImport { books: app.books(), ledger: ledger.clone() }).await?;
    let mut form = Form::take(&app, form, FILE_LIMIT).await.map_err(|stop| Failure::new(stop, knock.language))?;
    let organisation: Id = form
        .field("organisation_id")
        .parse()
        .map_err(|_| Failure::new(Refusal::field("organisation_id", Sentence::new("base.required")), knock.language))?;
    let command = BeginImport::new(app.books(), knock.language, ledger, organisation, form.file);
    let id = knock.perform(&app, command).await?;
    Ok((StatusCode::CREATED, shown(&app, &knock, id).await?))
}

/// How an import stands.
#[utoipa::path(get, path = "/imports/{id}", params(("id" = String, Path)), tag = "import",
    responses((status = 200, body = ImportView), (status = "default", body = Problem)))]
pub(crate) async fn import(State(app): State<App>, knock: Knock, At(id): At<Id>) -> Result<Json<ImportView>, Failure> {
    shown(&app, &knock, id).await
}

/// Which column holds which cell.
#[derive(Deserialize, ToSchema)]
#[schema(as = ImportMapping)]
pub(crate) struct MapImportBody {
    /// As it was shown.
    version: i64,
    /// Key of the cell that each column holds; null for one that is left out.
    mapping: Vec<Option<String>>,
}

/// Says which column holds which cell; remembered for the organisation.
#[utoipa::path(put, path = "/imports/{id}/mapping", params(("id" = String, Path)), tag = "import",
    request_body = MapImportBody, responses((status = 200, body = ImportView), (status = "default", body = Problem)))]
pub(crate) async fn map_import(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<MapImportBody>,
) -> Result<Json<ImportView>, Failure> {
    let command = MapImport { books: app.books(), id, version: body.version, mapping: body.mapping };
    knock.perform(&app, command).await?;
    shown(&app, &knock, id).await
}

/// The version that was shown.
#[derive(Deserialize, ToSchema)]
#[schema(as = ImportVersion)]
pub(crate) struct VersionBody {
    /// As it was shown.
    version: i64,
}

/// Looks at all rows without writing any.
#[utoipa::path(post, path = "/imports/{id}/check", params(("id" = String, Path)), tag = "import",
    request_body = VersionBody, responses((status = 202, body = ImportView), (status = "default", body = Problem)))]
pub(crate) async fn check_import(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<VersionBody>,
) -> Result<(StatusCode, Json<ImportView>), Failure> {
    knock.perform(&app, CheckImport { id, version: body.version }).await?;
    started(&app, &knock, id).await
}

/// Writes the rows that are right.
#[utoipa::path(post, path = "/imports/{id}/run", params(("id" = String, Path)), tag = "import",
    request_body = VersionBody, responses((status = 202, body = ImportView), (status = "default", body = Problem)))]
pub(crate) async fn run_import(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<VersionBody>,
) -> Result<(StatusCode, Json<ImportView>), Failure> {
    knock.perform(&app, RunImport { id, version: body.version }).await?;
    started(&app, &knock, id).await
}

/// Stops an import; what was written stays.
#[utoipa::path(post, path = "/imports/{id}/cancel", params(("id" = String, Path)), tag = "import",
    responses((status = 200, body = ImportView), (status = "default", body = Problem)))]
pub(crate) async fn cancel_import(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
) -> Result<Json<ImportView>, Failure> {
    knock.perform(&app, CancelImport { id }).await?;
    shown(&app, &knock, id).await
}

/// The rows that could not be taken, as a workbook with what is wrong in red.
#[utoipa::path(get, path = "/imports/{id}/errors", params(("id" = String, Path),
    ("language" = Option<String>, Query, description = "Language of the file; the browser's where absent.")), tag = "import",
    responses((status = 200, content_type = "application/octet-stream"), (status = "default", body = Problem)))]
pub(crate) async fn import_errors(State(app): State<App>, knock: Knock, At(id): At<Id>) -> Result<Response, Failure> {
    knock.ask(&app, ShowImport { books: app.books(), id, language: knock.language }).await?;
    let out = Outgoing::begin(&app).await.map_err(|stop| Failure::new(stop, knock.language))?;
    let query =
        ImportErrors { books: app.books(), id, folder: app.folder.clone(), path: out.path(), language: knock.language };
    let name = knock.ask(&app, query).await?;
    sent(out, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &name)
        .await
        .map_err(|stop| Failure::new(stop, knock.language))
}

/// The job is woken at once; the one that every server runs each second takes over after a crash.
async fn started(app: &App, knock: &Knock, id: Id) -> Result<(StatusCode, Json<ImportView>), Failure> {
    let job = app.clone();
    tokio::spawn(async move {
        if let Err(stop) = run_imports(&job).await {
            tracing::error!("an import stopped and is taken up again: {stop:?}");
        }
    });
    Ok((StatusCode::ACCEPTED, shown(app, knock, id).await?))
}

async fn shown(app: &App, knock: &Knock, id: Id) -> Result<Json<ImportView>, Failure> {
    Ok(Json(knock.ask(app, ShowImport { books: app.books(), id, language: knock.language }).await?))
}
