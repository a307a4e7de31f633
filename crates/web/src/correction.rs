//! Routes of requests to correct what stands in the books.

use axum::Json;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::Response;
use base::Id;
use serde::Deserialize;
use utoipa::ToSchema;
use work::App;
use work::correction::{
    AcceptCorrection, AttachCorrectionFile, CorrectionView, Corrections, CorrectionsAsked, FetchCorrectionFile,
    HandOnCorrection, NoteAnswer, RaiseCorrection, RefuseCorrection, ShowCorrection, WithdrawCorrection,
};
use work::evidence::FILE_LIMIT;

use crate::body::{Asked, At, Body};
use crate::caller::Knock;
use crate::evidence::{EvidenceForm, sent};
use crate::problem::{Failure, Problem};
use crate::upload::Form;

/// Requests that the reader may see, the last first, at most 100.
#[utoipa::path(get, path = "/corrections", params(CorrectionsAsked), tag = "correction",
    responses((status = 200, body = Vec<CorrectionView>), (status = "default", body = Problem)))]
pub(crate) async fn corrections(
    State(app): State<App>,
    knock: Knock,
    Asked(asked): Asked<CorrectionsAsked>,
) -> Result<Json<Vec<CorrectionView>>, Failure> {
    Ok(Json(knock.ask(&app, Corrections { books: app.books(), asked, language: knock.language }).await?))
}

/// What is wrong where.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewCorrection)]
pub(crate) struct RaiseCorrectionBody {
    /// Code of the ledger of an entry.
    #[serde(default)]
    #[schema(required = false)]
    ledger: Option<String>,
    /// The entry.
    #[serde(default)]
    #[schema(required = false, value_type = Option<String>)]
    entry_id: Option<Id>,
    /// The subject, where it is meant itself and no entry.
    #[serde(default)]
    #[schema(required = false, value_type = Option<String>)]
    subject_id: Option<Id>,
    /// Code of the field, or `name` or `address` of a subject; empty where the whole is meant.
    #[serde(default)]
    #[schema(required = false)]
    field: String,
    /// What is wrong.
    wrong: String,
    /// What it should be.
    proposed: String,
}

/// Says that something in an entry or of a subject is wrong.
#[utoipa::path(post, path = "/corrections", tag = "correction", request_body = RaiseCorrectionBody,
    responses((status = 201, body = CorrectionView), (status = "default", body = Problem)))]
pub(crate) async fn raise_correction(
    State(app): State<App>,
    knock: Knock,
    Body(body): Body<RaiseCorrectionBody>,
) -> Result<(StatusCode, Json<CorrectionView>), Failure> {
    let command = RaiseCorrection {
        books: app.books(),
        entry: body.ledger.zip(body.entry_id),
        subject: body.subject_id,
        field: body.field,
        wrong: body.wrong,
        proposed: body.proposed,
    };
    let id = knock.perform(&app, command).await?;
    Ok((StatusCode::CREATED, shown(&app, &knock, id).await?))
}

/// One request with what became of it.
#[utoipa::path(get, path = "/corrections/{id}", params(("id" = String, Path)), tag = "correction",
    responses((status = 200, body = CorrectionView), (status = "default", body = Problem)))]
pub(crate) async fn correction(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
) -> Result<Json<CorrectionView>, Failure> {
    shown(&app, &knock, id).await
}

/// An answer.
#[derive(Deserialize, ToSchema)]
#[schema(as = CorrectionAnswer)]
pub(crate) struct AnswerBody {
    /// As it was shown.
    version: i64,
    /// What is said with it; needed where nothing is corrected.
    #[serde(default)]
    #[schema(required = false)]
    reason: String,
}

/// Answers that it was corrected, in the entry's version of now.
#[utoipa::path(post, path = "/corrections/{id}/accept", params(("id" = String, Path)), tag = "correction",
    request_body = AnswerBody,
    responses((status = 200, body = CorrectionView), (status = "default", body = Problem)))]
pub(crate) async fn accept_correction(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<AnswerBody>,
) -> Result<Json<CorrectionView>, Failure> {
    let command = AcceptCorrection { books: app.books(), id, version: body.version, answer: body.reason };
    knock.perform(&app, command).await?;
    shown(&app, &knock, id).await
}

