//! Tables: a whole file of any kind, or the markup of one sheet behind `<`, so that the fuzzer need not learn zip.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"<w") {
        fuzz::read_table_and_check(&fuzz::workbook_of_parts(bytes));
    } else {
        fuzz::read_table_and_check(bytes);
    }
});
