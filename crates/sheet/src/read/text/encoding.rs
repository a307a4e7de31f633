//! The encoding of a text file. It is told strictly: the whole file must decode without a fault, because a table with
//! guessed characters would be stored as if it were right.

use super::decoded::Decoded;
use crate::read::input::AnyInput;
use crate::read::unusable::Unusable;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use std::io::{Read, SeekFrom};

/// Bytes that are looked at for signs.
pub(super) const SAMPLE: u64 = 64 * 1024;

/// The encoding, by mark, by strict decoding, or by the sense it makes.
pub(super) fn detect(input: &mut AnyInput) -> Result<&'static Encoding, Unusable> {
    let sample = sample(input)?;
    if let Some((encoding, _)) = Encoding::for_bom(&sample) {
        return check(input, encoding).map(|()| encoding);
    }
    let utf16 = utf16_without_mark(&sample);
    if sample.contains(&0) {
        let encoding = utf16.ok_or(Unusable::NotATable)?;
        return check(input, encoding).map(|()| encoding);
    }
    match check(input, UTF_8) {
        Ok(()) => return Ok(UTF_8),
        Err(Unusable::Encoding) => {}
        Err(other) => return Err(other),
    }
    if let Some(encoding) = utf16 {
        return check(input, encoding).map(|()| encoding);
    }
    if !is_common_chinese(&sample) {
        return Err(if looks_binary(&sample) { Unusable::NotATable } else { Unusable::Encoding });
    }
    check(input, GB18030).map(|()| GB18030)
}

/// The first bytes of the file.
pub(super) fn sample(input: &mut AnyInput) -> Result<Vec<u8>, Unusable> {
    let mut sample = Vec::new();
    let read = input.seek(SeekFrom::Start(0)).and_then(|_| input.take(SAMPLE).read_to_end(&mut sample));
    read.map_err(|error| Unusable::of_io(&error, &Unusable::Unreadable))?;
    Ok(sample)
}

/// Decodes the whole file and forgets it.
fn check(input: &mut AnyInput, encoding: &'static Encoding) -> Result<(), Unusable> {
    let mut decoded = Decoded::new(input, encoding)?;
    while decoded.chunk()?.is_some() {}
    Ok(())
}

/// UTF-16 that does not say so: nearly every unit is a Chinese character, its punctuation or ASCII in one byte order.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
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

/// GB 18030 gives a character to nearly every pair of bytes, so it is believed only where most pairs are those Chinese is
/// written with: level one of GB 2312 and its punctuation.
fn is_common_chinese(sample: &[u8]) -> bool {
    let (text, _, _) = GB18030.decode(sample);
    let (mut wide, mut common) = (0_usize, 0_usize);
    let mut buffer = [0; 4];
    for character in text.chars().filter(|character| !character.is_ascii()) {
        wide += 1;
        let (pair, _, _) = GB18030.encode(character.encode_utf8(&mut buffer));
        common += usize::from(matches!(pair.as_ref(), [0xA1..=0xA3 | 0xB0..=0xD7, 0xA1..=0xFE]));
    }
    common * 10 >= wide * 7
}

fn looks_binary(sample: &[u8]) -> bool {
    let controls = sample.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    controls * 100 > sample.len()
}
