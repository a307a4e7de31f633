//! Encodings that say nothing of themselves, told by the sense they make of Chinese text.

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};

/// UTF-16 that does not say so: nearly every unit is a Chinese character, its punctuation or ASCII in one byte order.
pub fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let (mut units, mut little, mut big) = (0_usize, 0_usize, 0_usize);
    for pair in bytes.chunks_exact(2) {
        let &[first, second] = pair else { continue };
        units += 1;
        little += usize::from(is_usual_unit(second, first));
        big += usize::from(is_usual_unit(first, second));
    }
    let nearly_all = |count: usize| count * 20 >= units * 19;
    match (nearly_all(little), nearly_all(big)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        // Both orders make sense only by chance; the order with more sense wins.
        (true, true) => Some(if little >= big { UTF_16LE } else { UTF_16BE }),
        (false, false) => None,
    }
}

fn is_usual_unit(high: u8, low: u8) -> bool {
    match high {
        0x00 => matches!(low, b' '..=b'~' | b'\t' | b'\r' | b'\n') || low >= 0xA0,
        0x20 => low <= 0x6F,
        0x30 => low <= 0x2F,
        0x4E..=0x9F => true,
        0xFF => low <= 0x60,
        _ => false,
    }
}

/// Are most characters of a text that was read as GB 18030 those Chinese is written with: level one of GB 2312 and its
/// punctuation? GB 18030 gives a character to nearly every pair of bytes, so it is believed only then. The first 20,000
/// characters beyond ASCII are looked at.
pub fn is_common_chinese(text: &str) -> bool {
    let (mut wide, mut common) = (0_usize, 0_usize);
    let mut buffer = [0; 4];
    for character in text.chars().filter(|character| !character.is_ascii()).take(20_000) {
        wide += 1;
        let (pair, _, _) = GB18030.encode(character.encode_utf8(&mut buffer));
        let usual = |pair: &[u8]| matches!(pair, [0xA1..=0xA3 | 0xB0..=0xD7, 0xA1..=0xFE]);
        common += usize::from(usual(&pair));
    }
    common * 10 >= wide * 7
}
