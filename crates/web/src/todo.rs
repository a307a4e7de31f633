//! The route of the reader's things to do.

use axum::Json;
use axum::extract::State;
use work::App;
use work::todo::{Todo, TodoList};

use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// What waits for the reader (我的待办).
#[utoipa::path(get, path = "/todo", tag = "session",
    responses((status = 200, body = TodoList), (status = "default", body = Problem)))]
pub(crate) async fn todo(State(app): State<App>, knock: Knock) -> Result<Json<TodoList>, Failure> {
    Ok(Json(knock.ask(&app, Todo { books: app.books(), language: knock.language }).await?))
}
