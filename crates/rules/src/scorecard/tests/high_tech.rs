//! 国科发火〔2016〕32号 and 195号.

use super::*;
use base::Language;
use std::sync::LazyLock;

fn high_tech() -> &'static Scorecard {
    static CARD: LazyLock<Scorecard> =
        LazyLock::new(|| card(include_str!("../../../../../packs/wuhan/scorecards/high_tech.toml")));
    &CARD
}

/// An enterprise that meets the conditions, with 71 points: 26 + 25 + 14 + 6.
fn base() -> Inputs {
    inputs(&[
        ("registered", "2020-01-01"),
        ("filed", "2023-06-01"),
        ("own_ip", "true"),
        ("in_field", "true"),
        ("staff", "100"),
        ("tech_staff", "10"),
        ("rd_1", "500000"),
        ("rd_2", "500000"),
        ("rd_3", "500000"),
        ("sales_1", "10000000"),
        ("sales_2", "10000000"),
        ("sales_3", "10000000"),
        ("assets_1", "1000000"),
        ("assets_2", "1200000"),
        ("assets_3", "1440000"),
        ("transfers_1", "5"),
        ("transfers_2", "5"),
        ("transfers_3", "5"),
        ("rd_in_china", "900000"),
        ("high_tech_income", "6000000"),
        ("total_income", "10000000"),
        ("breach", "false"),
        ("ip_class_1", "1"),
        ("ip_class_2", "0"),
        ("ip_own", "1"),
        ("ip_acquired", "0"),
        ("standards", "0"),
        ("expert_advancement", "7"),
        ("expert_core_support", "6"),
        ("expert_quantity", "8"),
        ("expert_way", "5"),
        ("expert_transformation", "25"),
        ("expert_system", "4"),
        ("expert_facilities", "4"),
        ("expert_incentive", "3"),
        ("expert_talent", "3"),
        ("expert_assets_growth", "6"),
    ])
}

fn of(pairs: &[(&str, &str)]) -> String {
    result(&high_tech().score(&with(&base(), pairs)))
}

fn holds(pairs: &[(&str, &str)], code: &str) -> Option<bool> {
    high_tech().score(&with(&base(), pairs)).line(code).unwrap().holds
}

fn of_part(pairs: &[(&str, &str)], code: &str) -> Option<String> {
    points(&high_tech().score(&with(&base(), pairs)), code)
}

#[test]
fn high_tech_71_passes_and_70_itself_fails() {
    assert_eq!(of(&[]), "passed 71");
    assert_eq!(of(&[("expert_talent", "2")]), "failed 70");
    let scored = high_tech().score(&with(&base(), &[("expert_talent", "2")]));
    assert!(
        scored
            .explain(Language::Chinese)
            .iter()
            .any(|line| line.text == "总分 70 分，要求高于 70 分（70 分不算达到）。")
    );
}

#[test]
fn high_tech_points_are_whole() {
    assert_eq!(of(&[("expert_transformation", "25.5")]), "incomplete -");
    let scored = high_tech().score(&with(&base(), &[("expert_transformation", "25.5")]));
    let text = text_of(&scored, Language::Chinese);
    assert!(text.contains("评审专家的打分应为整数，25.5 不是整数。"), "{text}");
}

#[test]
fn high_tech_rights_are_capped_at_30() {
    let most = [
        ("expert_advancement", "8"),
        ("expert_core_support", "8"),
        ("expert_quantity", "8"),
        ("expert_way", "6"),
        ("standards", "1"),
        ("expert_standards", "2"),
    ];
    assert_eq!(of_part(&most, "ip").as_deref(), Some("30"));
    let text = text_of(&high_tech().score(&with(&base(), &most)), Language::Chinese);
    assert!(text.contains("各项合计 32 分，超过上限，按 30 分计。"), "{text}");
}

