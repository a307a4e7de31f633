//! Which site this is: open to everybody.

use axum::Json;
use axum::extract::State;
use work::App;
use work::session::SiteView;
use work::site::ShowSite;

use crate::caller::Knock;
use crate::problem::{Failure, Problem};

/// The site, and whether what it shows is synthetic.
#[utoipa::path(get, path = "/site", tag = "session",
    responses((status = 200, body = SiteView), (status = "default", body = Problem)))]
pub(crate) async fn site(State(app): State<App>, knock: Knock) -> Result<Json<SiteView>, Failure> {
    Ok(Json(knock.ask(&app, ShowSite).await?))
}
