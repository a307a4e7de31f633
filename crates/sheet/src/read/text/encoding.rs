//! The encoding of a text file. It is told strictly: the whole file must decode without a fault, because a table with
//! guessed characters would be stored as if it were right.

use super::decoded::Decoded;
use crate::read::input::AnyInput;
use crate::read::unusable::Unusable;
use base::encoding::{is_common_chinese, utf16_without_mark};
use encoding_rs::{Encoding, GB18030, UTF_8};
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
    let (text, _, _) = GB18030.decode(&sample);
    if !is_common_chinese(&text) {
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

fn looks_binary(sample: &[u8]) -> bool {
    let controls = sample.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    controls * 100 > sample.len()
}
