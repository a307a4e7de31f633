//! Files in forms: they go to the disk as they come, and are refused as soon as they are too large.

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::http::StatusCode;
use base::{Refusal, RefusalKind, Sentence, Stop};
use std::collections::BTreeMap;
use work::App;
use work::file::{Upload, Uploaded, too_large};

/// What goes round a file in a form: names, borders, short fields.
pub(crate) const FORM_BYTES: usize = 64 << 10;
/// Longest short field.
const FIELD_BYTES: usize = 1_000;

/// A form with one file and short fields.
#[derive(Debug)]
pub(crate) struct Form {
    /// The file.
    pub(crate) file: Uploaded,
    fields: BTreeMap<String, String>,
}

impl Form {
    /// Takes a form whose file may have so many bytes.
    pub(crate) async fn take(
        app: &App,
        form: Result<Multipart, MultipartRejection>,
        limit: usize,
    ) -> Result<Self, Stop> {
        let mut form = form.map_err(|rejection| malformed(rejection.body_text()))?;
        let (mut file, mut fields) = (None, BTreeMap::new());
        while let Some(mut field) = form.next_field().await.map_err(|error| broken_off(&error, limit))? {
            match field.name().map(str::to_owned) {
                Some(name) if name == "file" && file.is_none() => {
                    file = Some(take_file(app, &mut field, limit).await?);
                }
                Some(name) => {
                    fields.insert(name, take_field(&mut field, limit).await?);
                }
                None => {}
            }
        }
        let file = file.ok_or_else(|| Refusal::field("file", Sentence::new("base.required")))?;
        Ok(Self { file, fields })
    }

    /// A short field, or "".
    pub(crate) fn field(&mut self, name: &str) -> String {
        self.fields.remove(name).unwrap_or_default()
    }
}

async fn take_file(app: &App, field: &mut Field<'_>, limit: usize) -> Result<Uploaded, Stop> {
    let name = field.file_name().unwrap_or_default().to_owned();
    let mut upload = Upload::begin(app, limit).await?;
    while let Some(bytes) = field.chunk().await.map_err(|error| broken_off(&error, limit))? {
        upload.write(&bytes).await?;
    }
    upload.finish(&name).await
}

async fn take_field(field: &mut Field<'_>, limit: usize) -> Result<String, Stop> {
    let mut text = Vec::new();
    while let Some(bytes) = field.chunk().await.map_err(|error| broken_off(&error, limit))? {
        text.extend(bytes.iter().take(FIELD_BYTES.saturating_sub(text.len())));
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn broken_off(error: &MultipartError, limit: usize) -> Stop {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return too_large(limit).into();
    }
    malformed(error.body_text()).into()
}

fn malformed(reason: String) -> Refusal {
    Refusal::new(RefusalKind::Malformed, Sentence::new("web.body_unreadable").with("reason", reason))
}
