//! 国科发政〔2017〕115号.

use super::*;
use base::Language;
use proptest::prelude::*;
use std::sync::LazyLock;

fn sme() -> &'static Scorecard {
    static CARD: LazyLock<Scorecard> =
        LazyLock::new(|| card(include_str!("../../../../../packs/wuhan/scorecards/tech_sme.toml")));
    &CARD
}

/// 100 staff of whom 10 are technical, 6% of the sales for R&D, one right of class II.
fn base() -> Inputs {
    inputs(&[
        ("resident", "true"),
        ("audited_books", "true"),
        ("staff", "100"),
        ("tech_staff", "10"),
        ("sales", "10000000"),
        ("assets", "5000000"),
        ("prohibited", "false"),
        ("breach", "false"),
        ("blacklisted", "false"),
        ("rd", "600000"),
        ("cost", "9000000"),
        ("ip_class_1", "0"),
        ("ip_class_2", "1"),
    ])
}

fn of(pairs: &[(&str, &str)]) -> String {
    result(&sme().score(&with(&base(), pairs)))
}

#[test]
fn sme_10_percent_staff_6_percent_rd_and_one_class_2_is_60_and_passes() {
    let scored = sme().score(&base());
    assert_eq!(result(&scored), "passed 60");
    assert_eq!(
        [points(&scored, "staff_part"), points(&scored, "rd_part"), points(&scored, "ip_part")].map(Option::unwrap),
        ["4", "50", "6"]
    );
}

#[test]
fn sme_without_a_right_is_54_and_fails() {
    assert_eq!(of(&[("ip_class_2", "0")]), "failed 54");
}

#[test]
fn sme_staff_part_of_0_fails_although_80_points() {
    let nearly = [("staff", "10000"), ("tech_staff", "999"), ("ip_class_1", "1")];
    let scored = sme().score(&with(&base(), &nearly));
    assert_eq!(scored.total, Some(80.into()));
    assert_eq!(scored.outcome, Outcome::Failed);
    assert!(scored.explain(Language::Chinese).iter().any(|line| line.text == "“科技人员指标”得 0 分，一票否决。"));
    // 500 staff, so that nothing but the veto fails.
    assert_eq!(of(&[("staff", "500"), ("tech_staff", "49"), ("ip_class_1", "1")]), "failed 80");
    assert_eq!(of(&[("staff", "500"), ("tech_staff", "50"), ("ip_class_1", "1")]), "passed 84");
}

#[test]
fn sme_30_percent_staff_2_percent_rd_and_class_1_is_60_and_passes() {
    assert_eq!(of(&[("tech_staff", "30"), ("rd", "200000"), ("ip_class_1", "1")]), "passed 60");
}

#[test]
fn sme_without_sales_only_the_share_of_cost_can_be_used() {
    let scored = sme().score(&with(&base(), &[("sales", "0"), ("rd", "2700000"), ("tech_staff", "10")]));
    assert_eq!(points(&scored, "rd_part").as_deref(), Some("50"));
    let (by_sales, by_cost) = (scored.line("rd_by_sales").unwrap(), scored.line("rd_by_cost").unwrap());
    assert_eq!((by_sales.counts, by_cost.counts), (false, true));
    assert_eq!(by_sales.reasons[0].render(Language::Chinese), "“年销售收入（元）”为 0，不能采用本项。");
    // Neither sales nor cost: nothing can be used, which is 0 points and no error.
    assert_eq!(of(&[("sales", "0"), ("cost", "0")]), "failed 10");
}

#[test]
fn sme_bands_of_staff_are_closed_below_and_open_above() {
    for (tech_staff, expected) in [
        ("30", "20"),
        ("29.99", "16"),
        ("25", "16"),
        ("24.99", "12"),
        ("20", "12"),
        ("15", "8"),
        ("14.99", "4"),
        ("10", "4"),
        ("9.99", "0"),
    ] {
        let scored = sme().score(&with(&base(), &[("tech_staff", tech_staff)]));
        assert_eq!(points(&scored, "staff_part").as_deref(), Some(expected), "{tech_staff}");
    }
}

#[test]
fn sme_rd_is_measured_by_sales_or_by_cost_and_the_better_counts() {
    let scored = |rd: &str| sme().score(&with(&base(), &[("rd", rd), ("cost", "1000000000")]));
    for (rd, expected) in [
        ("600000", "50"),
        ("599999", "40"),
        ("500000", "40"),
        ("400000", "30"),
        ("300000", "20"),
        ("200000", "10"),
        ("199999", "0"),
    ] {
        assert_eq!(points(&scored(rd), "rd_part").as_deref(), Some(expected), "{rd}");
    }
    let by_cost = |rd: &str| sme().score(&with(&base(), &[("rd", rd), ("cost", "1000000"), ("sales", "200000000")]));
    for (rd, expected) in
        [("300000", "50"), ("250000", "40"), ("200000", "30"), ("150000", "20"), ("100000", "10"), ("99999", "0")]
    {
        assert_eq!(points(&by_cost(rd), "rd_part").as_deref(), Some(expected), "{rd}");
    }
}

