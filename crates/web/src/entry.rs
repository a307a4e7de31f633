//! Routes of entries.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use base::Id;
use serde::Deserialize;
use utoipa::ToSchema;
use work::entry::{
    CreateEntry, EditEntry, Entries, EntryAsked, EntryContent, EntryHistory, EntryHistoryView, EntryInspection,
    EntryPageView, EntryView, InspectEntry, MoveAsked, MoveEntries, MoveEntry, ShowEntry,
};
use work::{App, BulkResults};

use crate::body::{Asked, At, Body};
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// A page of a ledger.
#[utoipa::path(get, path = "/ledgers/{ledger}/entries", params(("ledger" = String, Path), EntryAsked), tag = "entry",
    responses((status = 200, body = EntryPageView), (status = "default", body = Problem)))]
pub(crate) async fn entries(
    State(app): State<App>,
    knock: Knock,
    At(ledger): At<String>,
    Asked(asked): Asked<EntryAsked>,
) -> Result<Json<EntryPageView>, Failure> {
    let query = Entries { books: app.books(), ledger, asked, language: knock.language };
    Ok(Json(knock.ask(&app, query).await?))
}

/// A new entry.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewEntry)]
pub(crate) struct CreateEntryBody {
    /// Who keeps it.
    #[schema(value_type = String)]
    organisation_id: Id,
    /// What stands in it; it may be unfinished.
    content: EntryContent,
}

/// Begins an entry as a draft.
#[utoipa::path(post, path = "/ledgers/{ledger}/entries", params(("ledger" = String, Path)), tag = "entry",
    request_body = CreateEntryBody,
    responses((status = 201, body = EntryView), (status = "default", body = Problem)))]
pub(crate) async fn create_entry(
    State(app): State<App>,
    knock: Knock,
    At(ledger): At<String>,
    Body(body): Body<CreateEntryBody>,
) -> Result<(StatusCode, Json<EntryView>), Failure> {
    let command = CreateEntry {
        books: app.books(),
        language: knock.language,
        ledger: ledger.clone(),
        organisation: body.organisation_id,
        content: body.content,
    };
    let id = knock.perform(&app, command).await?;
    Ok((StatusCode::CREATED, shown(&app, &knock, ledger, id).await?))
}

/// One entry with what can be done with it now.
#[utoipa::path(get, path = "/ledgers/{ledger}/entries/{id}", tag = "entry",
    params(("ledger" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = EntryView), (status = "default", body = Problem)))]
pub(crate) async fn entry(
    State(app): State<App>,
    knock: Knock,
    At((ledger, id)): At<(String, Id)>,
) -> Result<Json<EntryView>, Failure> {
    shown(&app, &knock, ledger, id).await
}

/// What stands in it now.
#[derive(Deserialize, ToSchema)]
#[schema(as = ChangedEntry)]
pub(crate) struct EditEntryBody {
    /// As it was shown.
    version: i64,
    /// What stands in it now.
    content: EntryContent,
    /// Why; needed once it is no draft any more.
    #[serde(default)]
    #[schema(required = false)]
    reason: String,
}

/// Changes what stands in an entry.
#[utoipa::path(put, path = "/ledgers/{ledger}/entries/{id}", tag = "entry",
    params(("ledger" = String, Path), ("id" = String, Path)), request_body = EditEntryBody,
    responses((status = 200, body = EntryView), (status = "default", body = Problem)))]
pub(crate) async fn edit_entry(
    State(app): State<App>,
    knock: Knock,
    At((ledger, id)): At<(String, Id)>,
    Body(body): Body<EditEntryBody>,
) -> Result<Json<EntryView>, Failure> {
    let command = EditEntry {
        books: app.books(),
        language: knock.language,
        ledger: ledger.clone(),
        id,
        version: body.version,
        content: body.content,
        reason: body.reason,
    };
    knock.perform(&app, command).await?;
    shown(&app, &knock, ledger, id).await
}

/// A move.
#[derive(Deserialize, ToSchema)]
#[schema(as = MovedEntry)]
pub(crate) struct MoveEntryBody {
    /// As it was shown.
    version: i64,
    /// What the move needs.
    #[serde(flatten)]
    asked: MoveAsked,
}

