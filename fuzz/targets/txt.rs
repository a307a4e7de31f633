//! Bytes as they come: the kind is told by content, most are text in some encoding or none.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    fuzz::decode_and_check(bytes);
});
