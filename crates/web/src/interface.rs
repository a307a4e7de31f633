//! The user interface, built by Vite into `ui/dist` and carried inside the binary.

use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Files;

/// A file of the UI; every other path is a page of the UI and gets its index.
pub(crate) async fn interface(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    match Files::get(path) {
        Some(file) if !path.is_empty() => {
            // Vite puts a digest into the names under assets/, so they never change.
            let cache = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
            with_headers(file.data.into_owned(), file.metadata.mimetype(), cache)
        }
        _ if path.starts_with("assets/") => StatusCode::NOT_FOUND.into_response(),
        _ => match Files::get("index.html") {
            Some(file) => with_headers(file.data.into_owned(), "text/html; charset=utf-8", "no-cache"),
            None => (StatusCode::NOT_FOUND, "The user interface was not built: run script/server.").into_response(),
        },
    }
}

fn with_headers(bytes: Vec<u8>, media_type: &str, cache: &'static str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(media_type) {
        headers.insert(header::CONTENT_TYPE, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}
