//! The route on which a notice comes in.

use axum::Json;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use work::App;
use work::reading::{FILE_LIMIT, MayReadNotice, ReadNotice, ReadingDoneView, ReadingSummary};

use crate::caller::Knock;
use crate::problem::{Failure, Problem};
use crate::upload::{FORM_BYTES, Form};

/// Largest body of an upload.
pub(crate) const UPLOAD_BYTES: usize = FILE_LIMIT + FORM_BYTES;

/// A notice as a form sends it.
#[derive(Deserialize, ToSchema)]
pub(crate) struct UploadForm {
    /// TXT, Markdown, HTML, DOCX or PDF; told by its content, at most 64 MiB.
    #[expect(dead_code, reason = "the form is read piece by piece; this type describes it")]
    #[schema(format = Binary, value_type = String)]
    file: String,
    /// The year the plan is for.
    #[expect(dead_code, reason = "the form is read piece by piece; this type describes it")]
    #[schema(value_type = u16)]
    year: String,
}

/// Reads a notice into a draft.
#[utoipa::path(post, path = "/readings", tag = "plan",
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 201, body = ReadingDoneView), (status = "default", body = Problem)))]
pub(crate) async fn read_notice(
    State(app): State<App>,
    knock: Knock,
    form: Result<Multipart, MultipartRejection>,
) -> Result<(StatusCode, Json<ReadingDoneView>), Failure> {
    knock.ask(&app, MayReadNotice).await?;
    let form = Form::take(&app, form, FILE_LIMIT).await;
    let mut form = form.map_err(|stop| Failure::new(stop, knock.language))?;
    let year = form.field("year");
    let plan = knock.perform(&app, ReadNotice::new(&year, form.file)).await?;
    let done = knock.ask(&app, ReadingSummary { plan, language: knock.language }).await?;
    Ok((StatusCode::CREATED, Json(done)))
}
