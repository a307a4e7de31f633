//! Files that go out: how their names travel in a header.

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