#[test]
fn high_tech_number_of_rights_opens_the_band_an_expert_scores_in() {
    let quantity = |class_1: &str, class_2: &str, given: &str| {
        of_part(&[("ip_class_1", class_1), ("ip_class_2", class_2), ("expert_quantity", given)], "ip_quantity")
    };
    for (class_1, class_2, given) in [
        ("1", "0", "7"),
        ("1", "9", "8"),
        ("0", "5", "5"),
        ("0", "5", "6"),
        ("0", "4", "4"),
        ("0", "3", "3"),
        ("0", "2", "2"),
        ("0", "1", "1"),
        ("0", "0", "0"),
    ] {
        assert_eq!(quantity(class_1, class_2, given).as_deref(), Some(given), "{class_1} {class_2}");
    }
    // Outside of the band it is no score.
    for (class_1, class_2, given) in
        [("1", "0", "6"), ("0", "5", "7"), ("0", "4", "5"), ("0", "2", "3"), ("0", "0", "1")]
    {
        assert_eq!(quantity(class_1, class_2, given), None, "{class_1} {class_2} {given}");
    }
    assert_eq!(quantity("0", "0", "").as_deref(), Some("0"));
}

#[test]
fn high_tech_way_is_up_to_6_for_own_research_and_up_to_3_for_acquired() {
    let way = |own: &str, acquired: &str, given: &str| {
        of_part(&[("ip_own", own), ("ip_acquired", acquired), ("expert_way", given)], "ip_way")
    };
    assert_eq!(way("1", "4", "6").as_deref(), Some("6"));
    assert_eq!(way("0", "4", "3").as_deref(), Some("3"));
    assert_eq!(way("0", "4", "4"), None);
}

#[test]
fn high_tech_grades_are_told_by_their_letter() {
    for (given, letter) in
        [("8", "A"), ("7", "A"), ("6", "B"), ("5", "B"), ("4", "C"), ("3", "C"), ("2", "D"), ("1", "D"), ("0", "E")]
    {
        let scored = high_tech().score(&with(&base(), &[("expert_advancement", given)]));
        let line = scored.line("ip_advancement").unwrap();
        let told = format!("评审专家评为 {letter} 档，打 {given} 分。");
        assert!(line.reasons.iter().any(|reason| reason.render(Language::Chinese) == told), "{given}");
    }
    assert_eq!(of_part(&[("expert_advancement", "9")], "ip_advancement"), None);
}

#[test]
fn high_tech_transformation_is_the_yearly_average() {
    let given = |transfers: [&str; 3], points: &str| {
        let [one, two, three] = transfers;
        let pairs =
            [("transfers_1", one), ("transfers_2", two), ("transfers_3", three), ("expert_transformation", points)];
        of_part(&pairs, "transformation")
    };
    for (transfers, low, high) in [
        (["5", "5", "5"], "25", "30"),
        (["4", "5", "5"], "19", "24"),
        (["3", "3", "3"], "13", "18"),
        (["2", "2", "2"], "7", "12"),
        (["1", "1", "1"], "1", "6"),
        (["", "", "5"], "25", "30"),
    ] {
        assert_eq!(given(transfers, low).as_deref(), Some(low), "{transfers:?}");
        assert_eq!(given(transfers, high).as_deref(), Some(high), "{transfers:?}");
    }
    assert_eq!(given(["4", "5", "5"], "25"), None);
    assert_eq!(given(["0", "0", "2"], "").as_deref(), Some("0"));
}

#[test]
fn high_tech_growth_of_net_assets_has_open_and_closed_bands() {
    // Two years, so that the growth is exactly the ratio.
    let given = |last: &str, points: &str| {
        let pairs = [("assets_1", ""), ("assets_2", "100"), ("assets_3", last), ("expert_assets_growth", points)];
        of_part(&pairs, "assets_growth")
    };
    for (last, low, high) in [
        ("135", "9", "10"),
        ("134.99", "7", "8"),
        ("125", "7", "8"),
        ("115", "5", "6"),
        ("114.99", "3", "4"),
        ("105", "3", "4"),
        ("104.99", "1", "2"),
        ("100.01", "1", "2"),
        ("100", "0", "0"),
        ("50", "0", "0"),
    ] {
        assert_eq!(given(last, low).as_deref(), Some(low), "{last}");
        assert_eq!(given(last, high).as_deref(), Some(high), "{last}");
    }
    assert_eq!(given("100", "1"), None);
}

