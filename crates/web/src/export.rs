//! Routes on which ledgers go out: the list as a workbook or CSV, and the empty form.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;
use work::App;
use work::entry::EntryAsked;
use work::export::{ExportEntries, ExportFormat, LedgerTemplate, MayExport};
use work::file::Outgoing;

use crate::body::{Asked, At};
use crate::caller::Knock;
use crate::download::{disposition, sent};
use crate::problem::{Failure, Problem};

/// In which form, and which entries.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ExportAsked {
    /// `xlsx` where nothing is said.
    #[serde(default)]
    #[param(required = false, inline)]
    format: ExportFormat,
    /// Words that must be found.
    #[serde(default)]
    #[param(required = false)]
    search: String,
    /// A JSON list of filters, as the list has it.
    #[serde(default)]
    #[param(required = false)]
    filter: String,
}

/// What the reader sees of a list, with its filter, as a file.
#[utoipa::path(get, path = "/ledgers/{ledger}/export", params(("ledger" = String, Path), ExportAsked,
    ("language" = Option<String>, Query, description = "Language of the file; the browser's where absent.")), tag = "export",
    responses((status = 200, content_type = "application/octet-stream"), (status = "default", body = Problem)))]
pub(crate) async fn export_entries(
    State(app): State<App>,
    knock: Knock,
    At(ledger): At<String>,
    Asked(asked): Asked<ExportAsked>,
) -> Result<Response, Failure> {
    knock.ask(&app, MayExport).await?;
    let out = Outgoing::begin(&app).await.map_err(|stop| Failure::new(stop, knock.language))?;
    let query = ExportEntries {
        books: app.books(),
        ledger,
        asked: EntryAsked { search: asked.search, filter: asked.filter, ..EntryAsked::default() },
        format: asked.format,
        path: out.path(),
        language: knock.language,
    };
    let name = knock.ask(&app, query).await?;
    sent(out, asked.format.media_type(), &name).await.map_err(|stop| Failure::new(stop, knock.language))
}

/// The empty form of a ledger as a workbook.
#[utoipa::path(get, path = "/ledgers/{ledger}/template", params(("ledger" = String, Path),
    ("language" = Option<String>, Query, description = "Language of the file; the browser's where absent.")), tag = "export",
    responses((status = 200, content_type = "application/octet-stream"), (status = "default", body = Problem)))]
pub(crate) async fn ledger_template(
    State(app): State<App>,
    knock: Knock,
    At(ledger): At<String>,
) -> Result<Response, Failure> {
    let query = LedgerTemplate { books: app.books(), ledger, language: knock.language };
    let (name, bytes) = knock.ask(&app, query).await?;
    let headers = [
        (header::CONTENT_TYPE, ExportFormat::Xlsx.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, disposition("attachment", &name)),
    ];
    Ok((headers, bytes).into_response())
}
