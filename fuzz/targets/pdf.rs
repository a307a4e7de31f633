//! PDF: a whole file, or the content and the character map of a page so that the fuzzer need not learn offsets.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"%PDF") {
        fuzz::decode_and_check(bytes);
    } else {
        fuzz::decode_and_check(&fuzz::pdf_of_content(bytes));
    }
});