#[test]
fn high_tech_growth_is_the_mean_of_two_ratios_and_knows_missing_years() {
    let growth = |one: &str, two: &str, three: &str| {
        let pairs = [("sales_1", one), ("sales_2", two), ("sales_3", three)];
        let scored = high_tech().score(&with(&base(), &pairs));
        let line = scored.line("sales_growth").unwrap();
        line.reasons.iter().map(|reason| reason.render(Language::Chinese)).collect::<Vec<_>>().join(" ")
    };
    // ½ × (150/100 + 150/150) − 1 = 25%.
    assert!(growth("100", "150", "150").contains("按 3 年数据计算，增长率为 25%。"));
    assert!(growth("100", "150", "150").contains("属于“25% 以上（含本数）、不足 35%”一档"));
    // ½ × (3/9 + 7.1/3) − 1 = 35%, although neither ratio ends.
    assert!(growth("9", "3", "7.1").contains("增长率为 35%。 属于“35% 以上（含本数）”一档"));
    assert!(growth("", "100", "120").contains("按 2 年数据计算，增长率为 20%。"));
    assert!(growth("0", "100", "120").contains("为 0 或负数，按后两年计算。"));
    assert!(growth("0", "100", "120").contains("增长率为 20%。"));
    assert!(growth("100", "0", "120").contains("为 0 或负数，按 0 分计。"));
    assert!(growth("0", "0", "120").contains("按 0 分计。"));
    assert!(growth("", "0", "120").contains("按 0 分计。"));
    assert!(growth("", "", "120").contains("只有一年数据，没有增长率。"));
    assert_eq!(
        of_part(&[("sales_1", "100"), ("sales_2", "0"), ("sales_3", "120")], "sales_growth").as_deref(),
        Some("0")
    );
}

#[test]
fn high_tech_rd_share_depends_on_the_sales_of_the_last_year() {
    // The same sales in each of the three years, R&D all in the last.
    let share = |sales: &str, rd: &str| {
        let pairs =
            [("sales_1", sales), ("sales_2", sales), ("sales_3", sales), ("rd_1", "0"), ("rd_2", "0"), ("rd_3", rd)];
        holds(&pairs, "rd_share")
    };
    for (sales, enough, short) in [
        ("50000000", "7500000", "7499999"),
        ("50000001", "6000000.12", "6000000.11"),
        ("200000000", "24000000", "23999999"),
        ("200000001", "18000000.09", "18000000.08"),
    ] {
        assert_eq!(share(sales, enough), Some(true), "{sales}");
        assert_eq!(share(sales, short), Some(false), "{sales}");
    }
    // A young enterprise counts the years it has.
    let young = [("rd_1", ""), ("rd_2", ""), ("sales_1", ""), ("sales_2", "")];
    assert_eq!(holds(&young, "rd_share"), Some(true));
}

#[test]
fn high_tech_each_condition_has_its_edge() {
    for (pairs, code, expected) in [
        (&[("registered", "2022-06-01")][..], "one_year", true),
        (&[("registered", "2022-06-02")], "one_year", false),
        (&[("own_ip", "false")], "own_ip", false),
        (&[("in_field", "false")], "in_field", false),
        (&[("staff", "1000"), ("tech_staff", "99")], "tech_staff", false),
        (&[("staff", "0"), ("tech_staff", "0")], "tech_staff", false),
        (&[("rd_in_china", "900000")], "rd_in_china", true),
        (&[("rd_in_china", "899999")], "rd_in_china", false),
        (&[("high_tech_income", "5999999")], "income", false),
        (&[("high_tech_income", "0"), ("total_income", "0")], "income", false),
        (&[("breach", "true")], "no_breach", false),
    ] {
        assert_eq!(holds(pairs, code), Some(expected), "{code} {pairs:?}");
        if !expected {
            assert!(of(pairs).starts_with("failed"), "{code}");
        }
    }
}

#[test]
fn high_tech_without_the_experts_it_cannot_be_told_yet() {
    assert_eq!(of(&[("expert_system", "")]), "incomplete -");
    assert_eq!(of(&[("expert_system", "7")]), "incomplete -");
    // A condition that fails decides without them.
    assert_eq!(of(&[("expert_system", ""), ("breach", "true")]), "failed -");
}
