//! Routes of evidence: files come in as a form and go out with their type and nothing that a browser would run.

use axum::Json;
use axum::body::Body as Bytes;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::Id;
use serde::Deserialize;
use tokio_util::io::ReaderStream;
use utoipa::ToSchema;
use work::App;
use work::entry::{EntryView, ShowEntry};
use work::evidence::{AttachEvidence, FILE_LIMIT, FetchEvidence, FoundFile, MayAttach, RemoveEvidence};
use work::file::open_file;

use crate::body::At;
use crate::caller::Knock;
use crate::download::disposition;
use crate::problem::{Failure, Problem};
use crate::upload::{FORM_BYTES, Form};

/// Largest body of an upload.
pub(crate) const UPLOAD_BYTES: usize = FILE_LIMIT + FORM_BYTES;

/// A file as a form sends it.
#[derive(Deserialize, ToSchema)]
pub(crate) struct EvidenceForm {
    /// PDF, picture or office document; told by its content, at most 64 MiB.
    #[expect(dead_code, reason = "the form is read piece by piece; this type describes it")]
    #[schema(format = Binary, value_type = String)]
    file: String,
}

/// Adds a file to an evidence field of an entry.
#[utoipa::path(post, path = "/ledgers/{ledger}/entries/{id}/evidence/{field}", tag = "evidence",
    params(("ledger" = String, Path), ("id" = String, Path), ("field" = String, Path)),
    request_body(content = EvidenceForm, content_type = "multipart/form-data"),
    responses((status = 201, body = EntryView), (status = "default", body = Problem)))]
pub(crate) async fn attach_evidence(
    State(app): State<App>,
    knock: Knock,
    At((ledger, id, field)): At<(String, Id, String)>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<(StatusCode, Json<EntryView>), Failure> {
    knock.ask(&app, MayAttach { books: app.books(), ledger: ledger.clone(), id }).await?;
    let form = Form::take(&app, form, FILE_LIMIT).await.map_err(|stop| Failure::new(stop, knock.language))?;
    let command = AttachEvidence::new(app.books(), knock.language, ledger.clone(), id, field, form.file);
    knock.perform(&app, command).await?;
    Ok((StatusCode::CREATED, shown(&app, &knock, ledger, id).await?))
}

/// Takes a file away; the history keeps it.
#[utoipa::path(delete, path = "/ledgers/{ledger}/entries/{id}/files/{file}", tag = "evidence",
    params(("ledger" = String, Path), ("id" = String, Path), ("file" = String, Path)),
    responses((status = 200, body = EntryView), (status = "default", body = Problem)))]
pub(crate) async fn remove_evidence(
    State(app): State<App>,
    knock: Knock,
    At((ledger, id, file)): At<(String, Id, Id)>,
) -> Result<Json<EntryView>, Failure> {
    let command = RemoveEvidence { books: app.books(), language: knock.language, ledger: ledger.clone(), id, file };
    knock.perform(&app, command).await?;
    shown(&app, &knock, ledger, id).await
}

/// A file's bytes. PDF and pictures are shown in the browser, the rest is saved; each look is recorded.
#[utoipa::path(get, path = "/ledgers/{ledger}/entries/{id}/files/{file}", tag = "evidence",
    params(("ledger" = String, Path), ("id" = String, Path), ("file" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = "default", body = Problem)))]
pub(crate) async fn fetch_evidence(
    State(app): State<App>,
    knock: Knock,
    At((ledger, id, file)): At<(String, Id, Id)>,
) -> Result<Response, Failure> {
    let found = knock.ask(&app, FetchEvidence { books: app.books(), ledger, id, file }).await?;
    sent(&app, &knock, found).await
}

/// A file on its way out, with its type and nothing that a browser would run.
pub(crate) async fn sent(app: &App, knock: &Knock, found: FoundFile) -> Result<Response, Failure> {
    let bytes = open_file(app, &found.digest).await.map_err(|stop| Failure::new(stop, knock.language))?;
    let shown = found.media_type.starts_with("image/") || found.media_type == "application/pdf";
    let headers = [
        (header::CONTENT_TYPE, found.media_type),
        (header::CONTENT_DISPOSITION, disposition(if shown { "inline" } else { "attachment" }, &found.name)),
        // What comes from outside runs nothing, even where a browser shows it.
        (
            header::CONTENT_SECURITY_POLICY,
            "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'".to_owned(),
        ),
        // Our own pages show it in a frame beside its digest; nobody else may.
        (header::X_FRAME_OPTIONS, "SAMEORIGIN".to_owned()),
    ];
    Ok((headers, Bytes::from_stream(ReaderStream::new(bytes))).into_response())
}

async fn shown(app: &App, knock: &Knock, ledger: String, id: Id) -> Result<Json<EntryView>, Failure> {
    let query = ShowEntry { books: app.books(), ledger, id, language: knock.language };
    Ok(Json(knock.ask(app, query).await?))
}
