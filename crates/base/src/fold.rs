//! One folding of printed names for every room: what a name is looked up by, never what is shown.

use unicode_normalization::UnicodeNormalization;

/// Folds a printed name for comparison: full and half width become one (NFKC), white space and punctuation are dropped,
/// letters lose their case. `武汉经开区（汉南区）` and `武汉经开区 (汉南区)` fold to the same.
pub fn fold_name(name: &str) -> String {
    // Lower case can undo the normal form (İ), so it is made twice.
    name.nfkc().flat_map(char::to_lowercase).nfkc().filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn width_space_and_marks_do_not_tell_names_apart() {
        for (one, other) in [
            ("武汉经开区（汉南区）", "武汉经开区 (汉南区)"),
            ("市 市\n场监管局", "市市场监管局"),
            ("各区人民政府〈含开发区、长江新区管委会，下同〉", "各区人民政府(含开发区,长江新区管委会,下同)"),
            ("ＰＣＴ", "pct"),
        ] {
            assert_eq!(fold_name(one), fold_name(other));
        }
        assert_ne!(fold_name("市税务局"), fold_name("市水务局"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(name in ".*") {
            let once = fold_name(&name);
            prop_assert_eq!(fold_name(&once), once);
        }
    }
}
