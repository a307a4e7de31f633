//! Files that go out: how their names travel in a header, and how a file that was made for one reader is sent.

use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base::Stop;
use tokio_util::io::ReaderStream;
use work::file::Outgoing;

/// Sends a file that was made for this reader; it is gone afterwards.
pub(crate) async fn sent(out: Outgoing, media_type: &str, name: &str) -> Result<Response, Stop> {
    let headers =
        [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition("attachment", name))];
    Ok((headers, Body::from_stream(ReaderStream::new(out.send().await?))).into_response())
}

/// `inline` or `attachment`, with a name as RFC 5987 wants it.
pub(crate) fn disposition(kind: &str, name: &str) -> String {
    format!("{kind}; filename*=UTF-8''{}", percent_encoded(name))
}

fn percent_encoded(name: &str) -> String {
    name.bytes()
        .map(|byte| {
            let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
            if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_chinese_name_travels_in_a_header() {
        assert_eq!(disposition("inline", "通知 1.pdf"), "inline; filename*=UTF-8''%E9%80%9A%E7%9F%A5%201.pdf");
        assert_eq!(disposition("attachment", "a\"\r\nb"), "attachment; filename*=UTF-8''a%22%0D%0Ab");
    }
}
