//! Routes of ledgers: the list, one with its form.

use axum::Json;
use axum::extract::State;
use work::App;
use work::ledger::{LedgerSummaryView, LedgerView, Ledgers, ShowLedger};

use crate::body::At;
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// The ledgers, with how many entries of each the reader sees.
#[utoipa::path(get, path = "/ledgers", tag = "ledger",
    responses((status = 200, body = Vec<LedgerSummaryView>), (status = "default", body = Problem)))]
pub(crate) async fn ledgers(State(app): State<App>, knock: Knock) -> Result<Json<Vec<LedgerSummaryView>>, Failure> {
    Ok(Json(knock.ask(&app, Ledgers { books: app.books(), language: knock.language }).await?))
}

/// One ledger: its form, its list, its life cycle.
#[utoipa::path(get, path = "/ledgers/{ledger}", params(("ledger" = String, Path)), tag = "ledger",
    responses((status = 200, body = LedgerView), (status = "default", body = Problem)))]
pub(crate) async fn ledger(
    State(app): State<App>,
    knock: Knock,
    At(ledger): At<String>,
) -> Result<Json<LedgerView>, Failure> {
    Ok(Json(knock.ask(&app, ShowLedger { books: app.books(), ledger, language: knock.language }).await?))
}
