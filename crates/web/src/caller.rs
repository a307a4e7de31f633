//! Who knocks: cookie, CSRF token, idempotency key, address and language of a request.

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use base::Language;
use std::convert::Infallible;
use std::net::SocketAddr;
use work::{App, Caller, Command, Query};

use crate::problem::Failure;

/// Name of the session cookie.
pub(crate) const COOKIE: &str = "luoshi_session";

/// A request's caller, with the language to answer in.
#[derive(Clone, Debug)]
pub(crate) struct Knock {
    pub(crate) caller: Caller,
    pub(crate) language: Language,
}

impl Knock {
    /// Runs a change and answers what it answers.
    pub(crate) async fn perform<C: Command>(&self, app: &App, command: C) -> Result<C::Answer, Failure> {
        let done = work::perform(app, self.caller.clone(), command).await;
        done.map(|done| done.answer).map_err(|stop| Failure::new(stop, self.language))
    }

    /// Asks a question.
    pub(crate) async fn ask<Q: Query>(&self, app: &App, query: Q) -> Result<Q::Answer, Failure> {
        work::ask(app, self.caller.clone(), query).await.map_err(|stop| Failure::new(stop, self.language))
    }

    /// The session token, or "" where there is none.
    pub(crate) fn token(&self) -> &str {
        self.caller.token.as_deref().unwrap_or_default()
    }

    /// The same caller with a session just opened.
    pub(crate) fn with_token(mut self, token: String) -> Self {
        self.caller.token = Some(token);
        self
    }
}

impl<S: Sync> FromRequestParts<S> for Knock {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_string());
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let caller = Caller {
            token: cookie(&parts.headers),
            csrf: text("x-csrf-token"),
            idempotency_key: text("idempotency-key"),
            address: address.unwrap_or_default(),
            machine: false,
        };
        let asked = parts.uri.query().and_then(language_asked);
        Ok(Knock { caller, language: asked.unwrap_or_else(|| language(&parts.headers)) })
    }
}

/// The language named in the address. A link to a file carries it there, for the browser follows a link with its own
/// language and not with the one chosen on the screens.
fn language_asked(query: &str) -> Option<Language> {
    query.split('&').find_map(|pair| pair.strip_prefix("language=")).map(Language::from_tag)
}

/// The language that the browser asks for.
pub(crate) fn language(headers: &HeaderMap) -> Language {
    let tag = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    tag.map(Language::from_tag).unwrap_or_default()
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .map(|(_, token)| token.to_owned())
}