/// Answers that nothing is corrected, and why.
#[utoipa::path(post, path = "/corrections/{id}/refuse", params(("id" = String, Path)), tag = "correction",
    request_body = AnswerBody,
    responses((status = 200, body = CorrectionView), (status = "default", body = Problem)))]
pub(crate) async fn refuse_correction(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<AnswerBody>,
) -> Result<Json<CorrectionView>, Failure> {
    knock.perform(&app, RefuseCorrection { id, version: body.version, reason: body.reason }).await?;
    shown(&app, &knock, id).await
}

/// To whom a request goes.
#[derive(Deserialize, ToSchema)]
#[schema(as = CorrectionHandedOn)]
pub(crate) struct HandOnBody {
    /// As it was shown.
    version: i64,
    /// To whom.
    #[schema(value_type = String)]
    organisation_id: Id,
    /// Why it is theirs.
    reason: String,
}

/// Hands a request on to another organisation. The answer is empty where the reader no longer sees it there.
#[utoipa::path(post, path = "/corrections/{id}/hand-on", params(("id" = String, Path)), tag = "correction",
    request_body = HandOnBody, responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn hand_on_correction(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<HandOnBody>,
) -> Result<StatusCode, Failure> {
    let HandOnBody { version, organisation_id: organisation, reason } = body;
    knock.perform(&app, HandOnCorrection { books: app.books(), id, version, organisation, reason }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A request as it was shown.
#[derive(Deserialize, ToSchema)]
#[schema(as = CorrectionVersion)]
pub(crate) struct CorrectionVersionBody {
    /// As it was shown.
    version: i64,
}

/// Takes a request back.
#[utoipa::path(post, path = "/corrections/{id}/withdraw", params(("id" = String, Path)), tag = "correction",
    request_body = CorrectionVersionBody,
    responses((status = 200, body = CorrectionView), (status = "default", body = Problem)))]
pub(crate) async fn withdraw_correction(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    Body(body): Body<CorrectionVersionBody>,
) -> Result<Json<CorrectionView>, Failure> {
    knock.perform(&app, WithdrawCorrection { id, version: body.version }).await?;
    shown(&app, &knock, id).await
}

/// Takes note of the answer to one's own request.
#[utoipa::path(post, path = "/corrections/{id}/note", params(("id" = String, Path)), tag = "correction",
    responses((status = 200, body = CorrectionView), (status = "default", body = Problem)))]
pub(crate) async fn note_answer(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
) -> Result<Json<CorrectionView>, Failure> {
    knock.perform(&app, NoteAnswer { id }).await?;
    shown(&app, &knock, id).await
}

/// Adds the file that proves a request; another one replaces it.
#[utoipa::path(post, path = "/corrections/{id}/file", tag = "correction", params(("id" = String, Path)),
    request_body(content = EvidenceForm, content_type = "multipart/form-data"),
    responses((status = 201, body = CorrectionView), (status = "default", body = Problem)))]
pub(crate) async fn attach_correction_file(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<(StatusCode, Json<CorrectionView>), Failure> {
    // Nobody sends megabytes for a request that they may not see.
    knock.ask(&app, ShowCorrection { books: app.books(), id, language: knock.language }).await?;
    let form = Form::take(&app, form, FILE_LIMIT).await.map_err(|stop| Failure::new(stop, knock.language))?;
    knock.perform(&app, AttachCorrectionFile::new(id, form.file)).await?;
    Ok((StatusCode::CREATED, shown(&app, &knock, id).await?))
}

/// The file's bytes; each look is recorded.
#[utoipa::path(get, path = "/corrections/{id}/file", params(("id" = String, Path)), tag = "correction",
    responses((status = 200, content_type = "application/octet-stream"), (status = "default", body = Problem)))]
pub(crate) async fn fetch_correction_file(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
) -> Result<Response, Failure> {
    let found = knock.ask(&app, FetchCorrectionFile { books: app.books(), id }).await?;
    sent(&app, &knock, found).await
}

async fn shown(app: &App, knock: &Knock, id: Id) -> Result<Json<CorrectionView>, Failure> {
    Ok(Json(knock.ask(app, ShowCorrection { books: app.books(), id, language: knock.language }).await?))
}
