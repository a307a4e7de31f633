//! Routes of a session.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;
use work::App;
use work::session::{ChangePassword, Me, MeView, SignIn, SignOut};

use crate::body::Body;
use crate::caller::{COOKIE, Knock};
use crate::problem::{Failure, Problem};
use crate::routes::Options;

/// What one types to sign in.
#[derive(Deserialize, ToSchema)]
pub(crate) struct SignInBody {
    /// The login.
    login: String,
    /// The password.
    password: String,
}

/// Signs in: answers who one is and sets the cookie.
#[utoipa::path(post, path = "/session", request_body = SignInBody, tag = "session",
    responses((status = 200, body = MeView), (status = "default", body = Problem)))]
pub(crate) async fn sign_in(
    State(app): State<App>,
    State(options): State<Options>,
    knock: Knock,
    Body(body): Body<SignInBody>,
) -> Result<Response, Failure> {
    let signed_in = knock.perform(&app, SignIn::new(&body.login, &body.password)).await?;
    let knock = knock.with_token(signed_in.token);
    let me = knock.ask(&app, Me::new(knock.token())).await?;
    Ok(with_cookie(Json(me).into_response(), knock.token(), options.secure_cookie))
}

/// Signs out.
#[utoipa::path(delete, path = "/session", tag = "session",
    responses((status = 204), (status = "default", body = Problem)))]
pub(crate) async fn sign_out(
    State(app): State<App>,
    State(options): State<Options>,
    knock: Knock,
) -> Result<Response, Failure> {
    knock.perform(&app, SignOut::new(knock.token())).await?;
    Ok(with_cookie(StatusCode::NO_CONTENT.into_response(), "", options.secure_cookie))
}

/// Oneself.
#[utoipa::path(get, path = "/me", tag = "session",
    responses((status = 200, body = MeView), (status = "default", body = Problem)))]
pub(crate) async fn me(State(app): State<App>, knock: Knock) -> Result<Json<MeView>, Failure> {
    Ok(Json(knock.ask(&app, Me::new(knock.token())).await?))
}

/// The old and the new password.
#[derive(Deserialize, ToSchema)]
pub(crate) struct PasswordBody {
    /// The password in use.
    current: String,
    /// The new one.
    new: String,
}

/// Changes one's own password.
#[utoipa::path(post, path = "/me/password", request_body = PasswordBody, tag = "session",
    responses((status = 200, body = MeView), (status = "default", body = Problem)))]
pub(crate) async fn change_password(
    State(app): State<App>,
    knock: Knock,
    Body(body): Body<PasswordBody>,
) -> Result<Json<MeView>, Failure> {
    knock.perform(&app, ChangePassword::new(knock.token(), &body.current, &body.new)).await?;
    Ok(Json(knock.ask(&app, Me::new(knock.token())).await?))
}

/// An empty token takes the cookie away. The browser forgets it when it closes; the server ends it earlier.
fn with_cookie(mut response: Response, token: &str, secure: bool) -> Response {
    let secure = if secure { "; Secure" } else { "" };
    let gone = if token.is_empty() { "; Max-Age=0" } else { "" };
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{gone}");
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
    response
}
