//! HTML: tags, entities, tables, the choice of the main content.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    fuzz::decode_and_check(&[b"<html>", bytes].concat());
});