/// Makes a move of the entry's life cycle.
#[utoipa::path(post, path = "/ledgers/{ledger}/entries/{id}/moves/{code}", tag = "entry",
    params(("ledger" = String, Path), ("id" = String, Path), ("code" = String, Path)), request_body = MoveEntryBody,
    responses((status = 200, body = EntryView), (status = "default", body = Problem)))]
pub(crate) async fn move_entry(
    State(app): State<App>,
    knock: Knock,
    At((ledger, id, code)): At<(String, Id, String)>,
    Body(body): Body<MoveEntryBody>,
) -> Result<Json<EntryView>, Failure> {
    let command = MoveEntry {
        books: app.books(),
        language: knock.language,
        ledger: ledger.clone(),
        id,
        version: body.version,
        code,
        asked: body.asked,
    };
    knock.perform(&app, command).await?;
    shown(&app, &knock, ledger, id).await
}

/// An entry as it was shown.
#[derive(Deserialize, ToSchema)]
#[schema(as = EntryVersion)]
pub(crate) struct EntryVersionBody {
    /// The entry.
    #[schema(value_type = String)]
    id: Id,
    /// As it was shown.
    version: i64,
}

/// One move of many entries.
#[derive(Deserialize, ToSchema)]
#[schema(as = MovedEntries)]
pub(crate) struct MoveEntriesBody {
    /// The entries, at most 500.
    entries: Vec<EntryVersionBody>,
    /// What the move needs.
    #[serde(flatten)]
    asked: MoveAsked,
}

/// Makes one move of many entries; each is made or refused for itself.
#[utoipa::path(post, path = "/ledgers/{ledger}/moves/{code}", tag = "entry",
    params(("ledger" = String, Path), ("code" = String, Path)), request_body = MoveEntriesBody,
    responses((status = 200, body = BulkResults), (status = "default", body = Problem)))]
pub(crate) async fn move_entries(
    State(app): State<App>,
    knock: Knock,
    At((ledger, code)): At<(String, String)>,
    Body(body): Body<MoveEntriesBody>,
) -> Result<Json<BulkResults>, Failure> {
    let command = MoveEntries {
        books: app.books(),
        language: knock.language,
        ledger,
        entries: body.entries.iter().map(|one| (one.id, one.version)).collect(),
        code,
        asked: body.asked,
    };
    let outcomes = knock.perform(&app, command).await?;
    Ok(Json(BulkResults::new(outcomes, knock.language)))
}

/// What is being filled in.
#[derive(Deserialize, ToSchema)]
#[schema(as = EntryInProgress)]
pub(crate) struct InspectEntryBody {
    /// The entry, if it was begun.
    #[serde(default)]
    #[schema(required = false, value_type = Option<String>)]
    id: Option<Id>,
    /// What stands in it now.
    content: EntryContent,
}

/// Looks at what is being filled in, without keeping it.
#[utoipa::path(post, path = "/ledgers/{ledger}/inspect", params(("ledger" = String, Path)), tag = "entry",
    request_body = InspectEntryBody,
    responses((status = 200, body = EntryInspection), (status = "default", body = Problem)))]
pub(crate) async fn inspect_entry(
    State(app): State<App>,
    knock: Knock,
    At(ledger): At<String>,
    Body(body): Body<InspectEntryBody>,
) -> Result<Json<EntryInspection>, Failure> {
    let query =
        InspectEntry { books: app.books(), ledger, id: body.id, content: body.content, language: knock.language };
    Ok(Json(knock.ask(&app, query).await?))
}

/// The revisions of an entry, the last first, each with what it changed.
#[utoipa::path(get, path = "/ledgers/{ledger}/entries/{id}/history", tag = "entry",
    params(("ledger" = String, Path), ("id" = String, Path)),
    responses((status = 200, body = Vec<EntryHistoryView>), (status = "default", body = Problem)))]
pub(crate) async fn entry_history(
    State(app): State<App>,
    knock: Knock,
    At((ledger, id)): At<(String, Id)>,
) -> Result<Json<Vec<EntryHistoryView>>, Failure> {
    let query = EntryHistory { books: app.books(), ledger, id, language: knock.language };
    Ok(Json(knock.ask(&app, query).await?))
}

async fn shown(app: &App, knock: &Knock, ledger: String, id: Id) -> Result<Json<EntryView>, Failure> {
    let query = ShowEntry { books: app.books(), ledger, id, language: knock.language };
    Ok(Json(knock.ask(app, query).await?))
}
