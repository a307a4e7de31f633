//! DOCX: a whole archive, or the parts of one so that the fuzzer need not learn zip.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        fuzz::decode_and_check(bytes);
    } else {
        fuzz::decode_and_check(&fuzz::docx_of_parts(bytes));
    }
});
