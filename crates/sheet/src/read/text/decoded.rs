//! The characters of a text file, a chunk at a time, so that its size does not matter.

use crate::read::input::AnyInput;
use crate::read::unusable::Unusable;
use encoding_rs::{Decoder, DecoderResult, Encoding};
use std::io::{Read, Seek, SeekFrom};

const CHUNK: usize = 64 * 1024;

/// The decoder over the file.
pub(super) struct Decoded<'a> {
    input: &'a mut AnyInput,
    decoder: Decoder,
    raw: Vec<u8>,
    text: Vec<u8>,
    done: bool,
}

impl<'a> Decoded<'a> {
    /// From the first byte; a mark of byte order is left out.
    pub(super) fn new(input: &'a mut AnyInput, encoding: &'static Encoding) -> Result<Self, Unusable> {
        input.seek(SeekFrom::Start(0)).map_err(|_| Unusable::Unreadable)?;
        let decoder = encoding.new_decoder_with_bom_removal();
        // A byte gives three at most; what the decoder asks for in the beginning is less than it asks for later.
        let room = CHUNK * 3 + 64;
        Ok(Self { input, decoder, raw: vec![0; CHUNK], text: vec![0; room], done: false })
    }

    /// The next characters in UTF-8; none at the end. A chunk may be empty.
    pub(super) fn chunk(&mut self) -> Result<Option<&[u8]>, Unusable> {
        if self.done {
            return Ok(None);
        }
        let count = loop {
            match self.input.read(&mut self.raw) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(_) => return Err(Unusable::Unreadable),
                Ok(count) => break count,
            }
        };
        self.done = count == 0;
        let raw = self.raw.get(..count).unwrap_or_default();
        let (result, _, written) = self.decoder.decode_to_utf8_without_replacement(raw, &mut self.text, self.done);
        let text = self.text.get(..written).unwrap_or_default();
        if text.contains(&0) {
            return Err(Unusable::NotATable);
        }
        match result {
            DecoderResult::InputEmpty => Ok(Some(text)),
            DecoderResult::Malformed(_, _) | DecoderResult::OutputFull => Err(Unusable::Encoding),
        }
    }
}
