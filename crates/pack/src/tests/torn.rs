//! Whatever a file holds, loading ends with remarks that point into it.

use super::{print, small_pack, small_reading};
use crate::load::load_with;
use base::Span;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn torn_files_never_panic(which in 0_usize..7, from in 0_usize..1200, length in 0_usize..40, put in "[\\[\\]{}=\"#\n.a-z0-9局-]{0,12}") {
        let mut files = small_pack();
        let path = files.keys().nth(which).unwrap().clone();
        let text = files.get_mut(&path).unwrap();
        let letters: Vec<char> = text.chars().collect();
        let from = from.min(letters.len());
        let rest = (from + length).min(letters.len());
        *text = letters[..from].iter().collect::<String>() + &put + &letters[rest..].iter().collect::<String>();
        let (_, diagnostics) = load_with(&files, &|_| small_reading());
        for one in &diagnostics {
            let text = files.get(one.file.as_ref().unwrap()).map_or("", String::as_str);
            let Span { from, to } = one.span.unwrap_or_default();
            prop_assert!(from <= to && to <= text.len(), "{:?}", print(&files, &diagnostics));
        }
    }
}
