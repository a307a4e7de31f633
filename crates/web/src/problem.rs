//! RFC 9457 problem bodies: one shape for every no and every break.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base::{FaultKind, Language, Refusal, RefusalKind, Sentence, Stop};
use serde::Serialize;
use utoipa::ToSchema;
use work::DiagnosticView;

/// A no with reasons, in the reader's language.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// `about:blank`: the code says what it is.
    pub r#type: String,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// Code of the reason, stable.
    pub code: String,
    /// The reason as a sentence.
    pub detail: String,
    /// Fields at fault.
    pub fields: Vec<FieldProblem>,
    /// What is the matter with an uploaded file.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<DiagnosticView>,
    /// To be quoted when the server broke.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault_id: Option<String>,
    /// Seconds until it is worth trying again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after_seconds: Option<u64>,
}

/// What is wrong in one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldProblem {
    /// `milestones[2].due`.
    pub path: String,
    /// Code of the reason.
    pub code: String,
    /// The reason as a sentence.
    pub message: String,
}

/// Why a handler stopped, with the language to say it in.
#[derive(Debug)]
pub struct Failure {
    stop: Box<Stop>,
    language: Language,
}

impl Failure {
    /// With the reader's language.
    pub fn new(stop: impl Into<Stop>, language: Language) -> Self {
        Self { stop: Box::new(stop.into()), language }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match *self.stop {
            Stop::Refusal(refusal) => respond(status_of(refusal.kind), body(&refusal, self.language)),
            Stop::Fault(fault) => {
                let id = fault_id();
                tracing::error!(fault = id, "{fault}");
                let (kind, code) = match fault.kind {
                    FaultKind::DiskFull => (RefusalKind::Unavailable, "web.disk_full"),
                    FaultKind::Unreachable => (RefusalKind::Unavailable, "web.unreachable"),
                    FaultKind::Broken => (RefusalKind::Malformed, "web.broken"),
                };
                let status = if code == "web.broken" { StatusCode::INTERNAL_SERVER_ERROR } else { status_of(kind) };
                let refusal = Refusal::new(kind, Sentence::new(code).with("id", &id));
                let mut problem = body(&refusal, self.language);
                problem.status = status.as_u16();
                problem.title = status.canonical_reason().unwrap_or_default().to_owned();
                problem.fault_id = Some(id);
                respond(status, problem)
            }
        }
    }
}

fn body(refusal: &Refusal, language: Language) -> Problem {
    let status = status_of(refusal.kind);
    Problem {
        r#type: "about:blank".to_owned(),
        title: status.canonical_reason().unwrap_or_default().to_owned(),
        status: status.as_u16(),
        code: refusal.sentence.code.clone(),
        detail: refusal.sentence.render(language),
        fields: refusal
            .fields
            .iter()
            .map(|(path, sentence)| FieldProblem {
                path: path.clone(),
                code: sentence.code.clone(),
                message: sentence.render(language),
            })
            .collect(),
        diagnostics: refusal.diagnostics.iter().map(|one| DiagnosticView::new(one, language)).collect(),
        fault_id: None,
        retry_after_seconds: refusal.retry_after_seconds,
    }
}

fn respond(status: StatusCode, problem: Problem) -> Response {
    let retry = problem.retry_after_seconds;
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Some(seconds) = retry {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn status_of(kind: RefusalKind) -> StatusCode {
    match kind {
        RefusalKind::Malformed => StatusCode::BAD_REQUEST,
        RefusalKind::NotSignedIn => StatusCode::UNAUTHORIZED,
        RefusalKind::Forbidden => StatusCode::FORBIDDEN,
        RefusalKind::NotFound => StatusCode::NOT_FOUND,
        RefusalKind::Conflict => StatusCode::CONFLICT,
        RefusalKind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        RefusalKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        RefusalKind::TooOften => StatusCode::TOO_MANY_REQUESTS,
        RefusalKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Short enough to be read out on the telephone.
fn fault_id() -> String {
    work::random_code().unwrap_or_else(|_| "unknown".to_owned())
}