#[test]
fn sme_rights_give_30_for_class_1_and_up_to_24_for_class_2() {
    for (class_1, class_2, expected) in [
        ("1", "0", "30"),
        ("5", "9", "30"),
        ("0", "4", "24"),
        ("0", "9", "24"),
        ("0", "3", "18"),
        ("0", "2", "12"),
        ("0", "1", "6"),
        ("0", "0", "0"),
    ] {
        let scored = sme().score(&with(&base(), &[("ip_class_1", class_1), ("ip_class_2", class_2)]));
        assert_eq!(points(&scored, "ip_part").as_deref(), Some(expected), "{class_1} {class_2}");
    }
}

#[test]
fn sme_sizes_are_limits_that_are_included() {
    let good = [("ip_class_1", "1"), ("tech_staff", "150"), ("staff", "500"), ("rd", "12000000")];
    let base = with(&base(), &good);
    let of = |pairs: &[(&str, &str)]| sme().score(&with(&base, pairs)).outcome;
    assert_eq!(of(&[("sales", "200000000"), ("assets", "200000000")]), Outcome::Passed);
    assert_eq!(of(&[("sales", "200000000.01")]), Outcome::Failed);
    assert_eq!(of(&[("assets", "200000000.01")]), Outcome::Failed);
    assert_eq!(of(&[("staff", "501"), ("tech_staff", "501")]), Outcome::Failed);
}

#[test]
fn sme_every_other_condition_must_hold() {
    for (name, value) in [
        ("resident", "false"),
        ("audited_books", "false"),
        ("prohibited", "true"),
        ("breach", "true"),
        ("blacklisted", "true"),
    ] {
        assert_eq!(of(&[(name, value)]), "failed 60", "{name}");
    }
}

#[test]
fn sme_direct_confirmation_replaces_the_points_and_no_condition() {
    for ground in ["high_tech", "award", "rd_body", "standard"] {
        assert_eq!(of(&[("tech_staff", "0"), ("ip_class_2", "0"), (ground, "true")]), "passed 50", "{ground}");
        assert_eq!(of(&[("staff", "501"), (ground, "true")]).split(' ').next(), Some("failed"), "{ground}");
        assert_eq!(of(&[("tech_staff", "0"), (ground, "false")]), "failed 56", "{ground}");
    }
    assert_eq!(of(&[("rd", ""), ("high_tech", "true")]), "passed -");
}

#[test]
fn sme_what_is_not_filled_in_is_not_0() {
    let scored = sme().score(&with(&base(), &[("ip_class_2", ""), ("ip_class_1", ""), ("assets", "")]));
    assert_eq!((scored.outcome, scored.total), (Outcome::Incomplete, None));
    let text = text_of(&scored, Language::Chinese);
    assert!(text.contains("“资产总额（元）”没有填写。") && text.contains("科技成果指标：待定（满分 30 分）"), "{text}");
    // One alternative is enough.
    assert_eq!(of(&[("ip_class_1", "")]), "passed 60");
    // A text where a number belongs is as little a number.
    let mut wrong = base();
    wrong.insert("rd".to_owned(), "六十万".into());
    assert_eq!(sme().score(&wrong).outcome, Outcome::Incomplete);
}

#[test]
fn sme_the_explanation_can_be_read_in_both_languages() {
    let scored = sme().score(&base());
    let text = text_of(&scored, Language::Chinese);
    for line in [
        "符合《科技型中小企业评价》（国科发政〔2017〕115号、国科火字〔2022〕67号）的要求。",
        "总分 60 分，要求不低于 60 分。",
        "职工总数不超过 500 人：符合",
        "科技人员指标：4 分（满分 20 分）",
        "  科技人员数（人）（10）÷ 职工总数（人）（100）＝ 10%。",
        "  属于“10% 以上（含本数）、不足 15%”一档，得 4 分。",
        "  择优按“研发费用占销售收入的比例”计分。",
        "  研发费用占成本费用支出的比例：0 分（满分 50 分）",
        "    未采用，不计分。",
    ] {
        assert!(text.lines().any(|one| one == line), "{line}\n{text}");
    }
    let english = text_of(&scored, Language::English);
    assert!(english.contains("It lies in “10% or more and less than 15%”: 4 points."), "{english}");
    assert!(!english.contains('{') && !text.contains('{'));
}

proptest! {
    #[test]
    fn sme_more_rd_and_more_rights_never_cost_points(
        staff in 1_i64..600, tech in 0_i64..600, sales in 0_i64..300_000_000, rd in 0_i64..90_000_000, more in 0_i64..9_000_000, ip in 0_i64..6,
    ) {
        let (staff, tech, sales) = (staff.to_string(), tech.to_string(), sales.to_string());
        let score = |rd: i64, ip: i64| {
            let (rd, ip) = (rd.to_string(), ip.to_string());
            let pairs = [("staff", &*staff), ("tech_staff", &*tech), ("sales", &*sales), ("rd", &*rd), ("ip_class_2", &*ip)];
            sme().score(&with(&base(), &pairs)).total.unwrap()
        };
        prop_assert!(score(rd + more, ip + 1) >= score(rd, ip));
        prop_assert!(score(rd, ip) <= 100.into());
    }
}
