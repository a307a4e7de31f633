//! Bodies, paths and queries of requests, refused with a problem body that names the field.

use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use base::{Refusal, RefusalKind, Sentence};
use serde::de::DeserializeOwned;

use crate::caller::language;
use crate::problem::Failure;

/// A JSON body.
pub(crate) struct Body<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let language = language(request.headers());
        let bytes = axum::body::Bytes::from_request(request, state)
            .await
            .map_err(|_| Failure::new(Refusal::new(RefusalKind::TooLarge, Sentence::new("web.too_large")), language))?;
        let mut json = serde_json::Deserializer::from_slice(&bytes);
        serde_path_to_error::deserialize(&mut json).map(Body).map_err(|error| {
            let path = error.path().to_string();
            let reason = Sentence::new("web.body_unreadable").with("reason", error.inner());
            let refusal =
                if path == "." { Refusal::new(RefusalKind::Malformed, reason) } else { Refusal::field(&path, reason) };
            Failure::new(refusal, language)
        })
    }
}

/// Ids and words of the path.
pub(crate) struct At<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for At<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let language = language(&parts.headers);
        let found = Path::<T>::from_request_parts(parts, state).await;
        found.map(|Path(at)| At(at)).map_err(|_| Failure::new(Refusal::not_found(), language))
    }
}

/// The query string.
pub(crate) struct Asked<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let language = language(&parts.headers);
        let found = Query::<T>::from_request_parts(parts, state).await;
        found.map(|Query(asked)| Asked(asked)).map_err(|error| {
            let reason = Sentence::new("web.body_unreadable").with("reason", error);
            Failure::new(Refusal::new(RefusalKind::Malformed, reason), language)
        })
    }
}
