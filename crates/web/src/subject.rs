//! Routes of subjects: enterprises and persons that the books speak of.

use axum::Json;
use axum::extract::State;
use base::Id;
use work::App;
use work::session::Ref;
use work::subject::{FindSubjects, ShowSubject, SubjectView, SubjectsAsked};

use crate::body::{Asked, At};
use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// Subjects by the beginning of their name or by their credit code.
#[utoipa::path(get, path = "/subjects", params(SubjectsAsked), tag = "subject",
    responses((status = 200, body = Vec<Ref>), (status = "default", body = Problem)))]
pub(crate) async fn subjects(
    State(app): State<App>,
    knock: Knock,
    Asked(asked): Asked<SubjectsAsked>,
) -> Result<Json<Vec<Ref>>, Failure> {
    Ok(Json(knock.ask(&app, FindSubjects { books: app.books(), asked, language: knock.language }).await?))
}

/// What the ledgers have of a subject.
#[utoipa::path(get, path = "/subjects/{id}", params(("id" = String, Path)), tag = "subject",
    responses((status = 200, body = SubjectView), (status = "default", body = Problem)))]
pub(crate) async fn subject(
    State(app): State<App>,
    knock: Knock,
    At(id): At<Id>,
) -> Result<Json<SubjectView>, Failure> {
    Ok(Json(knock.ask(&app, ShowSubject { books: app.books(), id, language: knock.language }).await?))
}
