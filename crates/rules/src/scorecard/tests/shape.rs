//! What a card may say, and which version holds.

use super::*;
use base::Language;

const SMALL: &str = r#"
code = "small"
name = "小表"
name_en = "Small"
version = "1"
document = "测〔2023〕1号"
valid_from = 2023-01-01
pass = { at_least = 6 }

[[input]]
code = "a"
name = "甲"
name_en = "A"

[[input]]
code = "sure"
name = "是"
name_en = "Sure"
kind = "truth"

[[condition]]
code = "sure"
name = "确定"
name_en = "Sure"
holds = "entry.sure"

[[part]]
code = "part"
name = "分"
name_en = "Part"
max = 10
measure = { value = "a" }
bands = [{ at_least = 2.5, points = 10 }, { below = 2.5, points = 0 }]
"#;

/// What is wrong with the small card with some text exchanged.
fn faults(change: &str, to: &str) -> Vec<String> {
    assert!(SMALL.contains(change), "{change}");
    match toml::from_str::<Card>(&SMALL.replace(change, to)) {
        Err(error) => vec![error.message().to_owned()],
        Ok(card) => match Scorecard::check(card) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.into_iter().map(|(path, it)| format!("{path} {}", it.code)).collect(),
        },
    }
}

const BANDS: &str = "[{ at_least = 2.5, points = 10 }, { below = 2.5, points = 0 }]";

#[test]
fn bands_meet_without_gap_or_overlap() {
    assert_eq!(faults("小表", "小表"), [] as [&str; 0]);
    for bands in [
        "[{ at_least = 2.5, points = 10 }]",
        "[{ at_least = 2.5, points = 10 }, { at_most = 2.5, points = 0 }]",
        "[{ above = 2.5, points = 10 }, { below = 2.5, points = 0 }]",
        "[{ at_least = 3, points = 10 }, { at_least = 1, below = 2, points = 2 }, { below = 1, points = 0 }]",
        "[{ at_least = 3, points = 10 }, { at_least = 3, below = 2, points = 2 }, { below = 3, points = 0 }]",
        "[{ points = 10 }, { below = 1, points = 0 }]",
        "[{ at_least = 1, points = 10 }, { below = 1, points = 0 }, { below = 1, points = 1 }]",
    ] {
        assert_eq!(faults(BANDS, bands), ["part[0].bands rules.scorecard.bands_meet"], "{bands}");
    }
    for bands in [
        "[{ below = 1, points = 0 }, { at_least = 1, at_most = 2, points = 1 }, { above = 2, points = 3 }]",
        "[{ above = 0, points = 10 }, { at_most = 0, points = 0 }]",
        "[{ points = 10 }]",
    ] {
        assert_eq!(faults(BANDS, bands), [] as [&str; 0], "{bands}");
    }
}

#[test]
fn a_card_that_does_not_hang_together_says_where() {
    for (change, to, expected) in [
        ("\"entry.sure\"", "\"entry.a\"", "condition[0].holds rules.expression.want_truth"),
        ("\"entry.sure\"", "\"entry.shure\"", "condition[0].holds rules.expression.unknown_field_near"),
        ("value = \"a\"", "value = \"b\"", "part[0].measure rules.scorecard.unknown_input"),
        ("value = \"a\"", "value = \"sure\"", "part[0].measure rules.scorecard.no_number"),
        ("{ value = \"a\" }", "{ growth = [\"a\"] }", "part[0].measure rules.scorecard.measure_inputs"),
        ("points = 10", "points = 11", "part[0].bands[0] rules.scorecard.points"),
        ("points = 10", "between = [4, 3]", "part[0].bands[0] rules.scorecard.points"),
        ("points = 10 }", "above = 1, points = 10 }", "part[0].bands[0] rules.scorecard.band_shape"),
        ("{ at_least = 6 }", "{ at_least = 6, above = 7 }", "pass rules.scorecard.pass_one"),
        ("pass = { at_least = 6 }", "", "pass rules.scorecard.parts_without_pass"),
        ("measure = { value = \"a\" }", "", "part[0] rules.scorecard.body_one"),
        ("code = \"part\"", "code = \"sure\"", "part[0].code rules.scorecard.code_twice"),
        ("code = \"a\"", "code = \"甲\"", "input[0].code rules.scorecard.bad_code"),
        (
            "valid_from = 2023-01-01",
            "valid_from = 2023-01-02\nvalid_until = 2023-01-01",
            "valid_until rules.scorecard.days_reversed",
        ),
        ("[[part]]", "[[veto]]\npart = \"none\"\nat_most = 0\n[[part]]", "veto[0].part rules.scorecard.unknown_part"),
    ] {
        let found = faults(change, to);
        assert!(found.iter().any(|one| one == expected), "{to}: {found:?}");
    }
    assert!(faults("max = 10", "maximum = 10")[0].contains("unknown field"));
    assert!(faults("valid_from = 2023-01-01", "valid_from = 2023")[0].contains("a day"));
}

#[test]
fn a_figure_is_compared_as_a_decimal_and_never_rounded_up() {
    let card = card(SMALL);
    let score = |a: &str| card.score(&inputs(&[("a", a), ("sure", "true")]));
    assert_eq!(result(&score("2.5")), "passed 10");
    let nearly = score("2.4999999999999");
    assert_eq!(result(&nearly), "failed 0");
    assert!(text_of(&nearly, Language::English).contains("A: 2.4999."));
    // The largest number there is overflows nothing.
    assert_eq!(result(&score(&Decimal::MAX.to_string())), "passed 10");
}

#[test]
fn the_version_is_chosen_by_the_day() {
    let version = |version: &str, from: &str, until: Option<&str>| {
        let mut card: Card = toml::from_str(SMALL).unwrap();
        card.version = version.to_owned();
        card.valid_from = from.parse().unwrap();
        card.valid_until = until.map(|day| day.parse().unwrap());
        Scorecard::check(card).unwrap()
    };
    let cards = [
        version("1", "2017-01-01", Some("2022-12-31")),
        version("3", "2023-07-01", None),
        version("2", "2023-01-01", None),
    ];
    let on = |day: &str| on_day(&cards, "small", day.parse().unwrap()).map(|one| one.card().version.clone());
    assert_eq!(on("2022-12-31").as_deref(), Ok("1"));
    assert_eq!(on("2023-01-01").as_deref(), Ok("2"));
    assert_eq!(on("2023-06-30").as_deref(), Ok("2"));
    assert_eq!(on("2023-07-01").as_deref(), Ok("3"));
    assert_eq!(on("2016-12-31").unwrap_err().code, "rules.scorecard.no_version");
}
