//! 国科发区〔2018〕300号, 国科火字〔2017〕120号 and the entry of Wuhan's districts of 2020: conditions without points.

use super::*;

fn national() -> Inputs {
    inputs(&[
        ("specialised", "false"),
        ("months", "36"),
        ("statistics_years", "2"),
        ("space", "10000"),
        ("tenant_space", "7500"),
        ("fund", "5000000"),
        ("tenants", "50"),
        ("financed", "5"),
        ("cases", "3"),
        ("team", "10"),
        ("professional_team", "8"),
        ("mentors", "5"),
        ("applied", "25"),
        ("holding", "0"),
        ("in_field", "0"),
        ("graduates", "20"),
    ])
}

/// The conditions that fail.
fn failing(card: &Scorecard, inputs: &Inputs) -> Vec<String> {
    let scored = card.score(inputs);
    let failing: Vec<String> =
        scored.conditions.iter().filter(|line| line.holds != Some(true)).map(|line| line.code.clone()).collect();
    assert_eq!(scored.outcome == Outcome::Passed, failing.is_empty());
    assert_eq!(scored.total, None);
    failing
}

#[test]
fn national_incubator_every_number_is_included_and_one_less_fails() {
    let card = card(include_str!("../../../../../packs/wuhan/scorecards/incubator_national.toml"));
    // Five professionals answer for fifty tenants.
    assert_eq!(failing(&card, &national()), [] as [&str; 0]);
    for (name, value, expected) in [
        ("months", "35", &["years"][..]),
        ("statistics_years", "1", &["statistics"]),
        ("space", "9999", &["space"]),
        ("tenant_space", "7499", &["tenant_space"]),
        ("fund", "4999999", &["fund"]),
        ("financed", "4", &["financed"]),
        ("cases", "2", &["cases"]),
        ("professional_team", "7", &["team"]),
        ("professional_team", "4", &["team", "servers"]),
        ("mentors", "4", &["mentors"]),
        ("applied", "24", &["rights"]),
        ("graduates", "19", &["graduates"]),
        ("space", "20000", &["tenant_space", "density"]),
    ] {
        assert_eq!(failing(&card, &with(&national(), &[(name, value)])), expected, "{name} {value}");
    }
    assert_eq!(failing(&card, &with(&national(), &[("tenants", "49")])), ["tenants"]);
    assert_eq!(failing(&card, &with(&national(), &[("applied", "0"), ("holding", "15")])), [] as [&str; 0]);
}

#[test]
fn national_specialised_incubator_has_lower_numbers_and_a_field() {
    let card = card(include_str!("../../../../../packs/wuhan/scorecards/incubator_national.toml"));
    let small = [("tenants", "30"), ("in_field", "23"), ("graduates", "15"), ("applied", "15")];
    let specialised = with(&with(&national(), &small), &[("specialised", "true")]);
    assert_eq!(failing(&card, &specialised), [] as [&str; 0]);
    assert_eq!(failing(&card, &with(&specialised, &[("in_field", "22")])), ["field"]);
    assert_eq!(failing(&card, &with(&specialised, &[("tenants", "29")])), ["tenants"]);
    assert_eq!(failing(&card, &with(&specialised, &[("specialised", "false")])), ["tenants", "graduates"]);
}

#[test]
fn national_maker_space_has_alternatives() {
    let card = card(include_str!("../../../../../packs/wuhan/scorecards/maker_space_national.toml"));
    let good = inputs(&[
        ("months", "18"),
        ("space", "500"),
        ("desks", "0"),
        ("shared_space", "375"),
        ("teams", "20"),
        ("new_firms", "10"),
        ("financed", "0"),
        ("cases", "3"),
        ("team", "3"),
        ("mentors", "3"),
        ("events", "10"),
    ]);
    assert_eq!(failing(&card, &good), [] as [&str; 0]);
    assert_eq!(failing(&card, &with(&good, &[("space", "400"), ("desks", "30")])), [] as [&str; 0]);
    assert_eq!(failing(&card, &with(&good, &[("new_firms", "0"), ("financed", "5")])), [] as [&str; 0]);
    let short = [
        ("months", "17"),
        ("space", "499"),
        ("shared_space", "374"),
        ("teams", "19"),
        ("new_firms", "9"),
        ("cases", "2"),
        ("team", "2"),
        ("mentors", "2"),
        ("events", "9"),
    ];
    assert_eq!(
        failing(&card, &with(&good, &short)),
        ["months", "space", "shared_space", "teams", "firms", "cases", "team", "mentors", "events"]
    );
}

#[test]
fn district_carriers_of_2020_have_their_own_entry_until_it_was_replaced() {
    let incubator = card(include_str!("../../../../../packs/wuhan/scorecards/incubator_district.toml"));
    let good = inputs(&[("space", "2000"), ("lease_years", "3"), ("tenants", "10")]);
    assert_eq!(failing(&incubator, &good), [] as [&str; 0]);
    let short = [("space", "1999"), ("lease_years", "2"), ("tenants", "9")];
    assert_eq!(failing(&incubator, &with(&good, &short)), ["space", "lease", "tenants"]);
    let maker_space = card(include_str!("../../../../../packs/wuhan/scorecards/maker_space_district.toml"));
    let good = inputs(&[("space", "500"), ("desks", "20"), ("tenants", "10"), ("stay_months", "24")]);
    assert_eq!(failing(&maker_space, &good), [] as [&str; 0]);
    let short = [("space", "499"), ("desks", "19"), ("tenants", "9"), ("stay_months", "25")];
    assert_eq!(failing(&maker_space, &with(&good, &short)), ["space", "desks", "tenants", "stay"]);
    assert!(incubator.holds_on("2023-04-18".parse().unwrap()) && !incubator.holds_on("2023-04-19".parse().unwrap()));
}
