//! Formula injection in CSV: a spreadsheet takes text that begins with `=` for a formula, whoever wrote it. A leading
//! apostrophe keeps it text, and reading takes that apostrophe away again, so that nothing changes on the way.

use std::borrow::Cow;

/// The text as it is written to CSV.
pub(crate) fn guard(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that was meant by what stands in the CSV.
pub(crate) fn unguard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_risky(rest)).unwrap_or(text)
}

/// Apostrophes before the sign count as well, so that guarding can be undone.
fn is_risky(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_become_text() {
        for text in ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "\r=1", "'=1"] {
            assert_eq!(guard(text), format!("'{text}"));
            assert_eq!(unguard(&guard(text)), text);
        }
        assert_eq!(guard("'90s"), "'90s");
        assert_eq!(unguard("'90s"), "'90s");
    }

    proptest! {
        #[test]
        fn guarding_is_undone(text in "'{0,3}[=+@a-]?.*") {
            let guarded = guard(&text);
            prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '\t', '\r']));
            prop_assert_eq!(unguard(&guarded), text.as_str());
        }
    }
}
