//! Markdown: front matter and pipe tables.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    fuzz::decode_and_check(text.as_bytes());
    fuzz::decode_and_check(format!("---\nkey: value\n---\n# title\n| a | b |\n|--|--|\n{text}").as_bytes());
});
