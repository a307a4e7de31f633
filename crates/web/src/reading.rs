//! The route on which a notice comes in.

use axum::Json;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use base::{Refusal, RefusalKind, Sentence, Stop};
use serde::Deserialize;
use utoipa::ToSchema;
use work::App;
use work::file::{Upload, Uploaded, too_large};
use work::reading::{FILE_LIMIT, MayReadNotice, ReadNotice, ReadingDoneView, ReadingSummary};

use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// What goes round a file in a form: names, borders, the year.
const FORM_BYTES: usize = 64 << 10;
/// Largest body of an upload.
pub(crate) const UPLOAD_BYTES: usize = FILE_LIMIT + FORM_BYTES;
/// Longest year that is looked at.
const YEAR_BYTES: usize = 100;

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
    let fail = |stop: Stop| Failure::new(stop, knock.language);
    let form = form.map_err(|rejection| fail(malformed(rejection.body_text()).into()))?;
    let (file, year) = take(&app, form).await.map_err(fail)?;
    let plan = knock.perform(&app, ReadNotice::new(&year, file)).await?;
    let done = knock.ask(&app, ReadingSummary { plan, language: knock.language }).await?;
    Ok((StatusCode::CREATED, Json(done)))
}

/// Takes the form: the file goes to the disk as it comes.
async fn take(app: &App, mut form: Multipart) -> Result<(Uploaded, String), Stop> {
    let (mut file, mut year) = (None, String::new());
    while let Some(mut field) = form.next_field().await.map_err(broken_off)? {
        match field.name() {
            Some("file") if file.is_none() => file = Some(take_file(app, &mut field).await?),
            Some("year") => year = take_year(&mut field).await?,
            _ => {}
        }
    }
    let file = file.ok_or_else(|| Refusal::field("file", Sentence::new("base.required")))?;
    Ok((file, year))
}

async fn take_file(app: &App, field: &mut Field<'_>) -> Result<Uploaded, Stop> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let mut upload = Upload::begin(app, FILE_LIMIT).await?;
    while let Some(bytes) = field.chunk().await.map_err(broken_off)? {
        upload.write(&bytes).await?;
    }
    upload.finish(&name).await
}

async fn take_year(field: &mut Field<'_>) -> Result<String, Stop> {
    let mut year = Vec::new();
    while let Some(bytes) = field.chunk().await.map_err(broken_off)? {
        year.extend(bytes.iter().take(YEAR_BYTES.saturating_sub(year.len())));
    }
    Ok(String::from_utf8_lossy(&year).into_owned())
}

fn broken_off(error: MultipartError) -> Stop {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return too_large(FILE_LIMIT).into();
    }
    malformed(error.body_text()).into()
}

fn malformed(reason: String) -> Refusal {
    Refusal::new(RefusalKind::Malformed, Sentence::new("web.body_unreadable").with("reason", reason))
}
