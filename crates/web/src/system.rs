//! Is the server alive, is it ready?

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;
use work::App;

/// Can the server do its work?
#[derive(Serialize, ToSchema)]
pub(crate) struct Readiness {
    /// Everything it needs is there.
    ready: bool,
    /// The database can be read.
    database: bool,
}

/// Alive: the process answers.
pub(crate) async fn healthz() -> &'static str {
    "ok"
}

/// Ready: the database answers too.
pub(crate) async fn readyz(State(app): State<App>) -> (StatusCode, Json<Readiness>) {
    let database = app.ready().await.is_ok();
    let status = if database { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(Readiness { ready: database, database }))
}
