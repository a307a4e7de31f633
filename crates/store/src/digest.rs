//! SM3 (GB/T 32905) digests in hexadecimal.

use sm3::{Digest, Sm3};

/// The SM3 digest of some bytes, 64 hexadecimal digits.
pub fn sm3_hex(bytes: &[u8]) -> String {
    hex(&Sm3::digest(bytes))
}

/// An SM3 digest over bytes that come in pieces.
#[derive(Clone, Debug, Default)]
pub struct Sm3Hasher(Sm3);

impl Sm3Hasher {
    /// More bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest, 64 hexadecimal digits.
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The bytes of hexadecimal digits; `None` for anything else, also for nothing.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    // `from_str_radix` alone would take "+f" too, and a sealed text could then be written in two ways.
    if text.is_empty() || !text.len().is_multiple_of(2) || !text.bytes().all(|one| one.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}

/// Random bytes as hexadecimal digits: session tokens, CSRF tokens, salts of keys.
pub fn random_hex(bytes: usize) -> Result<String, base::Fault> {
    let mut buffer = vec![0_u8; bytes];
    getrandom::fill(&mut buffer).map_err(|error| base::Fault::broken(format!("no randomness: {error}")))?;
    Ok(hex(&buffer))
}

#[cfg(test)]
mod tests {
    #[test]
    fn digits_and_bytes_answer_to_each_other() {
        assert_eq!(super::unhex(&super::hex(&[0, 15, 255])), Some(vec![0, 15, 255]));
        for no in ["", "0", "0g", "+f", "é"] {
            assert_eq!(super::unhex(no), None, "{no}");
        }
    }

    #[test]
    fn the_standard_vector_agrees() {
        // GB/T 32905-2016, example 1.
        assert_eq!(super::sm3_hex(b"abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }
}
