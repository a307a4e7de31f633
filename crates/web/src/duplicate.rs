//! Routes of entries that may be the same thing.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::{Id, Refusal, Sentence};
use serde::Deserialize;
use utoipa::ToSchema;
use work::App;
use work::duplicate::{DecideDuplicate, DuplicatePageView, Duplicates, DuplicatesAsked, Verdict};

use crate::body::{Asked, At, Body};
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// Groups of entries that may be the same thing, of which the reader sees at least one entry.
#[utoipa::path(get, path = "/ledgers/{ledger}/duplicates", params(("ledger" = String, Path), DuplicatesAsked),
    tag = "duplicate",
    responses((status = 200, body = DuplicatePageView), (status = "default", body = Problem)))]
pub(crate) async fn duplicates(
    State(app): State<App>,
    knock: Knock,
    At(ledger): At<String>,
    Asked(asked): Asked<DuplicatesAsked>,
) -> Result<Json<DuplicatePageView>, Failure> {
    let query = Duplicates { books: app.books(), ledger, asked, language: knock.language };
    Ok(Json(knock.ask(&app, query).await?))
}

/// A decision about entries that look the same.
#[derive(Deserialize, ToSchema)]
#[schema(as = DecideDuplicate)]
pub(crate) struct DecideDuplicateBody {
    /// The rule, as it was shown.
    rule: String,
    /// The mark, as it was shown.
    mark: String,
    /// As it was shown.
    version: i64,
    /// What is decided.
    verdict: Verdict,
    /// The entry that stays, where they are the same.
    #[serde(default)]
    #[schema(required = false, value_type = Option<String>)]
    keeps: Option<Id>,
    /// Why; needed where they are not.
    #[serde(default)]
    #[schema(required = false)]
    reason: String,
}

/// Decides whether entries that look the same are the same.
#[utoipa::path(post, path = "/ledgers/{ledger}/duplicates", params(("ledger" = String, Path)), tag = "duplicate",
    request_body = DecideDuplicateBody, responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn decide_duplicate(
    State(app): State<App>,
    knock: Knock,
    At(ledger): At<String>,
    Body(body): Body<DecideDuplicateBody>,
) -> Result<StatusCode, Failure> {
    let unknown = || Refusal::field("mark", Sentence::new("base.unknown_value").with("value", &body.mark));
    let mark = body.mark.parse().map_err(|_| Failure::new(unknown(), knock.language))?;
    let command = DecideDuplicate {
        books: app.books(),
        ledger,
        rule: body.rule,
        mark,
        version: body.version,
        verdict: body.verdict,
        keeps: body.keeps,
        reason: body.reason,
    };
    knock.perform(&app, command).await?;
    Ok(StatusCode::NO_CONTENT)
}
