//! Routes of the audit.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base::{Fault, Id, Refusal, Sentence};
use serde::Deserialize;
use utoipa::IntoParams;
use work::App;
use work::audit::{
    AuditList, AuditPage, AuditRowView, AuditVerification, ExportAudit, SealView, Seals, VerbView, VerifyAudit, verbs,
};
use work::session::Me;

use crate::body::Asked;
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// Which rows.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Filter {
    /// First day, `2023-01-28`.
    from: Option<String>,
    /// Last day.
    to: Option<String>,
    /// Part of the actor's name.
    actor: Option<String>,
    /// A verb.
    verb: Option<String>,
    /// `done`, `refused` or `read`.
    outcome: Option<String>,
    /// Id of a subject.
    subject: Option<String>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// How many.
    limit: Option<usize>,
}

impl Filter {
    fn list(self, knock: &Knock) -> Result<AuditList, Failure> {
        let day = |path: &str, text: Option<String>| match text.filter(|text| !text.is_empty()) {
            Some(text) => text.parse().map(Some).map_err(|()| (path.to_owned(), Sentence::new("base.not_a_day"))),
            None => Ok(None),
        };
        let id = |path: &str, text: Option<String>| match text.filter(|text| !text.is_empty()) {
            Some(text) => text
                .parse::<Id>()
                .map(Some)
                .map_err(|()| (path.to_owned(), Sentence::new("base.unknown_value").with("value", text))),
            None => Ok(None),
        };
        let list = || {
            Ok(AuditList {
                from: day("from", self.from)?,
                to: day("to", self.to)?,
                actor: self.actor,
                verb: self.verb,
                outcome: self.outcome,
                subject: id("subject", self.subject)?,
                before: id("cursor", self.cursor)?,
                limit: self.limit,
                language: knock.language,
            })
        };
        list().map_err(|fault| Failure::new(Refusal::fields(vec![fault]), knock.language))
    }
}

/// A page of audit rows, newest first.
#[utoipa::path(get, path = "/audit", params(Filter), tag = "audit",
    responses((status = 200, body = AuditPage), (status = "default", body = Problem)))]
pub(crate) async fn audit(
    State(app): State<App>,
    knock: Knock,
    Asked(filter): Asked<Filter>,
) -> Result<Json<AuditPage>, Failure> {
    let list = filter.list(&knock)?;
    Ok(Json(knock.ask(&app, list).await?))
}

/// The same rows as a CSV file. Taking them out is noted in the audit.
#[utoipa::path(get, path = "/audit/export", params(Filter), tag = "audit",
    responses((status = 200, content_type = "text/csv", body = String), (status = "default", body = Problem)))]
pub(crate) async fn export_audit(
    State(app): State<App>,
    knock: Knock,
    Asked(filter): Asked<Filter>,
) -> Result<Response, Failure> {
    let list = filter.list(&knock)?;
    let rows = knock.ask(&app, ExportAudit(list)).await?;
    let file = csv(&rows, &knock).map_err(|error| Failure::new(Fault::broken(error), knock.language))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\""),
    ];
    Ok((headers, file).into_response())
}

/// With a byte-order mark, so that spreadsheets read it as UTF-8.
fn csv(rows: &[AuditRowView], knock: &Knock) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(vec![0xEF, 0xBB, 0xBF]);
    const COLUMNS: [&str; 12] = [
        "at",
        "actor",
        "address",
        "verb",
        "verb_text",
        "subject_kind",
        "subject",
        "outcome",
        "reason",
        "digest",
        "position",
        "seal",
    ];
    writer.write_record(COLUMNS.map(|column| Sentence::new(&format!("web.audit.{column}")).render(knock.language)))?;
    for row in rows {
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let cells = [
            row.at.to_string(),
            row.actor_name.clone(),
            row.address.clone(),
            row.verb.clone(),
            row.verb_text.clone(),
            row.subject_kind.clone(),
            row.subject_id.map(|id| id.to_string()).unwrap_or_default(),
            row.outcome.clone(),
            row.reason.clone().unwrap_or_default(),
            row.digest.clone(),
            number(row.position),
            number(row.seal),
        ];
        writer.write_record(cells.map(defused))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
fn defused(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

/// The newest seals.
#[utoipa::path(get, path = "/audit/seals", tag = "audit",
    responses((status = 200, body = Vec<SealView>), (status = "default", body = Problem)))]
pub(crate) async fn seals(State(app): State<App>, knock: Knock) -> Result<Json<Vec<SealView>>, Failure> {
    Ok(Json(knock.ask(&app, Seals).await?))
}

/// Checks the whole audit.
#[utoipa::path(get, path = "/audit/verification", tag = "audit",
    responses((status = 200, body = AuditVerification), (status = "default", body = Problem)))]
pub(crate) async fn verify_audit(State(app): State<App>, knock: Knock) -> Result<Json<AuditVerification>, Failure> {
    Ok(Json(knock.ask(&app, VerifyAudit::new(&app, knock.language)).await?))
}

/// What the audit can hold, in words.
#[utoipa::path(get, path = "/audit/verbs", tag = "audit",
    responses((status = 200, body = Vec<VerbView>), (status = "default", body = Problem)))]
pub(crate) async fn audit_verbs(State(app): State<App>, knock: Knock) -> Result<Json<Vec<VerbView>>, Failure> {
    knock.ask(&app, Me::new(knock.token())).await?;
    Ok(Json(verbs(knock.language)))
}
